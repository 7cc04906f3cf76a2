import type { LinkModel } from '@grafana/data';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import React from 'react';
import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import { MOST_CELLS } from '../Cell';
import { buildTree, readHierarchy } from '../hierarchy';
import { VIEWS } from '../options';
import { manySeries, sampleSeries, SAMPLE_PREVIOUS } from '../sampleData';
import * as words from '../words';
import { AllocationView, type AllocationViewProps } from './AllocationView';

const { root } = readHierarchy(sampleSeries(), { levels: ['team', 'service'], previousRefId: SAMPLE_PREVIOUS });
const format = (value: number) => `$${value}`;
const SAMPLE = { root, view: 'treemap', width: 800, height: 500, format } as const;
const show = (props: Partial<AllocationViewProps> = {}) => render(<AllocationView {...SAMPLE} {...props} />);
const item = (name: RegExp) => screen.getByRole('treeitem', { name });

beforeEach(() => {
  document.documentElement.lang = 'en-US';
});

describe('what is shown', () => {
  test.each(VIEWS)('%s names every team, what nobody owns, and the sum', (view) => {
    show({ view });
    for (const name of ['payments', 'search', 'checkout', 'unallocated', 'other']) {
      expect(screen.getAllByText(name).length).toBeGreaterThan(0);
    }
    expect(screen.getAllByText(/\$12077/).length).toBeGreaterThan(0);
  });

  test.each(VIEWS)('%s is accessible', async (view) => {
    const { container } = show({ view });
    // Nothing is painted in jsdom, so contrast is tested with the colours.
    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it('says share, previous value and change in words, whatever the colour', () => {
    show();
    expect(item(/^search .*, team,/)).toHaveAccessibleName(
      'search $4000 +29%, team, Share of All 33.1%, Previous $3100, Change +29%',
    );
  });

  it('hatches what has no name of its own and labels it even where it is small', () => {
    show();
    const rest = item(/^unallocated .*, team,/);
    expect(getComputedStyle(rest).backgroundImage).toContain('repeating-linear-gradient');
    expect(within(rest).getByText('unallocated')).toBeInTheDocument();
    expect(getComputedStyle(item(/^search .*, team,/)).backgroundImage).not.toContain('gradient');
  });

  it('shows credits as a strip of their own', () => {
    show();
    expect(item(/^Credits/)).toHaveAccessibleName('Credits $-300');
    expect(item(/^payments .*, team,/)).toHaveAccessibleName(/payments \$6500.*Of which credits \$-300/);
  });

  it('has a legend and words of change only where there is a previous period', () => {
    const { rerender } = show();
    expect(screen.getByRole('list', { name: 'Change to the previous period' })).toHaveTextContent('≥+25%');
    rerender(<AllocationView {...SAMPLE} showChange={false} />);
    expect(screen.queryByRole('list', { name: 'Change to the previous period' })).not.toBeInTheDocument();
    rerender(<AllocationView {...SAMPLE} root={buildTree([{ path: ['a'], value: 1 }])} />);
    expect(screen.queryByRole('list', { name: 'Change to the previous period' })).not.toBeInTheDocument();
  });

  it('uses all of a low panel for the figures', () => {
    show({ height: 90 });
    expect(screen.queryByRole('group', { name: 'Path' })).not.toBeInTheDocument();
    expect(item(/^payments .*, team,/)).toBeInTheDocument();
  });

  it('draws 5,000 leaves with few elements', () => {
    const many = readHierarchy(manySeries(5000), { levels: ['team', 'service'], previousRefId: '' }).root;
    show({ root: many });
    expect(screen.getAllByRole('treeitem').length).toBeLessThanOrEqual(MOST_CELLS);
    expect(item(/^unallocated .*, team,/)).toBeInTheDocument();
  });
});

describe('going in and out', () => {
  it('opens a node by click and goes back by its path', async () => {
    const onPick = vi.fn();
    show({ onPick });
    await userEvent.click(item(/^search .*, team,/));
    expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ name: 'search' }));
    expect(screen.getByRole('tree')).toHaveAccessibleName('Costs of search');
    expect(screen.queryByText('payments')).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'All' }));
    expect(item(/^payments .*, team,/)).toBeInTheDocument();
  });

  it('moves, opens and returns by keys, and the focus follows', async () => {
    show({ view: 'icicle' });
    act(() => item(/^payments .*, team,/).focus());
    await userEvent.keyboard('{ArrowDown}');
    expect(item(/^Compute \$4200.*, service,/)).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(item(/^payments .*, team,/)).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('tree')).toHaveAccessibleName('Costs of payments');
    expect(item(/^Compute .*, service,/)).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('tree')).toHaveAccessibleName('Costs of All');
    expect(item(/^payments .*, team,/)).toHaveFocus();
  });

  it('leaves Escape to the page at the root', () => {
    show();
    expect(fireEvent.keyDown(item(/^search .*, team,/), { key: 'Escape' })).toBe(true);
  });

  it('keeps the focus where it is when new values come after a look at the path', async () => {
    const { rerender } = show();
    await userEvent.click(item(/^search .*, team,/));
    const here = screen.getByRole('button', { name: 'search' });
    expect(here).toHaveAttribute('aria-current', 'location');
    await userEvent.click(here);
    rerender(<AllocationView {...SAMPLE} root={buildTree([{ path: ['payments', 'Compute'], value: 7 }])} />);
    expect(screen.getByRole('tree')).toHaveAccessibleName('Costs of All');
    expect(screen.getByRole('treeitem', { name: /^payments/ })).not.toHaveFocus();
  });

  it('has one stop for the tabulator', () => {
    show();
    expect(screen.getAllByRole('treeitem').filter((element) => element.tabIndex === 0)).toHaveLength(1);
  });

  it('opens what was folded', async () => {
    const leaves = Array.from({ length: 50 }, (_, index) => ({ path: [`leaf-${index}`], value: 50 - index }));
    show({ root: buildTree(leaves), view: 'bars', height: 300 });
    await userEvent.click(item(/more/));
    expect(screen.getByRole('tree')).toHaveAccessibleName(/^Costs of \d+ more$/);
    expect(screen.queryByText('leaf-0')).not.toBeInTheDocument();
  });

  it('stays where it is when new values come', async () => {
    const { rerender } = show();
    await userEvent.click(item(/^search .*, team,/));
    rerender(
      <AllocationView {...SAMPLE} root={buildTree([{ path: ['search', 'Compute'], value: 7 }], ['team', 'service'])} />,
    );
    expect(screen.getByRole('tree')).toHaveAccessibleName('Costs of search');
    expect(item(/^Compute \$7, service,/)).toBeInTheDocument();
  });

  it('offers the links of a leaf, and Escape closes only their menu', async () => {
    const links = [link('Open invoice', '/invoice'), link('Logs', '/logs')];
    const leaf = buildTree([{ path: ['a', 'x'], value: 2 }], ['team', 'service']);
    show({ root: leaf, view: 'bars', linksOf: () => links });
    await userEvent.click(item(/^a .*, team,/));
    await userEvent.click(item(/^x .*, service,/));
    expect(screen.getByRole('menuitem', { name: 'Open invoice' })).toHaveAttribute('href', '/invoice');
    fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
    expect(screen.queryByRole('menu')).not.toBeInTheDocument();
    expect(screen.getByRole('tree')).toHaveAccessibleName('Costs of a');
    expect(item(/^x .*, service,/)).toHaveFocus();
  });
});

