import { t } from '@grafana/i18n';
import { GrafanaFailure } from '../grafana/GrafanaApi';
import { grafanaInWords, unexpectedInWords } from '../grafana/grafanaInWords';

/** Why dashboards could not be read or installed, and what to do, for the person who tried. */
export function failureInWords(error: unknown): string {
  return error instanceof GrafanaFailure ? grafanaInWords(error, dashboardsWords()) : unexpectedInWords(error);
}

function dashboardsWords() {
  return {
    forbidden: t(
      'outlay.dashboards.forbidden',
      'You need to be an Admin: only Admins see what an app brings. Ask an Admin to install the dashboards.',
    ),
    missing: t(
      'outlay.dashboards.not-found',
      'Grafana does not find the dashboard, its folder or the app. Read again, then try again.',
    ),
    conflict: t(
      'outlay.dashboards.conflict',
      'Somebody else changed the dashboards at the same time. Read again, look at the differences, then try again.',
    ),
  };
}
