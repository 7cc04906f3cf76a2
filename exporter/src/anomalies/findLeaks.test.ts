import { describe, expect, it } from 'vitest';
import { addDays } from '../domain/Day.js';
import { findIncidents } from './findIncidents.js';
import { growTree } from './growTree.js';
import type { FoundIncident } from './Incident.js';
import type { SeriesTree } from './SeriesTree.js';
import { FIRST_DAY, RULE, weekly } from './testing/series.js';

const DAYS = 300;
const BEGIN = 230;

/** Two teams × two services, one of which costs 1 % a day more from a day on. */
function leaking(days = DAYS): SeriesTree {
  const cells = ['payments', 'search'].flatMap((team, t) =>
    ['compute', 'storage'].map((service, s) => {
      const isLeak = team === 'payments' && service === 'storage';
      const growth = (day: number): number => (isLeak ? 1.012 ** Math.max(0, Math.min(30, day - BEGIN)) : 1);
      return {
        values: [team, service],
        costs: weekly(200 + 30 * t + 20 * s, DAYS).map((cost, day) => cost * growth(day)),
      };
    }),
  );
  return growTree(['team', 'cloud_service'], { firstDay: FIRST_DAY, days }, cells);
}

function leaks(found: readonly FoundIncident[]): readonly FoundIncident[] {
  return found.filter(({ kind }) => kind === 'leak');
}

const rule = { ...RULE, from: addDays(FIRST_DAY, 215) };

describe('a slow rise', () => {
  it('is one leak of the service from which it comes', () => {
    const found = leaks(findIncidents(leaking(), rule));
    expect(found.map(({ scope }) => scope)).toEqual([{ team: 'payments', cloud_service: 'storage' }]);
    expect(found[0]?.impact).toBeGreaterThan(0);
    expect(found[0]?.path.every(({ share }) => share >= 0.6)).toBe(true);
  });

  it('is found while it still goes on, and only in whole fortnights', () => {
    const [early] = leaks(findIncidents(leaking(265), rule));
    expect(early?.status).toBe('active');
    expect(early?.days.length).toBeGreaterThanOrEqual(14);
    expect(early?.days.at(-1)?.day).toBe('2027-02-14'); // the Sunday before the last day, the 20th
  });

  it('keeps its id and its first days when later days alone are looked at', () => {
    const known = findIncidents(leaking(265), rule);
    const later = { ...RULE, from: addDays(FIRST_DAY, 262) };
    const [before] = leaks(known);
    const [after] = leaks(findIncidents(leaking(272), later, known));
    expect(after?.id).toBe(before?.id);
    expect(after?.days.slice(0, 7)).toEqual(before?.days.slice(0, 7));
    expect(after?.days.length).toBeGreaterThan(before?.days.length ?? 0);
  });

  it('is not looked for while there are too few fortnights to compare with', () => {
    const short = growTree([], { firstDay: FIRST_DAY, days: 130 }, [
      { values: [], costs: weekly(200, 130).map((cost, day) => cost * 1.01 ** Math.max(0, day - 90)) },
    ]);
    expect(leaks(findIncidents(short, RULE))).toEqual([]);
  });
});
