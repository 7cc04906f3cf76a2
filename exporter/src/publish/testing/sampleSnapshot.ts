import { family } from '../exposition/family.js';
import { renderExposition } from '../exposition/renderExposition.js';
import type { Overview, Snapshot } from '../Snapshot.js';
import { sampleSignals } from './sampleSignals.js';
import { sampleSource } from './sampleSource.js';

/** A small snapshot of 22 November 2026, rendered for real, with what a test is about put over its overview. */
export async function sampleSnapshot(over: Partial<Overview> = {}): Promise<Snapshot> {
  const { series: _, ...exposition } = await renderExposition([
    family('finops_month_to_date_cost', [{ labels: { provider: 'aws', currency: 'USD' }, value: '128430.17' }]),
    family('finops_ingest_cost_added_total', [{ labels: { source: 'aws', currency: 'USD' }, value: '7' }]),
  ]);
  return {
    ...exposition,
    publishedAt: Date.parse('2026-11-22T14:17:00Z'),
    overview: {
      asOf: '2026-11-22T14:17:00Z',
      publishedAt: '2026-11-22T14:17:00Z',
      currency: 'USD',
      sources: [sampleSource()],
      monthToDate: {
        cost: '128430.17',
        previousCost: '118000',
        byProvider: [{ value: 'aws', cost: '128430.17', previousCost: '118000' }],
        byTeam: [{ value: 'payments', cost: '128430.17', previousCost: '0' }],
      },
      signals: sampleSignals(),
      changes: [],
      ...over,
    },
  };
}
