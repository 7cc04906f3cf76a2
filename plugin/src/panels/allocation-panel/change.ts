import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { percentFormat } from './percentFormat';

/** How strong a change is, from a steep fall to a steep rise. */
export const STEPS = [-3, -2, -1, 0, 1, 2, 3] as const;
export type ChangeStep = (typeof STEPS)[number];

export interface Change {
  readonly difference: number;
  /** The difference as a share of the previous value; null where that was zero. */
  readonly ratio: number | null;
  readonly kind: 'changed' | 'same' | 'new' | 'gone';
  readonly step: ChangeStep;
}

/** From which share on a change is seen, clear and steep. */
export const STEP_RATIOS = [0.01, 0.1, 0.25] as const;

/** How a value compares with that of the previous period; null without one. */
export function changeOf(value: number, previous: number | null): Change | null {
  if (previous === null) return null;
  const difference = value - previous;
  if (difference === 0) return { difference, ratio: previous === 0 ? null : 0, kind: 'same', step: 0 };
  if (previous === 0) return { difference, ratio: null, kind: 'new', step: difference > 0 ? 3 : -3 };
  const ratio = difference / Math.abs(previous);
  return { difference, ratio, kind: value === 0 ? 'gone' : 'changed', step: stepOf(ratio) };
}

/** The change in words or with its sign, such as `+12.5%`; it says everything that its colour says. */
export function changeText(change: Change): string {
  if (change.kind === 'new') return t('outlay.panels.allocation.new', 'new');
  if (change.kind === 'gone') return t('outlay.panels.allocation.gone', 'gone');
  return signedPercent(change.ratio ?? 0);
}

/** Blue for less and orange for more, which all kinds of colour vision tell apart, from the colours of the theme. */
export function changeColour(step: ChangeStep, theme: GrafanaTheme2): string {
  if (step === 0) return theme.isDark ? '#6e7480' : '#c8ccd3';
  return theme.visualization.getColorByName(step < 0 ? (FALLS[-step - 1] ?? 'blue') : (RISES[step - 1] ?? 'orange'));
}

const FALLS = ['super-light-blue', 'blue', 'dark-blue'];
const RISES = ['super-light-orange', 'orange', 'dark-orange'];

function stepOf(ratio: number): ChangeStep {
  const strength = STEP_RATIOS.filter((least) => Math.abs(ratio) >= least).length;
  const step = ratio < 0 ? -strength : strength;
  return STEPS.find((known) => known === step) ?? 0;
}

function signedPercent(ratio: number): string {
  const digits = Math.abs(ratio) < 1 ? 1 : 0;
  return percentFormat({ maximumFractionDigits: digits, signDisplay: 'exceptZero' }).format(ratio);
}
