/** A setting of an objective, and what to write instead. */
export interface SettingMistake {
  readonly key: string;
  readonly message: string;
}

interface KindSettings {
  readonly needs: readonly string[];
  readonly may: readonly string[];
}

const SETTINGS: ReadonlyMap<unknown, KindSettings> = new Map<unknown, KindSettings>([
  [
    'unit_cost',
    { needs: ['units', 'unit', 'target'], may: ['objective', 'scope', 'labels', 'tolerance', 'minimum_units'] },
  ],
  ['coverage', { needs: [], may: ['objective', 'scope'] }],
  ['telemetry_ratio', { needs: ['scope'], may: ['maximum'] }],
  ['forecast_accuracy', { needs: ['lead'], may: ['objective'] }],
  ['ratio', { needs: ['objective'], may: ['bad', 'total', 'bad_ratio', 'scope', 'labels'] }],
]);

const EVERY_KIND = ['id', 'owner', 'kind'];

const EXAMPLES: Readonly<Record<string, string>> = {
  units: 'units: "sum(increase(orders_total[1h]))"',
  unit: 'unit: order',
  target: 'target: "0.012"',
  scope: 'scope: { cloud_service: [AmazonCloudWatch] }',
  lead: 'lead: 7',
  objective: 'objective: 0.99',
  bad: 'bad: "sum(increase(jobs_failed_total[1h]))"',
  total: 'total: "sum(increase(jobs_total[1h]))"',
};

/** What settings the kind of an objective lacks, and which belong to another kind. Says nothing of a kind that is none. */
export function settingMistakes(slo: Readonly<Record<string, unknown>>): readonly SettingMistake[] {
  const settings = SETTINGS.get(slo['kind']);
  if (settings === undefined) return [];
  const { needs, may } = settings;
  const known = new Set([...SETTINGS.values()].flatMap((kind) => [...kind.needs, ...kind.may]));
  const others = Object.keys(slo).filter(
    (key) => known.has(key) && slo[key] !== undefined && ![...needs, ...may].includes(key),
  );
  return [
    ...needs.filter((key) => slo[key] === undefined).map((key) => missing(key, slo)),
    ...others.map((key) => ({
      key,
      message: `is no setting of kind ${String(slo['kind'])}; remove it, there are ${[...EVERY_KIND, ...needs, ...may].join(', ')}`,
    })),
    ...(slo['kind'] === 'ratio' ? eventMistakes(slo) : []),
  ];
}

function missing(key: string, { kind }: Readonly<Record<string, unknown>>): SettingMistake {
  return { key, message: `is missing; kind ${String(kind)} needs it, for example ${EXAMPLES[key] ?? key}` };
}

function eventMistakes(slo: Readonly<Record<string, unknown>>): readonly SettingMistake[] {
  const { bad, total, bad_ratio: ratio } = slo;
  if (ratio === undefined)
    return ['bad', 'total'].filter((key) => slo[key] === undefined).map((key) => missing(key, slo));
  const isTwice = bad !== undefined || total !== undefined;
  return isTwice ? [{ key: 'bad_ratio', message: 'write bad and total, or bad_ratio, not both' }] : [];
}
