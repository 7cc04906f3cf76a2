import type { FleetOptions, FleetRow } from '../tables/EstateTables.js';
import type { Shape } from '../tables/Shape.js';
import type { Team } from '../tables/teams.js';

export interface Fleet extends FleetOptions {
  readonly name: string;
  readonly count: number;
  readonly sku: string;
  readonly perDay: number;
  readonly shape: Shape;
  readonly team: Team;
  readonly environment: 'prod' | 'staging' | 'dev';
}

/** A row of the fleet table with names to its values. */
export function fleet([name, count, sku, perDay, shape, team, environment, options]: FleetRow): Fleet {
  return { name, count, sku, perDay, shape, team, environment, ...options };
}
