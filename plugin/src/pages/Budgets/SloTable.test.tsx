import type { SloView } from '@outlay/contract/api';
import { render, screen, within } from '@testing-library/react';
import React from 'react';
import { describe, expect, it, test } from 'vitest';
import { sampleSlo } from '../../testing/samples';
import { SloTable } from './SloTable';

describe('the table of objectives', () => {
  test.each<{ state: SloView['state']; words: string }>([
    { state: 'met', words: 'Met' },
    { state: 'burning', words: 'Burning' },
    { state: 'breached', words: 'Breached' },
    { state: 'unknown', words: 'Unknown' },
    { state: 'pending', words: 'Nothing to judge yet' },
  ])('says "$words" of one that is $state', ({ state, words }) => {
    render(<SloTable slos={[sampleSlo({ state })]} />);
    const row = screen.getByRole('row', { name: /order-cost/ });
    expect(within(row).getByText(words)).toBeInTheDocument();
  });

  it('shows what is known, and a dash for what is not', () => {
    render(<SloTable slos={[sampleSlo(), sampleSlo({ id: 'cover', sli: null, errorBudgetRemaining: null })]} />);
    const cells = (name: RegExp) =>
      within(screen.getByRole('row', { name }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent);
    expect(cells(/order-cost/)).toEqual(['Met', '99% / 95%', '80%', 'all is well']);
    expect(cells(/cover/)).toEqual(['Met', '– / 95%', '–', 'all is well']);
  });
});
