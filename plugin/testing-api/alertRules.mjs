import { checkSchema } from './checkSchema.mjs';
import { SCHEMAS } from './schemas.mjs';

/** An answer of an API that ends the request. */
export class Refusal extends Error {
  constructor(status, message, more = {}) {
    super(message);
    this.status = status;
    this.more = more;
  }
}

const UNITS = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/**
 * The alert rules of an organisation, as the provisioning API of Grafana keeps them. Existing rules of a file cannot be
 * changed; a rule whose uid is in another group moves; what the body leaves out of an existing rule stays.
 */
export function createAlertRules({ hasFolder }) {
  /** Rules by uid, and the interval of each group by folder and title. */
  const rules = new Map();
  const intervals = new Map();
  let lastId = 0;

  const inGroup = (folder, title) =>
    [...rules.values()].filter((rule) => rule.folderUID === folder && rule.ruleGroup === title);
  const intervalOf = (folder, title) => intervals.get(folder)?.get(title) ?? 60;
  const groupOf = (folder, title) => ({
    ...{ title, folderUid: folder, interval: intervalOf(folder, title) },
    rules: inGroup(folder, title).map(answered),
  });
  const existing = (folder, title) => {
    if (inGroup(folder, title).length === 0) throw new Refusal(404, 'rule group not found');
    return groupOf(folder, title);
  };

  return {
    all: () => [...rules.values()].map(answered),
    inFolder: (folder) => [...rules.values()].filter((rule) => rule.folderUID === folder),
    deleteFolder: (folder) =>
      [...rules.values()].forEach((rule) => rule.folderUID === folder && rules.delete(rule.uid)),
    group: existing,

    replace(folder, title, body, provenance) {
      checkGroup(body);
      if (!hasFolder(folder)) throw new Refusal(400, 'invalid alert rule: folder does not exist');
      if (body.rules !== undefined) {
        const next = body.rules.map((rule) => complete(rule, rules.get(rule.uid)));
        const kept = new Set(next.map(({ uid }) => uid));
        const gone = inGroup(folder, title).filter(({ uid }) => !kept.has(uid));
        [...gone, ...next.flatMap(({ uid }) => rules.get(uid) ?? [])].forEach(refuseLocked);
        gone.forEach(({ uid }) => rules.delete(uid));
        next.forEach((rule) => {
          const id = rules.get(rule.uid)?.id ?? ++lastId;
          rules.set(rule.uid ?? `made-${id}`, {
            ...{
              ...rule,
              uid: rule.uid ?? `made-${id}`,
              id,
              orgID: 1,
              folderUID: folder,
              ruleGroup: title,
              provenance,
            },
            isPaused: rule.isPaused === true,
          });
        });
      }
      intervals.set(folder, (intervals.get(folder) ?? new Map()).set(title, body.interval));
      return groupOf(folder, title);
    },

    delete(folder, title) {
      existing(folder, title);
      inGroup(folder, title).forEach(refuseLocked);
      inGroup(folder, title).forEach(({ uid }) => rules.delete(uid));
    },

    /** What a person does with the pause button, or a file with its rules: changes a rule without a request. */
    change(uid, fields) {
      if (!rules.has(uid)) throw new Error(`there is no rule ${uid}`);
      rules.set(uid, { ...rules.get(uid), ...fields });
    },
  };
}

function checkGroup(body) {
  const mistakes = checkSchema(SCHEMAS.alertRuleGroup, body);
  if (mistakes.length > 0) throw new Refusal(400, `invalid alert rule: ${mistakes.join('; ')}`);
  const uids = (body.rules ?? []).flatMap((rule) => rule.uid ?? []);
  if (new Set(uids).size < uids.length) throw new Refusal(400, 'invalid alert rule: a uid comes twice');
  (body.rules ?? []).forEach(checkQueries);
}

/** What a schema cannot say. */
function checkQueries({ title, data, condition }) {
  const names = data.map(({ refId }) => refId);
  if (new Set(names).size < names.length) throw new Refusal(400, `invalid alert rule: ${title} has a refId twice`);
  if (condition !== undefined && !names.includes(condition)) {
    throw new Refusal(400, `invalid alert rule: the condition of ${title} is no query`);
  }
  for (const { datasourceUid, relativeTimeRange, model } of data) {
    const isExpression = ['__expr__', '-100'].includes(datasourceUid);
    if (!isExpression && relativeTimeRange.from <= relativeTimeRange.to) {
      throw new Refusal(400, 'invalid alert rule: invalid relative time range');
    }
    if (isExpression && model.type !== 'math' && !names.includes(model.expression)) {
      throw new Refusal(400, `invalid alert rule: an expression of ${title} reads no query`);
    }
  }
}

/** An existing rule keeps what the body does not say; a new one must say it. */
function complete(rule, before) {
  const needed = ['condition', 'noDataState', 'execErrState', 'for'];
  const missing = needed.filter((name) => rule[name] === undefined);
  if (before === undefined && missing.length > 0) {
    throw new Refusal(400, `invalid alert rule: ${rule.title} needs ${missing.join(', ')}`);
  }
  return { ...Object.fromEntries(missing.map((name) => [name, before?.[name]])), ...rule };
}

function refuseLocked({ provenance, title }) {
  if (provenance === 'file') throw new Refusal(500, `cannot change provenance of ${title} from 'file' to 'api'`);
}

/** A rule in the words in which Grafana returns it. */
function answered({ provenance, ...rule }) {
  return {
    ...rule,
    data: rule.data.map((query) => ({
      ...query,
      queryType: query.queryType ?? '',
      relativeTimeRange: query.relativeTimeRange ?? { from: 0, to: 0 },
      model: { intervalMs: 1000, maxDataPoints: 43200, ...query.model },
    })),
    updated: '2026-01-01T00:00:00Z',
    for: duration(rule.for),
    keep_firing_for: duration(rule.keep_firing_for ?? '0'),
    notification_settings: rule.notification_settings ?? null,
    record: null,
    ...(provenance !== '' && { provenance }),
  };
}

/** As Prometheus writes durations: 24h is 1d, nothing is 0s. */
function duration(text) {
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  let left = parts.reduce((sum, [, count, unit]) => sum + Number(count) * new Map(UNITS).get(unit), 0);
  if (left === 0) return '0s';
  return UNITS.map(([unit, size]) => {
    // Years and weeks are written only where nothing is left over.
    if ((unit === 'y' || unit === 'w') && left % size !== 0) return '';
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  }).join('');
}
