import { t } from '@grafana/i18n';
import type { GrafanaFailure } from './GrafanaApi';

/** React escapes what it shows; twice would show. */
export const VERBATIM = { interpolation: { escapeValue: false } };

/** What only the one who asked can say. */
export interface FailureWords {
  /** For 403: which permission is needed, who has it, and whom to ask. */
  readonly forbidden: string;
  /** For 404. */
  readonly missing: string;
  /** For 409 and 412: somebody else was faster. */
  readonly conflict: string;
}

/** Why Grafana did not do what it was asked, and what to do, for the person who tried. */
export function grafanaInWords({ status, detail }: GrafanaFailure, words: FailureWords): string {
  switch (status) {
    case 0:
      return t(
        'outlay.grafana.network',
        'Grafana does not answer. Look at your connection, then try again: what was installed already stays.',
      );
    case 400:
      return t('outlay.grafana.refused', 'Grafana does not accept this: {{detail}}', {
        detail: detail || '400',
        ...VERBATIM,
      });
    case 401:
      return t('outlay.grafana.signed-out', 'You are signed out of Grafana. Sign in, then try again.');
    case 403:
      return `${words.forbidden} ${detail}`.trim();
    case 404:
      return words.missing;
    case 409:
    case 412:
      return words.conflict;
    default:
      return t('outlay.grafana.status', 'Grafana answered with status {{status}}. {{detail}}', {
        status,
        detail,
        ...VERBATIM,
      }).trim();
  }
}

/** An error that nobody foresaw. */
export function unexpectedInWords(error: unknown): string {
  return t('outlay.grafana.unexpected', 'Something went wrong that should not: {{detail}}', {
    detail: error instanceof Error ? error.message : String(error),
    ...VERBATIM,
  });
}
