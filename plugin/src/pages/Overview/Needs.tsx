import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, EmptyState, TextLink, useStyles2 } from '@grafana/ui';
import type { BudgetsResponse, IncidentsResponse, SlosResponse } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import type { Reading } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card } from '../../components/Page';
import { needsOf } from './needsOf';
import type { Need, Urgency } from './needsOf';

interface NeedsProps {
  readonly owner: string;
  readonly ownerDimension: string | null;
  readonly budgets: Reading<BudgetsResponse>;
  readonly slos: Reading<SlosResponse>;
}

/** What needs somebody, the most urgent first. */
export function Needs({ owner, ownerDimension, budgets, slos }: NeedsProps) {
  const incidents = useRead('incidents');
  return (
    <Card title={t('outlay.overview.needs', 'Needs somebody')}>
      <Await reading={budgets}>
        {(known: BudgetsResponse) => (
          <Await reading={slos}>
            {(objectives: SlosResponse) => (
              <Await reading={incidents}>
                {(unusual: IncidentsResponse) => (
                  <NeedList needs={needsOf({ ...known, ...objectives, ...unusual, ownerDimension }, owner)} />
                )}
              </Await>
            )}
          </Await>
        )}
      </Await>
    </Card>
  );
}

function NeedList({ needs }: { readonly needs: readonly Need[] }) {
  const styles = useStyles2(getStyles);
  if (needs.length === 0) {
    return (
      <EmptyState
        variant="completed"
        message={t('outlay.overview.calm', 'Nothing needs you: budgets hold, and no cost is unusual.')}
      />
    );
  }
  return (
    <ul className={styles.list}>
      {needs.map(({ id, urgency, owner, title, reason, url }) => (
        <li key={id} className={styles.need}>
          <Badge {...BADGES[urgency]} text={urgencyText(urgency)} />
          <TextLink href={url} inline={false}>
            {title}
          </TextLink>
          <span className={styles.reason}>{reason}</span>
          <span className={styles.owner}>{owner}</span>
        </li>
      ))}
    </ul>
  );
}

const BADGES = {
  page: { color: 'red', icon: 'bell' },
  ticket: { color: 'orange', icon: 'exclamation-triangle' },
  look: { color: 'blue', icon: 'eye' },
} as const;

function urgencyText(urgency: Urgency): string {
  const texts: Readonly<Record<Urgency, string>> = {
    page: t('outlay.overview.now', 'Now'),
    ticket: t('outlay.overview.today', 'Ticket'),
    look: t('outlay.overview.look', 'Look'),
  };
  return texts[urgency];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ listStyle: 'none', margin: 0 }),
    need: css({
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(1, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    reason: css({ flex: '1 1 240px', minWidth: 0 }),
    owner: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall }),
  };
}
