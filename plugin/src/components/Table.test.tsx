import { render, screen } from '@testing-library/react';
import React from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cutOff } from '../testing/cutOff';
import { Table } from './Table';

afterEach(() => vi.restoreAllMocks());

describe('a table', () => {
  it('is called by its caption', () => {
    render(<Sample caption="Objectives" />);
    expect(screen.getByRole('table', { name: 'Objectives' })).toHaveTextContent('met');
  });

  it('is scrolled with the keyboard where it is cut off, and is no stop of the keyboard elsewhere', () => {
    const measure = cutOff('Objectives');
    render(
      <>
        <Sample caption="Objectives" />
        <Sample caption="Budgets" />
      </>,
    );
    measure();
    expect(screen.getByRole('group', { name: 'Objectives' })).toHaveAttribute('tabindex', '0');
    expect(screen.getByRole('group', { name: 'Budgets' })).not.toHaveAttribute('tabindex');
  });
});

function Sample({ caption }: { readonly caption: string }) {
  return (
    <Table caption={caption}>
      <tbody>
        <tr>
          <td>met</td>
        </tr>
      </tbody>
    </Table>
  );
}
