import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

type Texts<Key extends string> = Readonly<Record<Key, string>>;

export interface Draft<Key extends string> {
  readonly values: Texts<Key>;
  readonly change: (changed: Partial<Texts<Key>>) => void;
  readonly reset: () => void;
}

/** A slider moves faster than a browser lets its address change. */
const SETTLED = 300;

/**
 * What somebody tries, field by field. It stands in the address a moment later, so that it survives a reload and can be
 * shared; what is as it was stays out. It replaces what stood there: to try something is no step back.
 */
export function useDraft<Key extends string>(defaults: Texts<Key>): Draft<Key> {
  const [query, setQuery] = useSearchParams();
  const [changed, setChanged] = useState<Partial<Texts<Key>>>(() => inAddress(query, defaults));
  const values = { ...defaults, ...changed };
  useEffect(() => {
    const timer = setTimeout(() => {
      const next = withChanges(query, defaults, values);
      if (next.toString() !== query.toString()) setQuery(next, { replace: true });
    }, SETTLED);
    return () => clearTimeout(timer);
    // The defaults of what is tried are the same at every render, and values follow from what changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [changed, query, setQuery]);
  const change = useCallback(
    (more: Partial<Texts<Key>>) => setChanged((before) => ({ ...before, ...more })),
    [setChanged],
  );
  return { values, change, reset: () => setChanged({}) };
}

function inAddress<Key extends string>(query: URLSearchParams, defaults: Texts<Key>): Partial<Texts<Key>> {
  const names = Object.keys(defaults) as Key[];
  const given = names.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given) as Partial<Texts<Key>>;
}

function withChanges<Key extends string>(
  query: URLSearchParams,
  defaults: Texts<Key>,
  values: Texts<Key>,
): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const name of Object.keys(defaults) as Key[]) {
    if (values[name] === defaults[name]) next.delete(name);
    else next.set(name, values[name]);
  }
  return next;
}
