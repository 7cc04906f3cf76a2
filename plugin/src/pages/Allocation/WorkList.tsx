import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import type { TagsResponse } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Table } from '../../components/Table';
import type { Span } from '../../format/days';
import { money } from '../../format/money';
import { plain } from '../../format/plain';
import { pageUrl } from '../../routes';
import { pathToText } from './question';

interface WorkListProps {
  readonly span: Span;
  /** The dimension whose value is the owner. */
  readonly owner: string;
}

/** What nobody owns, the dearest first, and spellings that are probably an owner's. */
export function WorkList({ span, owner }: WorkListProps) {
  const reading = useRead('tags', { ...span });
  return (
    <Await reading={reading}>
      {(data: TagsResponse) =>
        data.offenders.length === 0 && data.aliases.length === 0 ? (
          <p>{t('outlay.work.done', 'All usage has an owner.')}</p>
        ) : (
          <>
            <Offenders {...data} span={span} owner={owner} />
            <Aliases {...data} />
          </>
        )
      }
    </Await>
  );
}

function Offenders({ offenders, currency, span, owner }: TagsResponse & WorkListProps) {
  const styles = useStyles2(getStyles);
  return (
    <Table caption={t('outlay.work.caption', 'Costs that nobody owns')} className={styles.table}>
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
            <th scope="row">
              <TextLink inline={false} href={resourcesUrl(span, owner, [provider, subAccount, service])}>
                {`${provider} › ${subAccount} › ${service}`}
              </TextLink>
            </th>
            <td>{causeText(cause)}</td>
            <td>{money(cost, currency)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The resources of such a slice that nobody owns. */
function resourcesUrl({ from, to }: Span, owner: string, where: readonly string[]): string {
  const levels = [owner, 'provider', 'sub_account', 'cloud_service'];
  return pageUrl('allocation', {
    levels: levels.join(','),
    path: pathToText(['unallocated', ...where], levels),
    from,
    to,
  });
}

function Aliases({ aliases, currency }: TagsResponse) {
  const styles = useStyles2(getStyles);
  if (aliases.length === 0) return null;
  return (
    <ul className={styles.aliases} aria-label={t('outlay.work.aliases', 'Probably the same')}>
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

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      'tbody th': { overflowWrap: 'anywhere' },
      'th:last-child, td:last-child': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
    }),
    aliases: css({ margin: theme.spacing(2, 0, 0), paddingLeft: theme.spacing(3) }),
  };
}
