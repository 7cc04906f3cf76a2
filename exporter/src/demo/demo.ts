import { DAY, HOUR, addDays, addMonths, dayOf, firstDayOf, startOf } from '../domain/Day.js';
import type { Day, Instant, Month } from '../domain/Day.js';
import type { Units } from '../domain/Money.js';
import { charges } from './charges/charges.js';
import type { Batch } from './charges/Charge.js';
import { HOURLY_LAG } from './charges/knownPermille.js';
import { configText } from './configText.js';
import { buildEstate } from './estate/buildEstate.js';
import type { Estate } from './estate/Estate.js';
import type { SourceId } from './tables/EstateTables.js';
import { aws } from './providers/aws.js';
import { azure } from './providers/azure.js';
import { gcp } from './providers/gcp.js';
import { lumen } from './providers/lumen.js';
import type { Provider } from './providers/Provider.js';
import { writeExport } from './providers/writeExport.js';
import { story } from './Story.js';
import type { Deploy, Leak, Restatement, Runaway, Story } from './Story.js';

export interface DemoOptions {
  /** Everything is dated from it; truncated to the hour. */
  readonly now: Instant;
  /** Billing periods, the present one included; 14 unless given. */
  readonly months?: number;
  readonly seed: number;
  /** Multiplies the number of resources; 1 unless given. */
  readonly scale?: number;
}

export interface DemoFile {
  readonly source: SourceId;
  /** Path inside the folder of the source. */
  readonly name: string;
  /** Writes the file, and the folders above it. */
  readonly write: (path: string) => Promise<void>;
}

/** Files that appear in the folders of their sources at one moment, or replace files of the same name. */
export interface DemoDelivery {
  readonly at: Instant;
  /** In the order of writing: a manifest follows the files that it names. */
  readonly files: readonly DemoFile[];
}

/** Exact sums over the charges of one billing period, as the last delivery leaves them, in units of 10⁻¹². */
export interface PeriodTotal {
  readonly source: SourceId;
  readonly billingPeriod: Month;
  readonly rows: number;
  readonly effective: Units;
  readonly billed: Units;
  readonly list: Units;
  readonly contracted: Units;
}

/** What is in the bills, for those who test what is made of them. */
export interface DemoTruth {
  readonly firstDay: Day;
  /** The last day with daily rows. */
  readonly lastDay: Day;
  /** End of the last hour with hourly rows. */
  readonly dataThrough: Instant;
  readonly hourlyFrom: Day;
  readonly runaway: Runaway;
  readonly leak: Leak;
  readonly restatement: Restatement | null;
  /** Days that the last delivery knows only in part, and about which share of them. */
  readonly lateDays: readonly { readonly day: Day; readonly knownRatio: number }[];
  readonly deploys: readonly Deploy[];
  /** Generates every charge once. */
  readonly totals: () => readonly PeriodTotal[];
}

export interface Demo {
  /** Text of outlay.yaml, which expects the files of a source in `exports/<source>`. */
  readonly config: string;
  /** Ascending in time; the last one is an hour before `now`. */
  readonly deliveries: readonly DemoDelivery[];
  readonly truth: DemoTruth;
}

interface Biller {
  readonly provider: Provider;
  readonly estate: Estate;
}

/** Of a delivery and of the one before it. */
interface Times {
  readonly at: Instant;
  readonly previous: Instant | undefined;
}

const PROVIDERS = [aws, azure, gcp, lumen];
/** Three days after a month its days are complete and its invoice is issued. */
const CLOSED_AFTER = 3 * DAY;
const NANO_IN_UNITS = 1000n;

/** Synthetic bills of four providers that look real, delivered over the last 35 days: the same options give the same bytes. */
export function demo({ now, months = 14, seed, scale = 1 }: DemoOptions): Demo {
  const plot = story(now, months, seed);
  const billers = PROVIDERS.map((provider) => ({
    provider,
    estate: buildEstate(provider.tables, { seed, now: plot.now, scale }),
  }));
  return {
    config: configText(),
    deliveries: plot.deliveries
      .map((at, index) => ({ at, files: filesOf(billers, plot, { at, previous: plot.deliveries[index - 1] }) }))
      .filter(({ files }) => files.length > 0),
    truth: truth(billers, plot),
  };
}

function filesOf(billers: readonly Biller[], plot: Story, times: Times): readonly DemoFile[] {
  return billers.flatMap(({ provider, estate }) =>
    plot.months
      .filter((month) => isDelivered(estate, plot, { month, ...times }))
      .flatMap((month) =>
        provider.files({
          story: plot,
          month,
          knownAt: times.at,
          isClosed: times.at >= closingOf(month),
          batches: () => charges(estate, plot, { month, knownAt: times.at }),
        }),
      )
      .map((file) => ({
        source: estate.source,
        name: file.name,
        write: (path: string) => writeExport(file, path),
      })),
  );
}

/** A month is delivered when it has begun and its provider knows something that it did not know at the last delivery. */
function isDelivered(estate: Estate, plot: Story, { month, at, previous }: Times & { month: Month }): boolean {
  if (at <= startOf(firstDayOf(month))) {
    return false;
  }
  if (previous === undefined) {
    return true;
  }
  const { restatement } = plot;
  if (restatement?.source === estate.source && restatement.month === month && restatement.at === at) {
    return true;
  }
  const hasHours = estate.items.some((item) => item.isHourly);
  const isNews = hasHours || Math.floor(at / DAY) > Math.floor(previous / DAY);
  return previous < closingOf(month) && isNews;
}

function closingOf(month: Month): Instant {
  return startOf(firstDayOf(addMonths(month, 1))) + CLOSED_AFTER;
}

function truth(billers: readonly Biller[], plot: Story): DemoTruth {
  const last = plot.deliveries.at(-1) ?? plot.now;
  const lastDay = addDays(dayOf(last), -1);
  return {
    firstDay: firstDayOf(plot.months[0] ?? ''),
    lastDay,
    dataThrough: last - HOURLY_LAG * HOUR,
    hourlyFrom: plot.hourlyFrom,
    runaway: plot.runaway,
    leak: plot.leak,
    restatement: plot.restatement,
    lateDays: [
      { day: addDays(lastDay, -1), knownRatio: 0.92 },
      { day: lastDay, knownRatio: 0.6 },
    ],
    deploys: plot.deploys,
    totals: () =>
      billers.flatMap(({ estate }) =>
        plot.months
          .filter((month) => startOf(firstDayOf(month)) < last)
          .map((month) => periodTotal(estate.source, month, charges(estate, plot, { month, knownAt: last }))),
      ),
  };
}

/** Adds nanos as numbers within a batch, which stays far below 2⁵³, and as bigints beyond. */
function periodTotal(source: SourceId, billingPeriod: Month, batches: Iterable<Batch>): PeriodTotal {
  const total = { rows: 0, effective: 0n, billed: 0n, list: 0n, contracted: 0n };
  for (const { charges: rows } of batches) {
    total.rows += rows.length;
    for (const basis of ['effective', 'billed', 'list', 'contracted'] as const) {
      total[basis] += BigInt(rows.reduce((nanos, row) => nanos + row[basis], 0)) * NANO_IN_UNITS;
    }
  }
  return { source, billingPeriod, ...total };
}
