import type { Pool } from './Attribution.js';
import type { Dimensions } from './Dimensions.js';

/** How charges get their dimensions and owners, whole: two equal ones give every charge the same owner. */
export interface Methodology {
  /** Digest of everything below, so that a figure can name what made it. */
  readonly version: string;
  /** The dimension whose value is the owner; null where no dimension is. */
  readonly owner: string | null;
  readonly dimensions: Dimensions;
  readonly pools: readonly Pool[];
}
