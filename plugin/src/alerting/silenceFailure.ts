import { t } from '@grafana/i18n';
import { plain } from '../format/plain';
import { GrafanaFailure } from '../grafana/GrafanaApi';

/** Why a silence could not be made or ended, and what to do, for the person who tried. */
export function silenceFailure(error: unknown): string {
  if (!(error instanceof GrafanaFailure)) return error instanceof Error ? error.message : String(error);
  const { status, detail } = error;
  switch (status) {
    case 0:
      return t('outlay.silence.network', 'Grafana does not answer. Look at your connection, then try again.');
    case 401:
      return t('outlay.silence.signedOut', 'You are signed out of Grafana. Sign in, then try again.');
    case 403:
      return t(
        'outlay.silence.forbidden',
        'You need the permissions alert.instances:create and alert.instances:write (Editors have them). Ask an Admin for them. {{detail}}',
        plain({ detail }),
      ).trim();
    case 404:
      return t('outlay.silence.gone', 'Grafana has no such silence any more. Open the page again.');
    default:
      return t(
        'outlay.silence.refused',
        'Grafana does not accept this: {{detail}}',
        plain({ detail: detail || status }),
      );
  }
}
