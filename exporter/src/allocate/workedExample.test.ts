import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatUnits, parseUnits } from '../domain/Money.js';
import { allocationConfig } from './config.js';
import { methodologyOf } from './methodologyOf.js';
import { splitPools } from './splitPools.js';
import type { BorneCost, PlacedCost } from './splitPools.js';

const PAGE = readFileSync(new URL('../../../docs/allocation.md', import.meta.url), 'utf8');

/** The pools that the page sets. */
const SETTINGS = parse(/^```yaml\n(.*?)^```$/ms.exec(PAGE)?.[1] ?? '') as { readonly allocation: unknown };
const { pools } = methodologyOf({ team: {} }, allocationConfig.parse(SETTINGS.allocation), {});

function placed(owner: string, cost: string, pool: string | null = null): PlacedCost {
  return { day: '2026-11-03', owner, pool, cost: parseUnits(cost) };
}

const DIRECT = [placed('payments', '600'), placed('search', '300'), placed('unallocated', '45.5')];
const CREDIT = placed('data', '-30.03', 'data');
const DAY_OF_THE_PAGE = [...DIRECT, placed('data', '100', 'data'), CREDIT, placed('platform', '70.01', 'platform')];

function row(cells: readonly string[]): RegExp {
  return new RegExp(`^\\| ${cells.map((cell) => `${cell.replace('.', '\\.')} *`).join('\\| ')}\\|$`, 'm');
}

function total(costs: readonly { readonly cost: bigint }[]): string {
  return formatUnits(costs.reduce((sum, { cost }) => sum + cost, 0n));
}

it('is what the page says', () => {
  const borne = splitPools(DAY_OF_THE_PAGE, pools, () => null);
  const cells = (parts: readonly BorneCost[]): string[] => [
    ...[null, 'platform', 'data'].map((pool) => total(parts.filter((part) => part.pool === pool))),
    total(parts),
  ];
  for (const owner of ['payments', 'search', 'unallocated']) {
    expect(PAGE).toMatch(row([`\`${owner}\``, ...cells(borne.filter((part) => part.owner === owner))]));
  }
  expect(PAGE).toMatch(row(['sum', ...cells(borne)]));
  expect(total(borne)).toBe(total(DAY_OF_THE_PAGE));
});

it('splits the credit alone as the page says', () => {
  const shares = splitPools([...DIRECT, CREDIT], pools, () => null).filter(({ pool }) => pool === 'data');
  const told = shares.map(({ owner, cost }) => `\`${owner}\` ${formatUnits(cost)}`);
  expect(told).toHaveLength(2);
  expect(PAGE.replace(/\s+/g, ' ')).toContain(told.join(' and '));
});
