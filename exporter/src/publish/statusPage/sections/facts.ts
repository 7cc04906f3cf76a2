import type { Instant } from '../../../domain/Day.js';
import type { RefreshStatus } from '../../ServerRooms.js';
import type { Overview, Snapshot } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { ageInWords } from '../words/ageInWords.js';
import { countInWords } from '../words/countInWords.js';
import { timeElement } from '../words/timeElement.js';

/** How far the figures can be trusted: how complete, how old, from how much. */
export function facts({ publishedAt, overview }: Snapshot, refresh: RefreshStatus, now: Instant): Content {
  return html`<dl class="facts">
    ${completeUntil(overview, now)} ${fact('Figures from', ageInWords(publishedAt, now), timeElement(publishedAt))}
    ${lastRefresh(refresh, now)} ${charges(overview)}
  </dl>`;
}

function fact(name: string, value: Content, ...remarks: readonly Content[]): Content {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value} ${remarks.map((remark) => html`<small>${remark}</small>`)}</dd>
  </div>`;
}

/** The whole is only as complete as the source that is furthest behind. */
function completeUntil({ sources }: Overview, now: Instant): Content {
  const [last] = sources
    .flatMap(({ id, watermark }) => (watermark === null ? [] : [{ id, until: Date.parse(watermark) }]))
    .toSorted((a, b) => a.until - b.until);
  return last === undefined
    ? fact('Bills complete until', 'no bills yet')
    : fact(
        'Bills complete until',
        ageInWords(last.until, now),
        timeElement(last.until),
        html`<bdi>${last.id}</bdi> is furthest behind`,
      );
}

function lastRefresh(
  { running, lastRunSuccessful, lastSuccess, durationSeconds }: RefreshStatus,
  now: Instant,
): Content {
  const success = lastSuccess === null ? 'none succeeded yet' : `last success ${ageInWords(lastSuccess, now)}`;
  if (running) {
    return fact('Refresh', 'running now', success);
  }
  if (lastRunSuccessful === null) {
    return fact('Last refresh', 'none yet', 'these figures are from before the start');
  }
  return lastRunSuccessful
    ? fact('Last refresh', 'succeeded', ...(durationSeconds === null ? [] : [`took ${duration(durationSeconds)}`]))
    : fact('Last refresh', html`<span class="bad">failed</span>`, success);
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`;
}

function charges({ sources }: Overview): Content {
  const rows = sources.reduce((sum, source) => sum + source.rows, 0);
  const rejected = sources.reduce((sum, source) => sum + source.rejected, 0);
  const unread = rejected === 0 ? 'none rejected' : `${countInWords(rejected, 'record')} not read`;
  return fact('Read from bills', countInWords(rows, 'charge'), countInWords(sources.length, 'source'), unread);
}
