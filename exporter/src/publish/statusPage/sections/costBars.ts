import { formatUnits, parseUnits } from '../../../domain/Money.js';
import type { Units } from '../../../domain/Money.js';
import type { Bar } from '../../Snapshot.js';
import { html } from '../html.js';
import type { Content } from '../html.js';
import { changeOf } from '../words/changeOf.js';
import { moneyFormat } from '../words/moneyFormat.js';

interface Bars {
  readonly title: string;
  /** What the values are, such as "team". */
  readonly noun: string;
  readonly bars: readonly Bar[];
  readonly currency: string;
  /** What to say when there are no bars. */
  readonly none: string;
}

const SHOWN = 8;

/** Month to date of each value of one dimension as bars, largest first; a tick marks the same span of the previous month. */
export function costBars({ title, noun, bars, currency, none }: Bars): Content {
  const shown = largest(bars);
  const longest = shown.flatMap(({ cost, previousCost }) => [size(cost), size(previousCost)]).reduce(larger, 0n);
  const total = bars.reduce((sum, { cost }) => sum + parseUnits(cost), 0n);
  return html`<section class="card">
    <h2>${title}</h2>
    ${
      shown.length === 0
        ? html`<p class="quiet">${none}</p>`
        : html`<ul class="bars">
              ${shown.map((bar) => row(bar, { noun, currency, longest, total }))}
            </ul>
            <p class="legend">
              <svg width="2" height="12" aria-hidden="true"><rect class="was" width="2" height="12" /></svg> the same
              span of the previous month
            </p>`
    }
  </section>`;
}

/** The largest values; what does not fit becomes one bar, so that the bars still add up. */
function largest(bars: readonly Bar[]): Bar[] {
  const ordered = bars.toSorted((a, b) => Number(parseUnits(b.cost) - parseUnits(a.cost)));
  if (ordered.length <= SHOWN) {
    return ordered;
  }
  const rest = ordered.slice(SHOWN - 1);
  const sum = (of: (bar: Bar) => string) => formatUnits(rest.reduce((total, bar) => total + parseUnits(of(bar)), 0n));
  return [
    ...ordered.slice(0, SHOWN - 1),
    { value: `${rest.length} more`, cost: sum((bar) => bar.cost), previousCost: sum((bar) => bar.previousCost) },
  ];
}

interface Scale extends Pick<Bars, 'noun' | 'currency'> {
  readonly longest: Units;
  readonly total: Units;
}

function row({ value, cost, previousCost }: Bar, { noun, currency, ...scale }: Scale): Content {
  const { percent } = changeOf(cost, previousCost);
  const width = percentOf(size(cost), scale.longest);
  const was = percentOf(size(previousCost), scale.longest);
  const share = scale.total > 0n ? `${percentOf(parseUnits(cost), scale.total)}% of all` : 'share unknown';
  const label = `${share}; ${percent === null ? 'nothing before' : `${percent} to the previous month`}`;
  const meaning = value === 'none' || value === 'unallocated' ? html`<small>without a ${noun}</small>` : null;
  return html`<li>
    <span class="name"><bdi>${value}</bdi> ${meaning}</span>
    <span class="amount">${moneyFormat(currency).exact(cost)}</span>
    <span class="delta">${percent ?? 'new'}</span>
    <svg class="bar" role="img" aria-label="${label}">
      <rect class="track" width="100%" height="100%" rx="4" />
      <rect class="${cost.startsWith('-') ? 'fill credit' : 'fill'}" width="${width}%" height="100%" rx="4" />
      ${previousCost === '0' ? null : html`<rect class="was" x="${was}%" y="-3" width="2" height="14" />`}
    </svg>
  </li>`;
}

function size(amount: string): Units {
  const units = parseUnits(amount);
  return units < 0n ? -units : units;
}

function larger(a: Units, b: Units): Units {
  return a > b ? a : b;
}

/** With one decimal; enough for a bar. */
function percentOf(part: Units, whole: Units): number {
  return whole === 0n ? 0 : Number((part * 1000n) / whole) / 10;
}
