import type { Source } from '@outlay/contract/api';
import type { Instant } from '../../../domain/Day.js';
import type { RefreshStatus } from '../../ServerRooms.js';
import type { Snapshot } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { ageInWords } from '../words/ageInWords.js';
import { durationInWords } from '../words/durationInWords.js';
import { sourceHealth } from '../words/sourceHealth.js';
import type { SourceHealth } from '../words/sourceHealth.js';
import { timeElement } from '../words/timeElement.js';

/** What a reader must know before believing the figures: a failed refresh, sources that fail, are late or are empty. */
export function notices({ publishedAt, overview }: Snapshot, refresh: RefreshStatus, now: Instant): Content {
  const inHealth = (health: SourceHealth) => overview.sources.filter((source) => sourceHealth(source, now) === health);
  return [
    refresh.lastRunSuccessful === false ? failedRefresh(publishedAt, refresh.error, now) : null,
    failingSources(inHealth('failing')),
    lateSources(inHealth('late'), now),
    emptySources(inHealth('empty')),
  ];
}

function failedRefresh(publishedAt: Instant, error: string | null, now: Instant): Content {
  return notice('bad', 'The last refresh failed', [
    html`You see the last good figures, from ${timeElement(publishedAt)} (${ageInWords(publishedAt, now)}). They stay
    until a refresh succeeds.`,
    error === null ? null : html`<pre><code>${error}</code></pre>`,
  ]);
}

function failingSources(sources: readonly Source[]): Content {
  return sources.length === 0
    ? null
    : notice(
        'bad',
        [names(sources), ' could not be read in full'],
        'The data that were read before are kept and still counted. The table of sources says what is wrong.',
      );
}

function lateSources(sources: readonly Source[], now: Instant): Content {
  return sources.length === 0
    ? null
    : notice(
        'warn',
        ['Bills of ', names(sources), ' are late'],
        [sources.map((source) => lateness(source, now)), 'Totals of the days since will still grow.'],
      );
}

function lateness({ id, watermark, maxLagSeconds }: Source, now: Instant): Content {
  const until = Date.parse(watermark ?? '');
  return html`<bdi>${id}</bdi> is complete until ${timeElement(until)} (${ageInWords(until, now)}); up to
    ${durationInWords(maxLagSeconds * 1000)} would be normal. `;
}

function emptySources(sources: readonly Source[]): Content {
  return sources.length === 0
    ? null
    : notice(
        'calm',
        ['No bills of ', names(sources), ' yet'],
        'Nothing was found where their exports should be. New files are read at the next refresh.',
      );
}

function notice(kind: 'bad' | 'warn' | 'calm', title: Content, body: Content): Content {
  return html`<section class="notice ${kind}">
    <h2>${title}</h2>
    <div>${body}</div>
  </section>`;
}

function names(sources: readonly Source[]): Content {
  return sources.map(({ id }, index) => html`${index === 0 ? '' : ', '}<bdi>${id}</bdi>`);
}
