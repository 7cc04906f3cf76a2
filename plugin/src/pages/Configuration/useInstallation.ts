import { t } from '@grafana/i18n';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Called as it goes on: how many of how many are done. */
export type OnProgress = (done: number, of: number) => void;

/** What came of the last thing that was done. */
export interface Outcome {
  readonly severity: 'success' | 'warning' | 'error';
  readonly words: string;
}

/** What can be installed against what is; `Found` says both, and is compared before anything is done. */
export type InstallationState<Found> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly words: string }
  | { readonly state: 'ready'; readonly found: Found; readonly outcome: Outcome | null }
  | { readonly state: 'running'; readonly found: Found; readonly done: number; readonly of: number };

export interface Installation<Found> {
  readonly now: InstallationState<Found>;
  readonly readAgain: () => void;
  /** Does something with what is found now, if it is still what is shown; resolves to the words of success. */
  readonly run: (doing: (found: Found, onProgress: OnProgress) => Promise<string>) => void;
}

/** Reads what can be installed, and lets a person act on what was read. `read` and `inWords` must keep their identity. */
export function useInstallation<Found>(
  read: () => Promise<Found>,
  inWords: (error: unknown) => string,
): Installation<Found> {
  const [now, setNow] = useState<InstallationState<Found>>({ state: 'loading' });
  // Answers to a question that was replaced by another one come too late.
  const round = useRef(0);

  const begin = useCallback(() => {
    const mine = ++round.current;
    return (state: InstallationState<Found>) => {
      if (round.current === mine) setNow(state);
    };
  }, []);
  const show = useCallback(
    async (set: (state: InstallationState<Found>) => void, outcome: Outcome | null) => {
      try {
        set({ state: 'ready', found: await read(), outcome });
      } catch (error) {
        set({ state: 'failed', words: [outcome?.words, inWords(error)].filter(Boolean).join(' ') });
      }
    },
    [read, inWords],
  );
  const readAgain = useCallback(() => {
    const set = begin();
    set({ state: 'loading' });
    void show(set, null);
  }, [begin, show]);
  useEffect(readAgain, [readAgain]);

  const act = async (shown: Found, doing: Parameters<Installation<Found>['run']>[0]) => {
    const set = begin();
    let progress = { done: 0, of: 0 };
    const onProgress: OnProgress = (done, of) => {
      progress = { done, of };
      set({ state: 'running', found: shown, ...progress });
    };
    onProgress(0, 0);
    try {
      const found = await read();
      const isSame = JSON.stringify(found) === JSON.stringify(shown);
      await show(set, isSame ? { severity: 'success', words: await doing(found, onProgress) } : changedMeanwhile());
    } catch (error) {
      await show(set, { severity: 'error', words: `${inWords(error)} ${progressWords(progress)}`.trim() });
    }
  };
  return {
    now,
    readAgain,
    run: (doing) => {
      if (now.state === 'ready') void act(now.found, doing);
    },
  };
}

/** Nothing is done that nobody has seen: somebody may have paused a rule since. */
function changedMeanwhile(): Outcome {
  return {
    severity: 'warning',
    words: t('outlay.installation.changed-meanwhile', 'It changed since you looked. Nothing was done: look again.'),
  };
}

function progressWords({ done, of }: { readonly done: number; readonly of: number }): string {
  if (done === 0) return t('outlay.installation.none-done', 'None of them was changed.');
  return t('outlay.installation.some-done', '{{done}} of {{of}} were done before.', { done, of });
}
