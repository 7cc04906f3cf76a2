import { DAY, HOUR } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import type { Buckets } from '../../prometheus/Buckets.js';
import type { Usage } from '../../prometheus/usageOfScope.js';

type ValueOf = number | null | ((daysBeforeEnd: number) => number | null);

/** Hours of so many days up to a midnight; a function is asked how many whole days lie between an hour and the end. */
export function hours(end: Instant, days: number, value: ValueOf): Buckets {
  return buckets(HOUR, end, days, value);
}

/** Days up to a midnight. */
export function daily(end: Instant, days: number, value: ValueOf): Buckets {
  return buckets(DAY, end, days, value);
}

/** What Prometheus answered, as the pipeline hands it over. */
export function known(units: Buckets): Usage {
  return { ok: true, buckets: units };
}

function buckets(bucket: number, end: Instant, days: number, value: ValueOf): Buckets {
  const first = end - days * DAY;
  const values = Array.from({ length: (days * DAY) / bucket }, (_, index) =>
    typeof value === 'function' ? value(Math.ceil((end - first - index * bucket) / DAY) - 1) : value,
  );
  return { bucket, first, values };
}
