import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import React from 'react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { vi } from 'vitest';
import { ApiError } from '../api/ApiError';
import type { Client } from '../api/client';
import { ASKED_ONCE, ClientContext } from '../api/ClientContext';
import type { Connection } from '../api/ClientContext';

/** Answers by route; a function answers by its query; what has none never answers. */
export type Answers = Readonly<Record<string, unknown>>;

export const NOW = Date.parse('2026-11-21T12:00:00Z');

/** A page with answers in place of an exporter. Gives what was asked and where the address is. */
export function renderPage(
  page: ReactNode,
  answers: Answers,
  change: Partial<Connection> & { readonly at?: string } = {},
) {
  const { at = '/', ...connection } = change;
  const asked: string[] = [];
  const place = { search: '' };
  const client: Client = {
    read: vi.fn((name: string, query: Readonly<Record<string, string>> = {}) => {
      asked.push(`${name}?${new URLSearchParams(query).toString()}`);
      const answer =
        typeof answers[name] === 'function' ? (answers[name] as (query: object) => unknown)(query) : answers[name];
      if (answer instanceof ApiError) return Promise.reject(answer);
      return answer === undefined ? new Promise(() => undefined) : Promise.resolve(answer);
    }) as Client['read'],
    rules: vi.fn(() => Promise.resolve({})),
    changeIncident: vi.fn(() => Promise.resolve()),
  };
  const shared = { client, canEdit: true, isConfigured: true, now: NOW, ...connection };
  const queries = new QueryClient(ASKED_ONCE);
  const view = render(
    <MemoryRouter initialEntries={[at]}>
      <QueryClientProvider client={queries}>
        <ClientContext.Provider value={shared}>
          {page}
          <Place tell={(search) => (place.search = search)} />
        </ClientContext.Provider>
      </QueryClientProvider>
    </MemoryRouter>,
  );
  return { ...view, asked, place, client, queries };
}

function Place({ tell }: { readonly tell: (search: string) => void }) {
  tell(useLocation().search);
  return null;
}

export const FRESH = {
  ...{ asOf: '2026-11-21T06:00:00Z', publishedAt: '2026-11-21T06:00:00Z', currency: 'USD' },
  sources: [{ id: 'aws', watermark: '2026-11-21T00:00:00Z', maxLagSeconds: 129_600 }],
};
