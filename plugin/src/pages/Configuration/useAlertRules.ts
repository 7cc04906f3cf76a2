import { t } from '@grafana/i18n';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failureInWords } from '../../alerting/failureInWords';
import type { GrafanaApi } from '../../alerting/GrafanaApi';
import { install, remove } from '../../alerting/install';
import type { OnProgress } from '../../alerting/install';
import type { InstalledRules } from '../../alerting/installedRules';
import { readInstalledRules } from '../../alerting/installedRules';
import type { InstallPlan } from '../../alerting/planInstall';
import { planInstall } from '../../alerting/planInstall';
import { aimedAt, readServedRules } from '../../alerting/servedRules';
import { ApiError } from '../../api/ApiError';
import type { Client } from '../../api/client';
import { connectionSentence } from './connectionFailure';

export interface AlertRulesSetting {
  readonly client: Pick<Client, 'rules'>;
  readonly grafana: GrafanaApi;
  readonly exporterUrl: string;
  readonly prometheusUid: string;
}

/** What came of the last thing that was done. */
export interface Outcome {
  readonly severity: 'success' | 'warning' | 'error';
  readonly words: string;
}

interface Difference {
  readonly plan: InstallPlan;
  readonly installed: InstalledRules;
}

export type AlertRulesState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly words: string }
  | (Difference & { readonly state: 'ready'; readonly outcome: Outcome | null })
  | (Difference & { readonly state: 'running'; readonly done: number; readonly of: number });

export interface AlertRulesActions {
  readonly readAgain: () => void;
  readonly installRules: () => void;
  readonly removeRules: () => void;
}

/** The rules that the exporter serves against those that Grafana has, and what can be done about it. */
export function useAlertRules(setting: AlertRulesSetting): AlertRulesState & AlertRulesActions {
  const { client, grafana, exporterUrl, prometheusUid } = setting;
  const [held, setHeld] = useState<AlertRulesState>({ state: 'loading' });
  // Answers to a question that was replaced by another one come too late.
  const round = useRef(0);

  const begin = useCallback(() => {
    const mine = ++round.current;
    return (state: AlertRulesState) => {
      if (round.current === mine) setHeld(state);
    };
  }, []);
  const readAll = useCallback(
    () => readDifference({ client, grafana, exporterUrl, prometheusUid }),
    [client, grafana, exporterUrl, prometheusUid],
  );
  const show = useCallback(
    async (set: (state: AlertRulesState) => void, outcome: Outcome | null) => {
      try {
        set({ state: 'ready', ...(await readAll()), outcome });
      } catch (error) {
        set({ state: 'failed', words: [outcome?.words, wordsOf(error, exporterUrl)].filter(Boolean).join(' ') });
      }
    },
    [readAll, exporterUrl],
  );
  const readAgain = useCallback(() => {
    const set = begin();
    set({ state: 'loading' });
    void show(set, null);
  }, [begin, show]);
  useEffect(readAgain, [readAgain]);

  const run = useCallback(
    async (shown: Difference, doing: Doing) => {
      const set = begin();
      let progress = { done: 0, of: 0 };
      const onProgress: OnProgress = (done, of) => {
        progress = { done, of };
        set({ ...shown, state: 'running', ...progress });
      };
      onProgress(0, 0);
      try {
        const now = await readAll();
        const outcome = isSame(now, shown) ? await doing(now, onProgress) : changedMeanwhile();
        await show(set, outcome);
      } catch (error) {
        await show(set, {
          severity: 'error',
          words: `${wordsOf(error, exporterUrl)} ${progressWords(progress)}`.trim(),
        });
      }
    },
    [begin, readAll, show, exporterUrl],
  );

  const actOn = (doing: Doing) => () => {
    if (held.state === 'ready') void run(held, doing);
  };
  return {
    ...held,
    readAgain,
    installRules: actOn(async ({ plan }, onProgress) => {
      await install(plan, grafana, onProgress);
      return { severity: 'success', words: t('outlay.rules.installed', 'The alert rules are installed.') };
    }),
    removeRules: actOn(async ({ installed }, onProgress) => {
      await remove(installed, grafana, onProgress);
      return { severity: 'success', words: t('outlay.rules.removed', 'The alert rules of Outlay are removed.') };
    }),
  };
}

type Doing = (difference: Difference, onProgress: OnProgress) => Promise<Outcome>;

async function readDifference({ client, grafana, prometheusUid }: AlertRulesSetting): Promise<Difference> {
  const served = aimedAt(readServedRules(await client.rules()), { datasourceUid: prometheusUid });
  const installed = await readInstalledRules(served, grafana);
  return { plan: planInstall(served, installed), installed };
}

/** Nothing is done that nobody has seen: somebody may have paused a rule since. */
function isSame(now: Difference, shown: Difference): boolean {
  return JSON.stringify(now.plan) === JSON.stringify(shown.plan);
}

function changedMeanwhile(): Outcome {
  return {
    severity: 'warning',
    words: t('outlay.rules.changed-meanwhile', 'The rules changed since you looked. Nothing was done: look again.'),
  };
}

function progressWords({ done, of }: { readonly done: number; readonly of: number }): string {
  if (done === 0) return t('outlay.rules.none-done', 'No group was changed.');
  return t('outlay.rules.some-done', '{{done}} of {{of}} groups were done before.', { done, of });
}

function wordsOf(error: unknown, url: string): string {
  return error instanceof ApiError ? connectionSentence(error, url) : failureInWords(error);
}
