import type { Instant } from '../../domain/Day.js';
import { DAY } from '../../domain/Day.js';
import type { ScopeSpend, SourceSpend } from './ScopeSpend.js';
import { spendCurve } from './spendCurve.js';

export interface ScopeFreshness {
  /** Latest time up to which the whole scope is at least 90 % complete; a midnight where a source has only days. */
  readonly watermark: Instant;
  /** When the first source becomes, or became, stale. */
  readonly staleAt: Instant;
  readonly staleSources: readonly string[];
  readonly hasHours: boolean;
}

const MATERIAL_SHARE = 0.01;
const LOOK_BACK = 28 * DAY;

/** How fresh the data of a scope are: that of its sources with at least 1 % of its last 28 days. */
export function scopeFreshness({ sources }: ScopeSpend, asOf: Instant): ScopeFreshness {
  const material = materialSources(sources, asOf);
  const bucket = Math.max(...material.map((source) => source.bucket), 1);
  const watermark = Math.min(asOf, ...material.map((source) => source.watermark));
  const staleAt = ({ watermark: complete, maxLag }: SourceSpend): Instant => complete + maxLag;
  return {
    watermark: Math.floor(watermark / bucket) * bucket,
    staleAt: Math.min(...material.map(staleAt)),
    staleSources: [...new Set(material.filter((source) => asOf > staleAt(source)).map(({ source }) => source))],
    hasHours: material.length > 0 && bucket < DAY,
  };
}

/** All sources where none has spent anything. */
function materialSources(sources: readonly SourceSpend[], asOf: Instant): readonly SourceSpend[] {
  const sizes = sources.map((source) => Math.abs(spendCurve([source], asOf)(asOf - LOOK_BACK, asOf)));
  const least = MATERIAL_SHARE * sizes.reduce((sum, size) => sum + size, 0);
  return sources.filter((_, index) => (sizes[index] ?? 0) >= least);
}
