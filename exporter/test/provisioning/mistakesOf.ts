/** What no schema says of Grafana's files: what must exist, be unique, or be in order. Empty when all is well. */
export function mistakesOf(files: readonly GrafanaFile[]): readonly string[] {
  const rules = files.flatMap(rulesIn);
  const sources = files.flatMap(({ datasources = [] }) => datasources.map(({ uid }) => uid));
  const routes = files.flatMap(({ policies = [] }) => policies.flatMap(withChildren));
  const points = files.flatMap(({ contactPoints = [] }) => contactPoints);
  const times = files.flatMap(({ muteTimes = [] }) => muteTimes);
  const told = [...routes, ...rules.flatMap(({ rule }) => rule.notification_settings ?? [])];
  return [
    ...twice(
      'rule uid',
      rules.map(({ rule }) => rule.uid),
    ),
    ...twice(
      'rule title',
      rules.map(({ folder, rule }) => `${folder}: ${rule.title}`),
    ),
    ...twice(
      'receiver uid',
      points.flatMap(({ receivers }) => receivers.map(({ uid }) => uid)),
    ),
    ...twice(
      'dashboard provider',
      files.flatMap(({ providers = [] }) => providers.map(({ name }) => name)),
    ),
    ...twice(
      'policies of organisation',
      files.flatMap(({ policies = [] }) => policies.map(({ orgId = 1 }) => String(orgId))),
    ),
    ...files.flatMap(({ groups = [] }) => groups.flatMap(intervalMistakes)),
    ...rules.flatMap(({ rule }) => [...queryMistakes(rule), ...sourceMistakes(rule, sources)]),
    ...missing(
      'contact point',
      told.map(({ receiver }) => receiver),
      points.map(({ name }) => name),
    ),
    ...missing(
      'mute time',
      told.flatMap((route) => [...(route.mute_time_intervals ?? []), ...(route.active_time_intervals ?? [])]),
      times.map(({ name }) => name),
    ),
    ...missing(
      'message template',
      namesIn(
        /\{\{-?\s*template\s+"([^"]+)"/g,
        points.map((point) => JSON.stringify(point).replaceAll('\\"', '"')),
      ),
      namesIn(
        /\{\{-?\s*define\s+"([^"]+)"/g,
        files.flatMap(({ templates = [] }) => templates.map(({ template }) => template)),
      ),
    ),
    ...times.flatMap(timeMistakes),
  ];
}

export interface GrafanaFile {
  readonly groups?: readonly Group[];
  readonly datasources?: readonly { readonly uid: string }[];
  readonly providers?: readonly { readonly name: string }[];
  readonly policies?: readonly Route[];
  readonly contactPoints?: readonly {
    readonly name: string;
    readonly receivers: readonly { readonly uid: string }[];
  }[];
  readonly muteTimes?: readonly MuteTime[];
  readonly templates?: readonly { readonly template: string }[];
}

interface Group {
  readonly name: string;
  readonly folder: string;
  readonly interval: string;
  readonly rules: readonly Rule[];
}

interface Rule {
  readonly uid: string;
  readonly title: string;
  readonly condition?: string;
  readonly data: readonly Query[];
  readonly record?: { readonly from: string };
  readonly notification_settings?: Told;
}

interface Query {
  readonly refId: string;
  readonly datasourceUid: string;
  readonly relativeTimeRange?: { readonly from: number; readonly to: number };
  readonly model: {
    readonly refId?: string;
    readonly type?: string;
    readonly expression?: string;
    readonly conditions?: readonly { readonly query?: { readonly params?: readonly string[] } }[];
  };
}

interface Told {
  readonly receiver: string;
  readonly mute_time_intervals?: readonly string[];
  readonly active_time_intervals?: readonly string[];
}

interface Route extends Told {
  readonly orgId?: number;
  readonly routes?: readonly Route[];
}

interface MuteTime {
  readonly name: string;
  readonly time_intervals: readonly {
    readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
  }[];
}

const EXPRESSIONS = ['__expr__', '-100'];
/** Grafana's scheduler looks every ten seconds. */
const BEAT_SECONDS = 10;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function rulesIn({ groups = [] }: GrafanaFile) {
  return groups.flatMap(({ folder, rules }) => rules.map((rule) => ({ folder, rule })));
}

function withChildren(route: Route): readonly Route[] {
  return [route, ...(route.routes ?? []).flatMap(withChildren)];
}

function intervalMistakes({ name, interval }: Group): readonly string[] {
  const parts = [...interval.matchAll(/(\d+)([smhdw])/g)];
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_SECONDS[unit ?? ''] ?? NaN), 0);
  return seconds > 0 && seconds % BEAT_SECONDS === 0 ? [] : [`${name}: ${interval} is no multiple of ${BEAT_SECONDS}s`];
}

function queryMistakes({ uid, condition, data, record }: Rule): readonly string[] {
  const refIds = data.map(({ refId }) => refId);
  const asked = [...data.flatMap(askedBy), ...(condition === undefined ? [] : [condition])];
  const unknown = [...asked, ...(record === undefined ? [] : [record.from])].filter((refId) => !refIds.includes(refId));
  return [
    ...twice(`${uid}: refId`, refIds),
    ...unknown.map((refId) => `${uid}: no query has the refId ${refId}`),
    ...data
      .filter(({ refId, model }) => model.refId !== undefined && model.refId !== refId)
      .map(({ refId, model }) => `${uid}: ${refId} calls itself ${model.refId ?? ''}`),
    ...data
      .filter(({ datasourceUid }) => !EXPRESSIONS.includes(datasourceUid))
      .filter(({ relativeTimeRange: range }) => range === undefined || range.from <= range.to)
      .map(
        ({ refId, relativeTimeRange: range }) =>
          `${uid}: ${refId} reaches from ${range?.from ?? 'nothing'} to ${range?.to ?? 'nothing'} seconds ago`,
      ),
  ];
}

/** The refIds that an expression reads. */
function askedBy({ datasourceUid, model }: Query): readonly string[] {
  if (!EXPRESSIONS.includes(datasourceUid)) return [];
  const { type, expression = '', conditions = [] } = model;
  if (type === 'classic_conditions') return conditions.flatMap(({ query }) => query?.params?.slice(0, 1) ?? []);
  if (type !== 'math') return [expression];
  return [...expression.matchAll(/\$(?:\{([^}]+)\}|(\w+))/g)].map(([, braced, bare]) => braced ?? bare ?? '');
}

function sourceMistakes({ uid, data }: Rule, sources: readonly string[]): readonly string[] {
  return data
    .map(({ datasourceUid }) => datasourceUid)
    .filter((source) => ![...EXPRESSIONS, ...sources].includes(source))
    .map((source) => `${uid}: there is no data source ${source}`);
}

function timeMistakes({ name, time_intervals: intervals }: MuteTime): readonly string[] {
  return intervals
    .flatMap(({ times = [] }) => times)
    .filter(({ start_time: start, end_time: end }) => start >= end)
    .map(({ start_time: start, end_time: end }) => `${name}: ${start} to ${end} is no time`);
}

function twice(what: string, names: readonly string[]): readonly string[] {
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(repeated)].map((name) => `${what} ${name} stands twice`);
}

function missing(what: string, asked: readonly string[], known: readonly string[]): readonly string[] {
  return [...new Set(asked.filter((name) => !known.includes(name)))].map((name) => `there is no ${what} ${name}`);
}

function namesIn(pattern: RegExp, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''));
}
