const SCRAPE_SECONDS = 60;
const DAY_SECONDS = 86_400;
/** Samples that are written at once. */
const CHUNK = 100_000;

/**
 * What a Prometheus had scraped of some series every minute, for as many days as dashboards look back on them, as
 * OpenMetrics text: the present value, whose last digits change from hour to hour, because bills do.
 * @param {string} exposition what the exporter tells
 * @param {ReadonlyMap<string, number>} days of each name
 * @param {number} now
 */
export function* pastOf(exposition, days, now) {
  const end = Math.floor(now / 1000 / SCRAPE_SECONDS) * SCRAPE_SECONDS;
  for (const [name, length] of days) {
    const series = exposition
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .map((line) => sampleOf(name, line));
    if (series.length === 0) continue;
    yield `# TYPE ${name} unknown\n`;
    const times = (length * DAY_SECONDS) / SCRAPE_SECONDS;
    const timesAtOnce = Math.ceil(CHUNK / series.length);
    for (let index = times; index > 0; index -= timesAtOnce) {
      let text = '';
      for (let step = index; step > Math.max(0, index - timesAtOnce); step -= 1) {
        const at = end - step * SCRAPE_SECONDS;
        const change = 1 - Math.floor(step / 60) / 10_000;
        for (const { labels, value } of series) text += `${name}{${labels}} ${value * change} ${at}\n`;
      }
      yield text;
    }
  }
}

/** With the labels that Prometheus adds, those of another instance: one series has one origin. */
function sampleOf(name, line) {
  const [, labels = '', value] = /^[^{ ]+(?:\{(.*)\})? (\S+)$/.exec(line);
  return { labels: [labels, 'job="outlay"', 'instance="before"'].filter(Boolean).join(','), value: Number(value) };
}
