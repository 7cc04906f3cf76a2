/**
 * Conversions from bill text to exact values, as DuckDB macros.
 *
 * DuckDB's own cast is not trusted with everything a bill may hold: it reads `1_000` as 1000, rounds `0.9E-13` to 10⁻¹²
 * and `4/1/25` to the year 4. Plain decimals with at most 12 decimals, nearly all there are, take its fast path.
 */
export const MACROS = [
  // `-1.234E-5` → `-0.00001234`, so that the cast sees every digit in its place.
  `create macro plain_decimal(x) as (
    with parts as (
      select
        case when x like '-%' then '-' else '' end as sign,
        regexp_extract(x, '^[+-]?([0-9]*)', 1) as whole,
        regexp_extract(x, '^[+-]?[0-9]*\\.([0-9]*)', 1) as fraction,
        greatest(-60, try_cast(regexp_extract(x, '[eE]([+-]?[0-9]+)$', 1) as bigint)) as exponent
    ), placed as (
      select sign, whole || fraction as digits, strlen(whole) + exponent as point from parts
    )
    select case
      when point > 60 then null
      when point <= 0 then sign || '0.' || repeat('0', -point) || digits
      when point >= strlen(digits) then sign || digits || repeat('0', point - strlen(digits))
      else sign || substr(digits, 1, point) || '.' || substr(digits, point + 1)
    end from placed
  )`,
  `create macro decimal_text(x) as case
    when regexp_full_match(trim(x), '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)') then trim(x)
    when regexp_full_match(trim(x), '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)[eE][+-]?[0-9]{1,9}') then plain_decimal(trim(x))
  end`,
  `create macro is_plain_money(x) as regexp_full_match(x, '-?[0-9]{1,6}(\\.[0-9]{0,12})?')`,
  // The scientific notation that bills use, few enough digits to be exact at 24 decimals.
  `create macro is_short_scientific(x) as regexp_full_match(x, '-?[0-9](\\.[0-9]{1,12})?[eE]-?[0-9]')`,
  `create macro money(x) as case
    when is_plain_money(x) then try_cast(x as decimal(18, 12))::decimal(38, 12)
    when is_short_scientific(x) then try_cast(x as decimal(38, 24))::decimal(38, 12)
    else try_cast(decimal_text(x) as decimal(38, 12))
  end`,
  // Whether `money` had to round: a digit other than 0 stands behind the 12th decimal.
  `create macro is_rounded(x) as case
    when is_plain_money(x) then false
    when is_short_scientific(x)
      then try_cast(x as decimal(38, 24)) <> try_cast(x as decimal(38, 24))::decimal(38, 12)::decimal(38, 24)
    else coalesce(strlen(rtrim(split_part(decimal_text(x), '.', 2), '0')) > 12, false)
  end`,
  // Years outside are misread days or months (4/1/25), never bills.
  `create macro in_range(x) as case when x >= timestamp '2000-01-01' and x < timestamp '2100-01-01' then x end`,
  `create macro utc(x) as in_range(make_timestamp(epoch_us(x)))`,
  `create macro instant(x) as coalesce(
    utc(case when strlen(x) >= 8 and x not like '%/%' then try_cast(x as timestamptz) end),
    utc(try_cast(upper(regexp_replace(trim(x),
      '^([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$', '\\1:00\\2', 'i')) as timestamptz))
  )`,
  `create macro money_problem(x) as case
    when contains(x, ',') then 'is not a decimal number; write it without separators of thousands, such as 1234.50'
    when contains(x, '_') then 'is not a decimal number; write digits and one point, such as 1234.50'
    when decimal_text(x) is not null then 'has more than 26 digits before the point'
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
];
