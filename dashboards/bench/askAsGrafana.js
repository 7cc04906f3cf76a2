const PIXELS_OF_A_CELL = 1440 / 24;
/** Steps that Grafana rounds to, seconds: the shortest is that of a data source that nobody configured. */
const STEPS = [15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 };
/** Grafana asks for annotations with a hundred points, whatever the width. */
const ANNOTATION_POINTS = 100;
/** Connections that a browser opens to one server. */
const AT_ONCE = 6;
const ALL = '.*';
const TEXTS = { job: 'outlay', currency: 'USD', tag: 'team', tracing: '', runbooks: '' };

/** @typedef {{ path: string, parameters: Readonly<Record<string, string>> }} Request */

/** Seconds that `now-30d` looks back. */
export function lengthOf({ time }) {
  return secondsOf(/^now-(.+)$/.exec(time.from)[1]);
}

/**
 * The requests of each panel at the default time range with everything chosen, all of a panel together, then those of
 * the annotations.
 */
export function panelRequests(dashboard, now) {
  const values = valuesOf(dashboard);
  const panels = dashboard.panels.filter(({ targets = [] }) => targets.length > 0);
  return [
    ...panels.map((panel) => ({
      title: panel.title.replace('$currency', values.currency).replace('$tag', values.tag),
      requests: panel.targets.map((target) =>
        requestOf(target, stepOf(panel, target, lengthOf(dashboard)), dashboard, now),
      ),
    })),
    ...dashboard.annotations.list.map(({ name, expr, step }) => ({
      title: `annotation: ${name}`,
      requests: [
        requestOf({ expr }, usualStep(lengthOf(dashboard) / ANNOTATION_POINTS, secondsOf(step)), dashboard, now),
      ],
    })),
  ];
}

/** What fills the variables: `job` first, because the others name it. */
export function variableRequests(dashboard, now) {
  const range = { start: String(now / 1000 - lengthOf(dashboard)), end: String(now / 1000) };
  const [first, ...others] = dashboard.templating.list
    .filter(({ type }) => type === 'query')
    .map(({ query }) => {
      const [, what, series, label] = /^label_(values|names)\((.+?)(?:, (\w+))?\)$/.exec(query.query);
      const path = what === 'names' ? '/api/v1/labels' : `/api/v1/label/${label}/values`;
      return { path, parameters: { 'match[]': interpolated(series, valuesOf(dashboard)), ...range } };
    });
  return [[first], others];
}

/** Runs works, six at once. */
export async function sixAtOnce(works) {
  const waiting = [...works];
  const lane = async () => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function requestOf({ expr, instant = false }, step, dashboard, now) {
  const range = `${lengthOf(dashboard)}s`;
  const rate = `${Math.max(60, step + 15)}s`;
  const query = interpolated(expr, {
    ...valuesOf(dashboard),
    __range: range,
    __interval: `${step}s`,
    __rate_interval: rate,
  });
  const seconds = now / 1000;
  if (instant) return { path: '/api/v1/query', parameters: { query, time: String(seconds) } };
  const [start, end] = [seconds - lengthOf(dashboard), seconds].map((time) => String(Math.floor(time / step) * step));
  return { path: '/api/v1/query_range', parameters: { query, start, end, step: String(step) } };
}

function stepOf({ interval, gridPos }, target, length) {
  const least = secondsOf(target.interval ?? interval ?? '15s');
  return usualStep(length / (gridPos.w * PIXELS_OF_A_CELL), least);
}

function usualStep(wanted, least) {
  return Math.max(least, STEPS.find((step) => step >= wanted) ?? 86_400);
}

function valuesOf({ templating }) {
  return Object.fromEntries(templating.list.map(({ name }) => [name, TEXTS[name] ?? ALL]));
}

/** `$1` and the like are of regular expressions, no variables. */
function interpolated(text, values) {
  return text.replaceAll(/\$(?:\{(\w+)(?::\w+)?\}|([a-z_]\w*))/gi, (whole, braced, bare) => {
    const value = values[braced ?? bare];
    if (value === undefined) throw new Error(`no value for ${whole} in ${text}`);
    return value;
  });
}

function secondsOf(duration) {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(duration);
  return Number(count) * UNITS[unit];
}
