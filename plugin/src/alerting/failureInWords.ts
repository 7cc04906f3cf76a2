import { t } from '@grafana/i18n';
import { GrafanaFailure } from '../grafana/GrafanaApi';
import { grafanaInWords, unexpectedInWords, VERBATIM } from '../grafana/grafanaInWords';
import { LockedRulesError } from './install';
import { ServedRulesError } from './servedRules';

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
  return error instanceof GrafanaFailure ? grafanaInWords(error, rulesWords()) : unexpectedInWords(error);
}

function rulesWords() {
  return {
    forbidden: t(
      'outlay.alerting.forbidden',
      'You need the permission alert.provisioning:write (Admins have it), and folders:create for a new folder. Ask an Admin to install the rules, or to give you the permission.',
    ),
    missing: t(
      'outlay.alerting.not-found',
      'Grafana does not find the folder or the group. Somebody may have deleted it: read again, then install again.',
    ),
    conflict: t(
      'outlay.alerting.conflict',
      'Somebody else changed the rules at the same time. Read again, look at the differences, then install again.',
    ),
  };
}