describe('the tooltip', () => {
  it('tells all about what is under the pointer and goes with it', () => {
    show();
    fireEvent.mouseMove(item(/^unallocated .*, team,/));
    const tooltip = screen.getByTestId('allocation-tooltip');
    expect(tooltip).toHaveTextContent('unallocated');
    expect(tooltip).toHaveTextContent('$40');
    expect(tooltip).toHaveTextContent('-33.3%');
    fireEvent.mouseMove(item(/^other .*, team,/));
    expect(screen.getByTestId('allocation-tooltip')).toHaveTextContent('drawn larger than its share');
    fireEvent.mouseLeave(screen.getByRole('tree'));
    expect(screen.queryByTestId('allocation-tooltip')).not.toBeInTheDocument();
  });

  it('renders no rectangle again', () => {
    const { rerender } = show();
    const sentence = vi.spyOn(words, 'sentenceOf');
    fireEvent.mouseMove(item(/^search .*, team,/));
    fireEvent.mouseMove(item(/^payments .*, team,/));
    expect(screen.getByTestId('allocation-tooltip')).toHaveTextContent('payments');
    expect(sentence).not.toHaveBeenCalled();
    rerender(<AllocationView {...SAMPLE} format={(value) => `€${value}`} />);
    expect(sentence).toHaveBeenCalled();
    sentence.mockRestore();
  });
});

describe('the table', () => {
  it('has the figures of each row and their sum', () => {
    show({ view: 'table' });
    expect(screen.getByRole('row', { name: /^search/ })).toHaveTextContent('search$400033.1%$3100+29%');
    expect(screen.getByRole('row', { name: /^Sum/ })).toHaveTextContent('Sum$12077100%$11246+7.4%');
  });

  it('opens a row by its name', async () => {
    show({ view: 'table' });
    await userEvent.click(screen.getByRole('button', { name: 'search' }));
    expect(screen.getByRole('table')).toHaveAccessibleName('Costs of search');
    expect(screen.getByRole('button', { name: 'Compute' })).toHaveFocus();
  });

  it('shows the rest of many rows as their sum, and more when asked', async () => {
    const leaves = Array.from({ length: 150 }, (_, index) => ({ path: [`leaf-${index}`], value: 2 }));
    show({ view: 'table', root: buildTree([...leaves, { path: ['unallocated'], value: 1 }]) });
    expect(screen.getByRole('row', { name: /^unallocated/ })).toBeInTheDocument();
    const more = screen.getByRole('button', { name: 'Show 50 of 50 more' });
    expect(more.closest('tr')).toHaveTextContent('$100');
    await userEvent.click(more);
    expect(screen.getAllByRole('row')).toHaveLength(153);
  });
});

function link(title: string, href: string): LinkModel {
  return { title, href, target: '_self', origin: null };
}
