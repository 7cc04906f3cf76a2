import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { Table } from '../../components/Table';

export type ChangeKind = 'added' | 'changed' | 'removed' | 'same';

export interface ChangedRow {
  readonly key: string;
  readonly name: string;
  readonly change: ChangeKind;
  /** Said beside the change. */
  readonly note?: ReactNode;
  /** What changes in it. */
  readonly details: string;
}

/** Rows under a row of their own. */
export interface ChangedGroup extends ChangedRow {
  readonly rows: readonly ChangedRow[];
}

const ICONS: Readonly<Record<ChangeKind, IconName>> = {
  added: 'plus-circle',
  changed: 'pen',
  removed: 'minus-circle',
  same: 'check',
};

interface ChangesTableProps {
  readonly caption: string;
  /** What a row is, such as "Rule". */
  readonly heading: string;
  readonly rows?: readonly ChangedRow[];
  readonly groups?: readonly ChangedGroup[];
}

/** What installing changes, one row each; nothing where nothing is to be told. */
export function ChangesTable({ caption, heading, rows = [], groups = [] }: ChangesTableProps) {
  if (rows.length + groups.length === 0) return null;
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">{t('outlay.installation.change', 'Change')}</th>
          <th scope="col">{t('outlay.installation.details', 'What changes')}</th>
        </tr>
      </thead>
      {rows.length > 0 && (
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
      )}
      {groups.map((group) => (
        <tbody key={group.key}>
          <Row row={group} isGroup />
          {group.rows.map((row) => (
            <Row key={row.key} row={row} isInGroup />
          ))}
        </tbody>
      ))}
    </Table>
  );
}

interface RowProps {
  readonly row: ChangedRow;
  readonly isGroup?: boolean;
  readonly isInGroup?: boolean;
}

function Row({ row, isGroup = false, isInGroup = false }: RowProps) {
  const styles = useStyles2(getStyles);
  return (
    <tr>
      <th scope={isGroup ? 'rowgroup' : 'row'} className={isInGroup ? styles.inGroup : undefined}>
        {row.name}
      </th>
      <td>
        <ChangeWord change={row.change} />
        {row.note !== undefined && <span className={styles.note}>{row.note}</span>}
      </td>
      <td className={styles.details}>{row.details}</td>
    </tr>
  );
}

function ChangeWord({ change }: { readonly change: ChangeKind }) {
  const styles = useStyles2(getStyles);
  const words: Readonly<Record<ChangeKind, string>> = {
    added: t('outlay.installation.added', 'added'),
    changed: t('outlay.installation.changed', 'changed'),
    removed: t('outlay.installation.removed', 'removed'),
    same: t('outlay.installation.same', 'stays'),
  };
  return (
    <span className={styles[change]}>
      <Icon name={ICONS[change]} aria-hidden /> {words[change]}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    inGroup: css({ '&&': { paddingLeft: theme.spacing(3) } }),
    details: css({ overflowWrap: 'anywhere' }),
    note: css({ marginLeft: theme.spacing(1), whiteSpace: 'nowrap' }),
    added: css({ color: theme.colors.info.text, whiteSpace: 'nowrap' }),
    changed: css({ color: theme.colors.text.primary, whiteSpace: 'nowrap' }),
    removed: css({ color: theme.colors.warning.text, whiteSpace: 'nowrap' }),
    same: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  };
}
