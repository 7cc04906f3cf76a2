import { t } from '@grafana/i18n';
import { ApiError } from '../../api/ApiError';

/** What is wrong with the connection, and what to do next. */
export interface FailureWords {
  readonly title: string;
  readonly next: string;
}

/** React escapes what it shows; twice would show. */
const VERBATIM = { interpolation: { escapeValue: false } };

/** Why the exporter at `url` could not be read, in words. */
export function connectionFailure(error: unknown, url: string): FailureWords {
  if (!(error instanceof ApiError)) return unexpected(error instanceof Error ? error.message : String(error));
  if (error.obstacle === 'version') return otherVersion(error.message);
  return error.obstacle === 'missing' ? notOutlay(url) : ofStatus(error, url);
}

/** One sentence after another, for places without room for two. */
export function connectionSentence(error: unknown, url: string): string {
  const { title, next } = connectionFailure(error, url);
  return `${title}. ${next}`;
}

function ofStatus({ answer: { status, detail } }: ApiError, url: string): FailureWords {
  switch (status) {
    case 0:
      return {
        title: t('outlay.connection.offline', 'Grafana does not answer'),
        next: t('outlay.connection.offline-next', 'Look at your own connection to Grafana, then test again.'),
      };
    case 401:
      return {
        title: t('outlay.connection.token', 'The exporter does not accept the token'),
        next: t(
          'outlay.connection.token-next',
          'Reset the viewer token, enter the one that the configuration of the exporter names, save, and test again.',
        ),
      };
    case 403:
      return {
        title: t('outlay.connection.role', 'The role does not allow this'),
        next: t(
          'outlay.connection.role-next',
          'The viewer token must be of an exporter role that may read, and you need the role Viewer in Grafana. {{detail}}',
          { detail, ...VERBATIM },
        ).trim(),
      };
    case 421:
      return {
        title: t('outlay.connection.name', 'The exporter does not go by this name'),
        next: t(
          'outlay.connection.name-next',
          'Add the host of {{url}} to the names in the configuration of the exporter, or use one that it has. {{detail}}',
          { url, detail, ...VERBATIM },
        ).trim(),
      };
    case 502:
    case 504:
      return unreached(url);
    case 503:
      return {
        title: t('outlay.connection.no-bills', 'The exporter runs, but has nothing to serve yet'),
        next: t('outlay.connection.no-bills-next', 'Wait for its first refresh, or look at its log. {{detail}}', {
          detail,
          ...VERBATIM,
        }).trim(),
      };
    case 500:
      return {
        title: t('outlay.connection.broken', 'Grafana or the exporter failed inside'),
        next: t(
          'outlay.connection.broken-next',
          'Save the settings once, then test again. If it stays, look at the logs of both. {{detail}}',
          { detail, ...VERBATIM },
        ).trim(),
      };
    default:
      return unexpected(detail === '' ? String(status) : `${status}: ${detail}`);
  }
}

function unreached(url: string): FailureWords {
  return {
    title: t('outlay.connection.unreached', 'Grafana does not reach {{url}}', { url, ...VERBATIM }),
    next: t(
      'outlay.connection.unreached-next',
      'The address is wrong, the exporter is not running, or something between them refuses. Grafana itself asks, not your browser: in a container, localhost is the container.',
    ),
  };
}

function notOutlay(url: string): FailureWords {
  return {
    title: t('outlay.connection.not-outlay', 'What answers at {{url}} is no Outlay exporter, or one that is too old', {
      url,
      ...VERBATIM,
    }),
    next: t('outlay.connection.not-outlay-next', 'Check host, port and path of the address, or update the exporter.'),
  };
}

function otherVersion(message: string): FailureWords {
  return {
    title: t('outlay.connection.version', 'Exporter and plugin are of different versions'),
    next: t('outlay.connection.version-next', '{{message}} They are released together: bring both to one version.', {
      message,
      ...VERBATIM,
    }),
  };
}

function unexpected(detail: string): FailureWords {
  return {
    title: t('outlay.connection.unexpected', 'The answer was not expected'),
    next: t('outlay.connection.unexpected-next', 'Look at the log of the exporter. {{detail}}', {
      detail,
      ...VERBATIM,
    }),
  };
}
