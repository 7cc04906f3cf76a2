import { t } from '@grafana/i18n';
import { GrafanaFailure } from './GrafanaApi';
import { LockedRulesError } from './install';
import { ServedRulesError } from './servedRules';

/** React escapes what it shows; twice would show. */
const VERBATIM = { interpolation: { escapeValue: false } };

/** Why rules could not be read or installed, and what to do, for the person who tried. */
export function failureInWords(error: unknown): string {
  if (error instanceof ServedRulesError) {
    return t(
      'outlay.alerting.served-rules',
      'The exporter serves rules that cannot be installed ({{detail}}). Nothing was changed. Update the exporter, or look at its configuration.',
      { detail: error.message, ...VERBATIM },
    );
  }
  if (error instanceof LockedRulesError) {
    return t(
      'outlay.alerting.locked-rules',
      'Grafana reads these rules from a file, so nobody can change them here: {{titles}}. Take the file out of its provisioning, or leave the rules to it. Nothing was changed.',
      { titles: error.titles.join(', '), ...VERBATIM },
    );
  }
  if (error instanceof GrafanaFailure) return grafanaInWords(error);
  return t('outlay.alerting.unexpected', 'Something went wrong that should not: {{detail}}', {
    detail: error instanceof Error ? error.message : String(error),
    ...VERBATIM,
  });
}

function grafanaInWords({ status, detail }: GrafanaFailure): string {
  switch (status) {
    case 0:
      return t(
        'outlay.alerting.network',
        'Grafana does not answer. Look at your connection, then try again: what was installed already stays.',
      );
    case 400:
      return t('outlay.alerting.refused', 'Grafana does not accept this: {{detail}}', {
        detail: detail || '400',
        ...VERBATIM,
      });
    case 401:
      return t('outlay.alerting.signed-out', 'You are signed out of Grafana. Sign in, then try again.');
    case 403:
      return t(
        'outlay.alerting.forbidden',
        'You need the permission alert.provisioning:write (Admins have it), and folders:create for a new folder. Ask an Admin to install the rules, or to give you the permission. {{detail}}',
        { detail, ...VERBATIM },
      ).trim();
    case 404:
      return t(
        'outlay.alerting.not-found',
        'Grafana does not find the folder or the group. Somebody may have deleted it: read again, then install again.',
      );
    case 409:
    case 412:
      return t(
        'outlay.alerting.conflict',
        'Somebody else changed the rules at the same time. Read again, look at the differences, then install again.',
      );
    default:
      return t('outlay.alerting.status', 'Grafana answered with status {{status}}. {{detail}}', {
        status,
        detail,
        ...VERBATIM,
      }).trim();
  }
}
