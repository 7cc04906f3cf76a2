/** Colours that people with any colour vision tell apart: those of Okabe and Ito. */
export const COLORS = {
  blue: '#0072B2',
  sky: '#56B4E9',
  green: '#009E73',
  yellow: '#F0E442',
  orange: '#E69F00',
  vermilion: '#D55E00',
  purple: '#CC79A7',
  grey: '#999999',
} as const;

export type Color = keyof typeof COLORS;

/**
 * The same where they lie below text: Grafana writes light text on all but very light grounds, and either must be read.
 * What is good has the ground of the panel, so that what is not stands out.
 */
export const GROUNDS: Readonly<Record<Color, string>> = { ...COLORS, orange: '#FFB81C', vermilion: '#BD4B00' };

/** The same for figures on the ground of a panel, light or dark. */
export const FIGURES: Readonly<Record<Color, string>> = { ...COLORS, blue: 'text', orange: '#B87700' };

/** Names of Grafana: the ground and the text of a panel, whatever the theme. */
export const OF_THEME = { ground: 'panel-bg', text: 'text' } as const;

/** A value from which on a colour holds; the first holds below all others. */
export interface Step {
  readonly from: number | null;
  readonly color: Color;
}

/** Good below, then worth a look, then bad. */
export function worseAbove(look: number, bad: number): readonly Step[] {
  return [
    { from: null, color: 'blue' },
    { from: look, color: 'orange' },
    { from: bad, color: 'vermilion' },
  ];
}

/** Bad below, then worth a look, then good. */
export function worseBelow(look: number, bad: number): readonly Step[] {
  return [
    { from: null, color: 'vermilion' },
    { from: bad, color: 'orange' },
    { from: look, color: 'blue' },
  ];
}

/** No value is better than another. */
export const PLAIN: readonly Step[] = [{ from: null, color: 'blue' }];

/**
 * Where Grafana knows no colour-blind palette (before 13) it colours a series by thresholds; these tell series apart by
 * their size, in percent of the largest.
 */
export const BY_SIZE: readonly Step[] = [
  { from: null, color: 'grey' },
  { from: 2, color: 'sky' },
  { from: 6, color: 'purple' },
  { from: 12, color: 'green' },
  { from: 25, color: 'orange' },
  { from: 50, color: 'vermilion' },
  { from: 80, color: 'blue' },
];
