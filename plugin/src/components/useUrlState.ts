import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

export type UrlState<Key extends string> = Readonly<Record<Key, string>>;

/**
 * The state of a view in the query of its address, with what it is unless set. Defaults stay out of the address. A change
 * is one step back in the browser.
 */
export function useUrlState<Key extends string>(
  defaults: UrlState<Key>,
): [UrlState<Key>, (change: Partial<UrlState<Key>>) => void] {
  const [query, setQuery] = useSearchParams();
  const state = Object.fromEntries(
    Object.entries<string>(defaults).map(([key, value]) => [key, query.get(key) ?? value]),
  ) as UrlState<Key>;
  const change = useCallback(
    (changed: Partial<UrlState<Key>>) =>
      setQuery((before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries<string | undefined>(changed)) {
          if (value === undefined || value === defaults[key as Key]) next.delete(key);
          else next.set(key, value);
        }
        return next;
      }),
    // The defaults of a view are the same at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [setQuery],
  );
  return [state, change];
}
