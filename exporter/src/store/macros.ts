/**
 * Conversions from bill text to exact values, as DuckDB macros.
 *
 * DuckDB's own cast is not trusted with everything a bill may hold: it reads `1_000` as 1000, rounds `0.9E-13` to 10⁻¹²
 * and `4/1/25` to the year 4. Plain decimals with at most 12 decimals, nearly all there are, take its fast path.
 */
export const MACROS = [
  `create macro place_point(sign, digits, point) as case
    when ltrim(digits, '0') = '' then '0'
    when point > 60 then null
    when point <= 0 then sign || '0.' || repeat('0', -point) || digits
    when point >= strlen(digits) then sign || digits || repeat('0', point - strlen(digits))
    else sign || substr(digits, 1, point) || '.' || substr(digits, point + 1)
  end`,
  // `-1.234E-5` → `-0.00001234`, so that the cast sees every digit in its place. The lambda names the pieces once.
  `create macro plain_decimal(x) as list_transform(
    [regexp_extract(x, '^([+-]?)([0-9]*)\\.?([0-9]*)[eE]([+-]?[0-9]+)$', ['sign', 'whole', 'fraction', 'exponent'])],
    lambda p: place_point(p.sign, p.whole || p.fraction, greatest(-60, strlen(p.whole) + try_cast(p.exponent as bigint)))
  )[1]`,
  `create macro is_plain_money(x) as regexp_full_match(x, '-?[0-9]{1,6}(\\.[0-9]{0,12})?')`,
  // The scientific notation that bills use, few enough digits to be exact at 24 decimals.
  `create macro is_short_scientific(x) as regexp_full_match(x, '-?[0-9](\\.[0-9]{1,12})?[eE]-?[0-9]')`,
  // A number in any notation as plain decimal text; null for what is no number.
  `create macro decimal_text(x) as case
    when is_plain_money(x) then x
    when is_short_scientific(x) then try_cast(x as decimal(38, 24))::varchar
    when regexp_full_match(trim(x), '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)') then trim(x)
    when regexp_full_match(trim(x), '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)[eE][+-]?[0-9]{1,9}') then plain_decimal(trim(x))
  end`,
  // Both take plain decimal text. Text to int128 is three times slower than to int64, so int64 is tried first.
  // 14 digits before the point leave room for 10¹² charges in a sum, and for 24 decimals in a rounding difference.
  `create macro money_of(plain) as coalesce(try_cast(plain as decimal(18, 12)), try_cast(plain as decimal(26, 12)))::decimal(38, 12)`,
  `create macro was_rounded(plain) as strlen(plain) - strpos(plain, '.') > 12 and strlen(rtrim(split_part(plain, '.', 2), '0')) > 12`,
  // A time with its offset, UTC without one. Seconds may be missing, letters small.
  `create macro moment(x) as coalesce(
    case when strlen(x) >= 8 and x not like '%/%' then try_cast(x as timestamptz) end,
    try_cast(upper(regexp_replace(trim(x),
      '^([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$', '\\1:00\\2', 'i')) as timestamptz)
  )`,
  // Years outside are misread days or months (4/1/25), never bills.
  `create macro utc(x) as case
    when x >= timestamptz '2000-01-01 00:00:00+00' and x < timestamptz '2100-01-01 00:00:00+00' then make_timestamp(epoch_us(x))
  end`,
  `create macro money_problem(x) as case
    when contains(x, ',') then 'is not a decimal number; write it without separators of thousands, such as 1234.50'
    when contains(x, '_') then 'is not a decimal number; write digits and one point, such as 1234.50'
    when regexp_full_match(trim(x), '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?')
      then 'has more than 14 digits before the point; write at most 14'
    else 'is not a decimal number; write digits and one point, such as 1234.50'
  end`,
  `create macro time_problem(x) as case
    when regexp_matches(x, '^ *[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}')
      then 'does not tell day from month; write UTC as 2026-11-03T00:00:00Z'
    else 'is not a time between 2000 and 2100; write UTC as 2026-11-03T00:00:00Z'
  end`,
  `create macro tags(x) as case
    when json_valid(x) then case when json_type(x) = 'OBJECT' then x end
    when json_valid('{' || x || '}') then '{' || x || '}'
  end`,
  // The value of a tag in the one spelling that it has here; null where it is empty.
  `create macro clean_tag(x) as nullif(trim(lower(case when contains(x, '  ') then regexp_replace(x, '\\s+', ' ', 'g') else x end)), '')`,
];
