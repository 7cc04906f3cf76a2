import {
  FieldType,
  getDisplayProcessor,
  LoadingState,
  createTheme,
  toDataFrame,
  type DataFrame,
  type LinkModel,
  type PanelProps,
} from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { describe, expect, it, test, vi } from 'vitest';
import { DEFAULT_OPTIONS, type AllocationOptions } from '../options';
import { sampleTable } from '../sampleData';
import { Panel } from './Panel';

function show(series: DataFrame[], options: Partial<AllocationOptions> = {}, state = LoadingState.Done) {
  const props = {
    ...{ data: { series, state }, options: { ...DEFAULT_OPTIONS, ...options }, width: 800, height: 500 },
  };
  return render(<Panel {...(props as unknown as PanelProps<AllocationOptions>)} />);
}

describe('when there is nothing to show', () => {
  const frame = (type: FieldType, values: unknown[]) => toDataFrame({ fields: [{ name: 'x', type, values }] });
  test.each([
    {
      name: 'no values',
      series: [],
      options: {},
      text: /one value for each combination of labels, such as team and service/,
    },
    { name: 'no number', series: [frame(FieldType.string, ['a'])], options: {}, text: /needs a number field/ },
    { name: 'no labels', series: [frame(FieldType.number, [1])], options: {}, text: /Keep the labels/ },
    {
      name: 'unknown levels',
      series: [sampleTable()],
      options: { levels: ['squad'] },
      text: /asked for: squad. Labels of the values: team, service/,
    },
  ])('$name: it says what is needed', ({ series, options, text }) => {
    show(series, options);
    expect(screen.getByRole('status')).toHaveTextContent(text);
    expect(screen.getByRole('status')).toHaveTextContent('sum by (team, service)');
  });

  it('says why the data source refused the query, and nothing of costs', () => {
    const data = { series: [], state: LoadingState.Error, errors: [{ message: 'parse error: unexpected end' }] };
    const props = { data, options: DEFAULT_OPTIONS, width: 800, height: 500 };
    render(<Panel {...(props as unknown as PanelProps<AllocationOptions>)} />);
    expect(screen.getByRole('alert')).toHaveTextContent('The costs could not be read');
    expect(screen.getByRole('alert')).toHaveTextContent('parse error: unexpected end');
    expect(screen.queryByText(/No costs/)).not.toBeInTheDocument();
  });

  it('waits while values load', () => {
    show([], {}, LoadingState.Loading);
    expect(screen.getByText('Loading costs')).toBeInTheDocument();
    expect(screen.queryByText(/such as team/)).not.toBeInTheDocument();
  });
});

describe('with values', () => {
  it('formats them with the unit of their field, on every level', () => {
    show([withDisplay(sampleTable())]);
    expect(screen.getByRole('treeitem', { name: /^payments \$6.50K, team,/ })).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Path' })).toHaveTextContent('$12.1K');
  });

  it('goes by the levels that are asked for', () => {
    show([sampleTable()], { levels: ['service', 'team'], view: 'bars' });
    expect(screen.getByRole('treeitem', { name: /^Compute .*, service/ })).toBeInTheDocument();
  });

  it('still shows the last values while new ones load', () => {
    show([sampleTable()], {}, LoadingState.Loading);
    expect(screen.getByRole('tree')).toBeInTheDocument();
  });

  it('offers the data links of a leaf, each once', async () => {
    const getLinks = vi.fn((): LinkModel[] => [{ title: 'Open', href: '/x', target: '_self', origin: null }]);
    const table = sampleTable();
    for (const field of table.fields) field.getLinks = getLinks;
    show([table], { levels: ['service'], view: 'bars' });
    await userEvent.click(screen.getByRole('treeitem', { name: /^Compute .*, service/ }));
    expect(screen.getAllByRole('menuitem')).toHaveLength(1);
    expect(getLinks).toHaveBeenCalledWith({ valueRowIndex: 0 });
  });
});

function withDisplay(frame: DataFrame): DataFrame {
  const theme = createTheme();
  for (const field of frame.fields) field.display = getDisplayProcessor({ field, theme });
  return frame;
}
