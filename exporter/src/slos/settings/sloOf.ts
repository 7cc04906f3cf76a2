import type { Scope, Slo } from '../Slo.js';

type Text = string | undefined;
type Count = number | undefined;

/** An objective as it stands in the configuration, each setting of which may be missing. */
export interface SloSettings {
  readonly id: string;
  readonly owner: string;
  readonly kind: Slo['kind'];
  readonly objective?: Count;
  readonly scope?: Readonly<Record<string, string | readonly string[]>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly units?: Text;
  readonly unit?: Text;
  readonly target?: Text;
  readonly tolerance?: Count;
  readonly minimum_units?: Count;
  readonly lead?: Count;
  readonly maximum?: Count;
  readonly bad?: Text;
  readonly total?: Text;
  readonly bad_ratio?: Text;
}

/** The objective that checked settings state, with what they leave out. */
export function sloOf(settings: SloSettings): Slo {
  const { id, owner, kind, objective = 0.95, labels = {} } = settings;
  const scope = scopeOf(settings.scope);
  switch (kind) {
    case 'unit_cost':
      return { id, owner, kind, objective, scope, labels, ...unitCostOf(settings) };
    case 'coverage':
      return { id, owner, kind, objective, scope };
    case 'telemetry_ratio':
      return { id, owner, kind, objective: 1 - (settings.maximum ?? 0.05), scope };
    case 'forecast_accuracy':
      return { id, owner, kind, objective: settings.objective ?? 0.9, leadDays: checked(settings.lead) };
    case 'ratio':
      return { id, owner, kind, objective, scope, labels, events: eventsOf(settings) };
  }
}

function unitCostOf({ units, unit, target, tolerance = 0.1, minimum_units: minimumUnits = 100 }: SloSettings) {
  return { units: checked(units), unit: checked(unit), target: checked(target), tolerance, minimumUnits };
}

function eventsOf({ bad, total, bad_ratio: badRatio }: SloSettings) {
  return badRatio === undefined ? { bad: checked(bad), total: checked(total) } : { badRatio };
}

function scopeOf(scope: SloSettings['scope'] = {}): Scope {
  return Object.fromEntries(
    Object.entries(scope).map(([dimension, values]) => [dimension, typeof values === 'string' ? [values] : values]),
  );
}

function checked<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError('a setting is missing that the schema asks for');
  return value;
}
