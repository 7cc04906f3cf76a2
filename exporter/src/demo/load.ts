import { DAY, HOUR } from '../domain/Day.js';
import type { Instant } from '../domain/Day.js';
import { demandOf } from './charges/usage.js';
import { draw, keyOf } from './draw.js';
import type { Story } from './Story.js';
import { PATTERNS } from './tables/Shape.js';
import type { Team } from './tables/teams.js';

/** What runs in a namespace of the cluster. */
export interface Namespace {
  readonly team: Team;
  readonly namespace: string;
  /** Pods at the busiest time. */
  readonly most: number;
  /** Cores that a pod uses. */
  readonly cores: number;
  /** Memory that a pod uses, in GiB. */
  readonly memory: number;
}

export const NAMESPACES: readonly Namespace[] = [
  { team: 'web', namespace: 'storefront', most: 24, cores: 1.4, memory: 2.2 },
  { team: 'web', namespace: 'previews', most: 6, cores: 0.2, memory: 0.6 },
  { team: 'search', namespace: 'search-api', most: 18, cores: 1.9, memory: 5.5 },
  { team: 'search', namespace: 'search-indexer', most: 8, cores: 2.6, memory: 9 },
  { team: 'checkout', namespace: 'checkout', most: 16, cores: 1.1, memory: 1.8 },
  { team: 'payments', namespace: 'payments', most: 14, cores: 0.9, memory: 1.6 },
  { team: 'ml', namespace: 'recommender', most: 20, cores: 2.2, memory: 6.4 },
  { team: 'ml', namespace: 'feature-store', most: 8, cores: 1.5, memory: 12 },
  { team: 'ml', namespace: 'ranker-training', most: 4, cores: 42, memory: 180 },
  { team: 'mobile', namespace: 'mobile-gateway', most: 12, cores: 0.8, memory: 1.2 },
  { team: 'data-platform', namespace: 'ingest', most: 15, cores: 1.7, memory: 3.8 },
  { team: 'platform', namespace: 'argo-cd', most: 5, cores: 0.4, memory: 0.9 },
  { team: 'sre', namespace: 'monitoring', most: 9, cores: 1.2, memory: 7.5 },
];

export function podsAt(plot: Story, { namespace, most }: Namespace, at: Instant): number {
  if (namespace === plot.runaway.resourcePrefix) {
    return at > plot.runaway.start ? most * plot.runaway.factor : most;
  }
  return Math.max(1, Math.round(most * busyness(plot.seed, namespace, endOfHour(at))));
}

/** Seconds of processor time that the pods of a namespace use in the hour that ends at `at`. */
export function cpuSecondsOfHour(plot: Story, namespace: Namespace, at: Instant): number {
  return podsAt(plot, namespace, at) * namespace.cores * 3600 * noise(plot.seed, `${namespace.namespace} cpu`, at);
}

/** A counter that starts at 0 and has counted what each hour brought: at its half one half, at its end all. */
export function counted(hourEndingAt: (at: Instant) => number): (at: Instant) => number {
  let total = 0;
  return (at) => {
    const whole = Math.round(hourEndingAt(endOfHour(at)));
    const half = Math.floor(whole / 2);
    total += at === endOfHour(at) ? whole - half : half;
    return total;
  };
}

/** Share of the busiest time in the hour that ends at `at`. */
export function busyness(seed: number, word: string, at: Instant): number {
  const hourStart = new Date(at - HOUR);
  const { hours: rates, weekend } = PATTERNS.elastic;
  const isWeekend = hourStart.getUTCDay() % 6 === 0;
  const rate = (rates[hourStart.getUTCHours()] ?? 1) * (isWeekend ? weekend : 1);
  return rate * demandOf(seed, Math.floor((at - HOUR) / DAY)) * noise(seed, word, at);
}

/** Between 0.97 and 1.03. */
export function noise(seed: number, word: string, at: Instant): number {
  return 0.97 + 0.06 * draw(keyOf(seed, word), at / HOUR);
}

export function endOfHour(at: Instant): Instant {
  return Math.ceil(at / HOUR) * HOUR;
}
