import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClientConfig } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { ApiError } from './ApiError';
import type { Answer, Client, Query, ReadName } from './client';

/** The exporter that a page asks, and who asks. */
export interface Connection {
  readonly client: Client;
  /** Whether the person may change what is decided. */
  readonly canEdit: boolean;
  /** When the figures were last asked for, milliseconds: one view, one time. */
  readonly now: number;
  /** Whether an administrator has named an exporter. */
  readonly isConfigured: boolean;
}

export const ClientContext = createContext<Connection | null>(null);

/** A question is asked once: a view that comes back asks nothing twice, and nothing is asked again unasked. */
export const ASKED_ONCE: QueryClientConfig = {
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
  },
};

export function useConnection(): Connection {
  const connection = useContext(ClientContext);
  if (connection === null) throw new Error('a page stands outside of the app');
  return connection;
}

export type Reading<Data> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError; readonly again: () => void }
  | {
      readonly state: 'ready';
      readonly data: Data;
      /** Why the data could not be renewed; null while they are the newest. */
      readonly outdated: ApiError | null;
      readonly again: () => void;
    };

/** Reads an answer of the exporter. `again` asks anew for all on the page that failed. */
export function useRead<Name extends ReadName>(name: Name, query: Query = {}): Reading<Answer<Name>> {
  const { client, isConfigured } = useConnection();
  const queries = useQueryClient();
  const { data, error, isFetching } = useQuery({
    queryKey: [name, query],
    queryFn: () => (isConfigured ? client.read(name, query) : notConfigured()),
  });
  const again = () => void queries.refetchQueries({ type: 'active', predicate: hasFailed });
  if (data !== undefined) return { state: 'ready', data, outdated: error === null ? null : asApiError(error), again };
  if (error === null || isFetching) return { state: 'loading' };
  return { state: 'failed', error: asApiError(error), again };
}

function hasFailed({ state }: { readonly state: { readonly status: string } }): boolean {
  return state.status === 'error';
}

function notConfigured(): Promise<never> {
  return Promise.reject(new ApiError('unconfigured', 'No exporter is configured yet.'));
}

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('down', 'The exporter could not be reached.');
}
