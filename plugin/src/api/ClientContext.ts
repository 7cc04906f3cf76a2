import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { ApiError } from './ApiError';
import type { Answer, Client, Query, ReadName } from './client';

/** The client of the page, and answers that were read already: a view that comes back asks nothing twice. */
export interface Connection {
  readonly client: Client;
  readonly answers: Map<string, Promise<unknown>>;
  /** Whether the person may change what is decided. */
  readonly canEdit: boolean;
  /** When the app was opened, milliseconds: one view, one time. */
  readonly now: number;
  /** Whether an administrator has named an exporter. */
  readonly isConfigured: boolean;
}

export const ClientContext = createContext<Connection | null>(null);

export function useConnection(): Connection {
  const connection = useContext(ClientContext);
  if (connection === null) throw new Error('a page stands outside of the app');
  return connection;
}

export type Reading<Data> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError; readonly again: () => void }
  | { readonly state: 'ready'; readonly data: Data; readonly again: () => void };

/** Reads an answer of the exporter; the same question is asked once until `again` is called. */
export function useRead<Name extends ReadName>(name: Name, query: Query = {}): Reading<Answer<Name>> {
  const { client, answers, isConfigured } = useConnection();
  const key = `${name}?${new URLSearchParams(query).toString()}`;
  const [round, setRound] = useState(0);
  const [held, setHeld] = useState<{ readonly key: string; readonly reading: Reading<Answer<Name>> } | null>(null);
  const again = useCallback(() => {
    answers.delete(key);
    setRound((before) => before + 1);
  }, [answers, key]);
  useEffect(() => {
    let isCurrent = true;
    const asked = answers.get(key) ?? (isConfigured ? client.read(name, query) : notConfigured());
    answers.set(key, asked);
    asked.then(
      (data) => isCurrent && setHeld({ key, reading: { state: 'ready', data: data as Answer<Name>, again } }),
      (error: unknown) => {
        answers.delete(key);
        if (isCurrent) setHeld({ key, reading: { state: 'failed', error: asApiError(error), again } });
      },
    );
    return () => {
      isCurrent = false;
    };
    // The key says all of the name and the query.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, answers, isConfigured, key, again, round]);
  return held !== null && held.key === key ? held.reading : { state: 'loading' };
}

function notConfigured(): Promise<never> {
  return Promise.reject(new ApiError('unconfigured', 'No exporter is configured yet.'));
}

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('down', 'The exporter could not be reached.');
}
