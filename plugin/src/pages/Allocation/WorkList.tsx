import { t } from '@grafana/i18n';
import type { TagsResponse } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import type { Span } from '../../format/days';
import { money } from '../../format/money';
import { plain } from '../../format/plain';

/** What nobody owns, the dearest first, and spellings that are probably an owner's. */
export function WorkList({ span }: { readonly span: Span }) {
  const reading = useRead('tags', { ...span });
  return <Await reading={reading}>{(data: TagsResponse) => <Offenders {...data} />}</Await>;
}

function Offenders({ offenders, aliases, currency }: TagsResponse) {
  if (offenders.length === 0 && aliases.length === 0) {
    return <p>{t('outlay.work.done', 'All usage has an owner.')}</p>;
  }
  return (
    <>
      <table style={{ width: '100%' }}>
        <thead>
          <tr>
            <th scope="col">{t('outlay.work.where', 'Where')}</th>
            <th scope="col">{t('outlay.work.why', 'Why')}</th>
            <th scope="col">{t('outlay.work.cost', 'Cost')}</th>
          </tr>
        </thead>
        <tbody>
          {offenders.map(({ provider, subAccount, service, cause, cost }) => (
            <tr key={[provider, subAccount, service, cause].join(' ')}>
              <td>
                {provider} › {subAccount} › {service}
              </td>
              <td>{causeText(cause)}</td>
              <td>{money(cost, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {aliases.length > 0 && (
        <ul aria-label={t('outlay.work.aliases', 'Probably the same')}>
          {aliases.map(({ dimension, value, probably, cost }) => (
            <li key={`${dimension} ${value}`}>
              {t(
                'outlay.work.alias',
                '{{dimension}} "{{value}}" is probably "{{probably}}": {{cost}}',
                plain({
                  ...{ dimension, value, probably },
                  cost: money(cost, currency),
                }),
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function causeText(cause: TagsResponse['offenders'][number]['cause']): string {
  const texts: Readonly<Record<typeof cause, string>> = {
    no_tag: t('outlay.work.noTag', 'no tag names an owner'),
    unknown_value: t('outlay.work.unknownValue', 'its tag names an owner that is not known'),
    no_rule: t('outlay.work.noRule', 'no rule matches'),
  };
  return texts[cause];
}
