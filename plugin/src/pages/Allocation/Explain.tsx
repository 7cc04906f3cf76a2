import { t } from '@grafana/i18n';
import { Drawer } from '@grafana/ui';
import type { ExplainResponse } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { money } from '../../format/money';
import { plain } from '../../format/plain';

interface ExplainProps {
  readonly title: string;
  /** Days, basis, and the filters of the slice or its owner. */
  readonly query: Readonly<Record<string, string>>;
  readonly close: () => void;
}

/** Why is this mine? The rules, tags and shares behind an amount, in the words of the exporter. */
export function Explain({ title, query, close }: ExplainProps) {
  const reading = useRead('explain', query);
  return (
    <Drawer title={t('outlay.explain.title', 'Why: {{title}}', plain({ title }))} size="md" onClose={close}>
      <Await reading={reading} lines={6}>
        {(data: ExplainResponse) => <Reasons {...data} />}
      </Await>
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
      <ul>
        {reasons.map(({ owner, cost, pool, rule, cause, text }) => (
          <li key={[owner, pool, rule, cause].join(' ')}>
            <strong>{money(cost, currency)}</strong> {owner}: {text}
          </li>
        ))}
      </ul>
    </>
  );
}
