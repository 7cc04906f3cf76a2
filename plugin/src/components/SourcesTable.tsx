import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import type { Source } from '@outlay/contract/api';
import React from 'react';
import { count } from '../format/money';
import { moment } from '../format/time';
import { Table } from './Table';

/** The sources of the exporter, and how each of them is. */
export function SourcesTable({ sources }: { readonly sources: readonly Source[] }) {
  const styles = useStyles2(getStyles);
  return (
    <Table caption={t('outlay.sources.caption', 'Sources of the exporter')} className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('outlay.sources.source', 'Source')}</th>
          <th scope="col">{t('outlay.sources.health', 'Health')}</th>
          <th scope="col">{t('outlay.sources.watermark', 'Complete up to')}</th>
          <th scope="col" className={styles.number}>
            {t('outlay.sources.rows', 'Rows')}
          </th>
          <th scope="col" className={styles.number}>
            {t('outlay.sources.rejected', 'Rejected')}
          </th>
          <th scope="col">{t('outlay.sources.notes', 'What to look at')}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </tbody>
    </Table>
  );
}

function SourceRow({ source }: { readonly source: Source }) {
  const styles = useStyles2(getStyles);
  const notes = [...source.errors, ...source.warnings];
  return (
    <tr>
      <th scope="row">{source.id}</th>
      <td>
        <span className={source.up ? styles.up : styles.down}>
          <Icon name={source.up ? 'check-circle' : 'exclamation-triangle'} aria-hidden />{' '}
          {source.up ? t('outlay.sources.up', 'Read') : t('outlay.sources.down', 'Cannot be read')}
        </span>
      </td>
      <td>{source.watermark === null ? t('outlay.sources.never', 'no bill yet') : moment(source.watermark)}</td>
      <td className={styles.number}>{count(source.rows)}</td>
      <td className={styles.number}>{count(source.rejected)}</td>
      <td>{notes.length === 0 ? t('outlay.sources.nothing', 'nothing') : <Notes notes={notes} />}</td>
    </tr>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  return (
    <ul>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    table: css({ 'td ul': { margin: 0, paddingLeft: theme.spacing(2) } }),
    number: css({ '&&': { textAlign: 'right' }, fontVariantNumeric: 'tabular-nums' }),
    up: css({ color: theme.colors.info.text, whiteSpace: 'nowrap' }),
    down: css({ color: theme.colors.warning.text, whiteSpace: 'nowrap' }),
  };
}
