import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Drawer, useStyles2 } from '@grafana/ui';
import type { ExplainResponse } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { money, percent } from '../../format/money';
import { plain } from '../../format/plain';

type Filters = Readonly<Record<string, string>>;

interface ExplainProps {
  readonly title: string;
  /** Days and basis. */
  readonly span: Filters;
  /** The slice. */
  readonly filters: Filters;
  /** The owner whose slice it is; undefined where it is of many, or of one resource. */
  readonly owner: string | undefined;
  readonly close: () => void;
}

/** Why is this mine? The rules, tags and shares behind an amount, in the words of the exporter. */
export function Explain({ title, span, filters, owner, close }: ExplainProps) {
  const reading = useRead('explain', { ...span, ...filters });
  return (
    <Drawer title={t('outlay.explain.title', 'Why: {{title}}', plain({ title }))} size="md" onClose={close}>
      <Await reading={reading} lines={6}>
        {(data: ExplainResponse) => <Reasons {...data} />}
      </Await>
      {owner !== undefined && <Shares span={span} owner={owner} />}
    </Drawer>
  );
}

function Reasons({ reasons, sum, currency, methodology }: ExplainResponse) {
  if (reasons.length === 0) return <p>{t('outlay.explain.nothing', 'Nothing was charged here in these days.')}</p>;
  return (
    <>
      <p>
        {t(
          'outlay.explain.sum',
          '{{sum}} by the rules of version {{methodology}}',
          plain({
            sum: money(sum, currency),
            methodology,
          }),
        )}
      </p>
      <ReasonList {...{ reasons, sum, currency }} />
    </>
  );
}

interface SharesProps {
  readonly span: Filters;
  readonly owner: string;
}

/** What the owner bears of costs that are split among many, beside its own. */
function Shares({ span, owner }: SharesProps) {
  const reading = useRead('explain', { ...span, owner });
  return (
    <Await reading={reading}>
      {({ reasons, sum, currency }: ExplainResponse) => {
        const shares = reasons.filter(({ pool }) => pool !== null);
        if (shares.length === 0) return null;
        return (
          <>
            <h4>{t('outlay.explain.shares', 'Shares of common costs')}</h4>
            <p>
              {t(
                'outlay.explain.borne',
                'With them {{owner}} bears {{sum}} in all.',
                plain({ owner, sum: money(sum, currency) }),
              )}
            </p>
            <ReasonList {...{ reasons: shares, sum, currency }} />
          </>
        );
      }}
    </Await>
  );
}

function ReasonList({ reasons, sum, currency }: Pick<ExplainResponse, 'reasons' | 'sum' | 'currency'>) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ owner, cost, pool, rule, cause, text }) => (
        <li key={[owner, pool, rule, cause].join(' ')}>
          <strong>{money(cost, currency)}</strong> {shareText(cost, sum)} {owner}: {text}
        </li>
      ))}
    </ul>
  );
}

/** Where credits are among the reasons, a share of what is left of them would mislead. */
function shareText(cost: string, sum: string): string {
  const share = Number(cost) / Number(sum);
  return share >= 0 && share <= 1 ? `(${percent(share)})` : '';
}

function getStyles(theme: GrafanaTheme2) {
  return {
    reasons: css({
      listStyle: 'none',
      margin: theme.spacing(0, 0, 3),
      li: {
        padding: theme.spacing(1, 0),
        borderTop: `1px solid ${theme.colors.border.weak}`,
        overflowWrap: 'anywhere',
      },
    }),
  };
}
