import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, useStyles2 } from '@grafana/ui';
import type { SloView } from '@outlay/contract/api';
import React from 'react';
import { Table } from '../../components/Table';
import { percent } from '../../format/money';

/** Cost objectives: how each stands, and why in the words of the exporter. */
export function SloTable({ slos }: { readonly slos: readonly SloView[] }) {
  const styles = useStyles2(getStyles);
  if (slos.length === 0) {
    return (
      <p>
        {t('outlay.slos.none', 'No objective yet: name one under slos in outlay.yaml, such as the cost of an order.')}
      </p>
    );
  }
  return (
    <Table caption={t('outlay.slos.table', 'Objectives and their states')} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('outlay.slos.objective', 'Objective')}</th>
          <th scope="col">{t('outlay.slos.state', 'State')}</th>
          <th scope="col">{t('outlay.slos.good', 'Good')}</th>
          <th scope="col">{t('outlay.slos.left', 'Error budget left')}</th>
          <th scope="col">{t('outlay.slos.why', 'Why')}</th>
        </tr>
      </thead>
      <tbody>
        {slos.map(({ id, owner, state, sli, objective, errorBudgetRemaining, reason }) => (
          <tr key={id}>
            <th scope="row">
              {id} <small>{owner}</small>
            </th>
            <td>
              <Badge {...BADGES[state]} text={stateText(state)} />
            </td>
            <td>
              {sli === null ? '–' : percent(sli)} / {percent(objective)}
            </td>
            <td>{errorBudgetRemaining === null ? '–' : percent(errorBudgetRemaining)}</td>
            <td>{reason}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const BADGES = {
  breached: { color: 'red', icon: 'times' },
  burning: { color: 'orange', icon: 'fire' },
  unknown: { color: 'purple', icon: 'question-circle' },
  pending: { color: 'darkgrey', icon: 'clock-nine' },
  met: { color: 'blue', icon: 'check' },
} as const;

function stateText(state: SloView['state']): string {
  const texts: Readonly<Record<SloView['state'], string>> = {
    breached: t('outlay.slos.breached', 'Breached'),
    burning: t('outlay.slos.burning', 'Burning'),
    unknown: t('outlay.slos.unknown', 'Unknown'),
    pending: t('outlay.slos.pending', 'Nothing to judge yet'),
    met: t('outlay.slos.met', 'Met'),
  };
  return texts[state];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      minWidth: 560,
      small: { color: theme.colors.text.secondary },
    }),
  };
}
