import type { SpendPoint } from './BudgetRow';
import type { Sample, SeriesName } from './samplesOf';
import { windowDays } from './windowDays';

type Labels = Readonly<Record<string, string>>;

/** The samples of one budget, asked by series. */
export class Series {
  private readonly byName = new Map<SeriesName, Sample[]>();

  constructor(samples: readonly Sample[]) {
    for (const sample of samples) {
      this.byName
        .set(sample.name, this.byName.get(sample.name) ?? [])
        .get(sample.name)
        ?.push(sample);
    }
  }

  /** The newest value of a series; null without one. */
  last(name: SeriesName, labels: Labels = {}): number | null {
    const wanted = Object.entries(labels);
    const newest = this.of(name)
      .filter((sample) => wanted.every(([label, value]) => sample.labels[label] === value))
      .reduce<Sample | null>((best, sample) => (best === null || at(sample) >= at(best) ? sample : best), null);
    return newest?.value ?? null;
  }

  finite(name: SeriesName, labels: Labels = {}): number | null {
    const value = this.last(name, labels);
    return value !== null && Number.isFinite(value) ? value : null;
  }

  /** A figure in seconds as milliseconds. */
  moment(name: SeriesName): number | null {
    const seconds = this.finite(name);
    return seconds === null ? null : seconds * 1000;
  }

  /** The windows there are, shortest first. */
  windows(): string[] {
    const found = [...this.byName.values()].flatMap((samples) =>
      samples.flatMap(({ labels }) => labels['window'] ?? []),
    );
    return [...new Set(found)].sort((one, other) => (windowDays(one) ?? 0) - (windowDays(other) ?? 0));
  }

  label(name: string): string | null {
    for (const samples of this.byName.values()) {
      const found = samples.find(({ labels }) => (labels[name] ?? '') !== '');
      if (found !== undefined) return found.labels[name] ?? null;
    }
    return null;
  }

  /** A series over time, earliest first. A gauge is drawn at the watermark that was known with it, if one was. */
  points(name: SeriesName): SpendPoint[] {
    const watermarks = new Map(
      this.of('finops_budget_watermark_timestamp_seconds').map(({ time, value }) => [time, value * 1000]),
    );
    const isGauge = name.startsWith('finops_');
    const byTime = new Map<number, number>();
    for (const { time, value } of this.of(name)) {
      if (time !== null && Number.isFinite(value)) {
        byTime.set((isGauge ? watermarks.get(time) : undefined) ?? time, value);
      }
    }
    return [...byTime].map(([time, value]) => ({ time, value })).sort((one, other) => one.time - other.time);
  }

  private of(name: SeriesName): readonly Sample[] {
    return this.byName.get(name) ?? [];
  }
}

function at({ time }: Sample): number {
  return time ?? 0;
}
