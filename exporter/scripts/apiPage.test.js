import * as contract from '@outlay/contract/api';
import { expect, it } from 'vitest';
import { apiPage } from './apiPage.js';

it('shows each route with its parameters and the fields of its answer', () => {
  const page = apiPage(contract);
  for (const path of Object.values(contract.ROUTES)) {
    expect(page).toContain(` ${path}\``);
  }
  expect(page).toContain('| `limit` | whole number, at least 0, at most 1000 | `100` |');
  expect(page).toContain('| `from` | day (`YYYY-MM-DD`) | required |');
  expect(page).toContain('| `rows[].cost` | decimal |');
});

it('refuses a route that it does not describe', () => {
  const routes = { ...contract.ROUTES, invoices: '/api/v1/invoices' };
  expect(() => apiPage({ ...contract, ROUTES: routes })).toThrow('does not describe the routes invoices');
});
