import { colorManipulator, createTheme } from '@grafana/data';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { changeColour, changeOf, changeText, STEPS } from './change';
import { textOn } from './fill';

document.documentElement.lang = 'en-US';

describe('how a value compares with the previous one', () => {
  test.each([
    { name: 'a steep rise', value: 150, previous: 100, step: 3, text: '+50%' },
    { name: 'a clear rise', value: 112.5, previous: 100, step: 2, text: '+12.5%' },
    { name: 'a slight rise', value: 102, previous: 100, step: 1, text: '+2%' },
    { name: 'noise', value: 100.4, previous: 100, step: 0, text: '+0.4%' },
    { name: 'no change', value: 100, previous: 100, step: 0, text: '0%' },
    { name: 'a slight fall', value: 98, previous: 100, step: -1, text: '-2%' },
    { name: 'a steep fall', value: 40, previous: 100, step: -3, text: '-60%' },
    { name: 'more than tenfold', value: 1234, previous: 100, step: 3, text: '+1,134%' },
    { name: 'a new cost', value: 5, previous: 0, step: 3, text: 'new' },
    { name: 'a new credit', value: -5, previous: 0, step: -3, text: 'new' },
    { name: 'a cost that is gone', value: 0, previous: 5, step: -3, text: 'gone' },
    { name: 'a credit that is gone costs more', value: 0, previous: -5, step: 3, text: 'gone' },
    { name: 'a credit that grew costs less', value: -12, previous: -10, step: -2, text: '-20%' },
    { name: 'nothing then and now', value: 0, previous: 0, step: 0, text: '0%' },
  ])('$name', ({ value, previous, step, text }) => {
    const change = changeOf(value, previous);
    expect(change?.step).toBe(step);
    expect(change === null ? null : changeText(change)).toBe(text);
  });

  it('is nothing without a previous period', () => {
    expect(changeOf(5, null)).toBeNull();
  });

  it('has a step with the sign of its difference', () => {
    const money = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(money, money, (value, previous) => {
        const change = changeOf(value, previous);
        expect(Math.sign(change?.step ?? 0) * Math.sign(value - previous)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe.each(['light', 'dark'] as const)('colours of the %s theme', (mode) => {
  const theme = createTheme({ colors: { mode } });
  const colours = STEPS.map((step) => changeColour(step, theme));

  it('are one for each step', () => {
    expect(new Set(colours).size).toBe(STEPS.length);
    for (const colour of colours) expect(colour).toMatch(/^#[0-9a-f]{6}$/i);
  });

  it('have text that reads well on them', () => {
    for (const colour of colours) {
      expect(colorManipulator.getContrastRatio(textOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('are bluer for less and more orange for more', () => {
    for (const [index, colour] of colours.entries()) {
      const [red = 0, , blue = 0] = colorManipulator.decomposeColor(colour).values;
      if (index < 3) expect(blue).toBeGreaterThan(red);
      if (index > 3) expect(red).toBeGreaterThan(blue);
    }
  });
});
