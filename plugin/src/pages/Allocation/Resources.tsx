import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import type { ResourcesResponse } from '@outlay/contract/api';
import React from 'react';
import { useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import type { Span } from '../../format/days';
import { count, money, percent } from '../../format/money';
import { plain } from '../../format/plain';
import { day } from '../../format/time';
import { changeOf, changeText } from '../../panels/allocation-panel/change';
import type { View } from './View';

/** Rows at first, and the most that the exporter lists. */
const FIRST_ROWS = 100;
const MOST_ROWS = 1000;

interface ResourcesProps extends View {
  readonly span: Span;
  /** The slice whose resources they are. */
  readonly filters: Readonly<Record<string, string>>;
}

/** The resources of a slice, the largest amounts first; those without a row are one sum, so nothing is lost. */
export function Resources({ state, change, span, filters }: ResourcesProps) {
  const rows = rowsOf(state.rows);
  const reading = useRead('resources', { ...span, basis: state.basis, limit: String(rows), ...filters });
  return (
    <Await reading={reading} lines={8}>
      {(data: ResourcesResponse) => (
        <ResourceTable
          {...data}
          more={rows < MOST_ROWS ? () => change({ rows: String(Math.min(MOST_ROWS, rows * 3)) }) : null}
          explain={(resource) => change({ explain: '1', resource })}
        />
      )}
    </Await>
  );
}

interface ResourceTableProps extends ResourcesResponse {
  /** Lists more of them; null where the exporter lists no more. */
  readonly more: (() => void) | null;
  readonly explain: (resourceId: string) => void;
}

function ResourceTable({ more, explain, ...slice }: ResourceTableProps) {
  const styles = useStyles2(getStyles);
  const { resources, others, sum, previousSum, previousFrom } = slice;
  if (slice.total === 0) {
    return <p>{t('outlay.resources.none', 'Nothing of this was charged in these days or those before.')}</p>;
  }
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        {t(
          'outlay.resources.compared',
          'Compared with as many days from {{day}} on.',
          plain({ day: day(previousFrom) }),
        )}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('outlay.resources.resource', 'Resource')}</th>
          <th scope="col">{t('outlay.resources.cost', 'Cost')}</th>
          <th scope="col">{t('outlay.resources.share', 'Share')}</th>
          <th scope="col">{t('outlay.resources.change', 'Change')}</th>
        </tr>
      </thead>
      <tbody>
        {resources.map((resource) => (
          <tr key={resource.resourceId}>
            <th scope="row">
              <Resource {...resource} explain={() => explain(resource.resourceId)} />
            </th>
            <Figures {...resource} slice={slice} />
          </tr>
        ))}
        {others.count > 0 && (
          <tr>
            <th scope="row">
              {t('outlay.resources.others', '{{number}} others', plain({ number: count(others.count) }))}{' '}
              {more !== null && (
                <Button size="sm" fill="text" onClick={more}>
                  {t('outlay.resources.more', 'Show more')}
                </Button>
              )}
            </th>
            <Figures {...others} slice={slice} />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('outlay.resources.sum', 'All {{number}}', plain({ number: count(slice.total) }))}</th>
          <Figures cost={sum} previousCost={previousSum} slice={slice} />
        </tr>
      </tfoot>
    </table>
  );
}

type ResourceProps = ResourcesResponse['resources'][number] & { readonly explain: () => void };

function Resource({ resourceId, resourceName, owners, tags, explain }: ResourceProps) {
  const styles = useStyles2(getStyles);
  const name = resourceId === 'none' ? t('outlay.resources.noResource', 'Charges without a resource') : resourceName;
  const told = [
    ...(owners.length === 0 ? [] : [owners.join(', ')]),
    ...Object.entries(tags).map(([key, values]) => `${key}: ${values.join(', ')}`),
  ];
  return (
    <>
      <div className={styles.name}>
        {name}{' '}
        <Button
          size="sm"
          fill="text"
          title={t('outlay.allocation.why', 'Why is this mine?')}
          aria-label={t('outlay.resources.whyOf', 'Why? {{name}}', plain({ name }))}
          onClick={explain}
        >
          {t('outlay.resources.why', 'Why?')}
        </Button>
      </div>
      {resourceId !== resourceName && <Detail text={resourceId} />}
      {told.length > 0 && <Detail text={told.join(' · ')} />}
    </>
  );
}

/** One line, whose end stands in its title where there is no room: ids are long. */
function Detail({ text }: { readonly text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.detail} title={text}>
      {text}
    </div>
  );
}

interface FiguresProps {
  readonly cost: string;
  readonly previousCost: string;
  readonly slice: Pick<ResourcesResponse, 'sum' | 'currency'>;
}

function Figures({ cost, previousCost, slice: { sum, currency } }: FiguresProps) {
  const change = changeOf(Number(cost), Number(previousCost));
  const share = Number(sum) > 0 && Number(cost) >= 0 ? percent(Number(cost) / Number(sum)) : '';
  return (
    <>
      <td>{money(cost, currency)}</td>
      <td>{share}</td>
      <td>{change === null ? '' : changeText(change)}</td>
    </>
  );
}

function rowsOf(text: string): number {
  const rows = Number(text);
  return Number.isInteger(rows) && rows >= 1 && rows <= MOST_ROWS ? rows : FIRST_ROWS;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({
      width: '100%',
      fontVariantNumeric: 'tabular-nums',
      'th, td': {
        padding: theme.spacing(0.75, 1),
        borderBottom: `1px solid ${theme.colors.border.weak}`,
        verticalAlign: 'top',
      },
      'td, thead th:not(:first-child)': { textAlign: 'right', whiteSpace: 'nowrap' },
      // As wide as the figures leave it, however long an id is.
      'th:first-child': { width: '100%', maxWidth: 0 },
      'tbody th': { fontWeight: theme.typography.fontWeightRegular },
      'tfoot th, tfoot td': { fontWeight: theme.typography.fontWeightMedium },
    }),
    caption: css({ captionSide: 'bottom', padding: theme.spacing(0.5, 1), color: theme.colors.text.secondary }),
    name: css({ overflowWrap: 'anywhere' }),
    detail: css({
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
  };
}
