import type { DailyCosts } from '../forecast/DailyCosts.js';
import type { DetectionRule } from './DetectionRule.js';
import { findIncidents } from './findIncidents.js';
import type { FoundIncident } from './Incident.js';

/** The days on which one series deviates from its calendar, as incidents of consecutive days. Only complete days count. */
export function findDeviations({ firstDay, costs }: DailyCosts, rule: DetectionRule): readonly FoundIncident[] {
  return findIncidents({ dimensions: [], firstDay, root: { values: [], costs, children: [] } }, rule);
}
