import { HOUR, timestamp } from '../../domain/Day.js';
import { decimal } from '../decimal.js';
import { gcpTables } from '../tables/gcpTables.js';
import { csvText } from './csvText.js';
import { FOCUS_1_4 } from './focusColumns.js';
import type { Layout } from './Layout.js';
import type { Provider } from './Provider.js';

const EUROPEAN_OFFSET = 2 * HOUR;

const layout: Layout = {
  columns: [...FOCUS_1_4, 'x_KubernetesCluster', 'x_KubernetesNamespace', 'x_ServiceId'],
  aliases: {
    x_KubernetesCluster: 'goog-k8s-cluster-name',
    x_KubernetesNamespace: 'k8s-namespace',
    x_ServiceId: 'x_ServiceCode',
  },
  byteOrderMark: false,
  newline: '\n',
  nullText: '',
  // The same moments, as seen from the region.
  time: (instant, columns) =>
    columns['RegionId']?.startsWith('europe') === true
      ? timestamp(instant + EUROPEAN_OFFSET).replace('Z', '+02:00')
      : timestamp(instant),
  number: decimal,
  tags: (json) => json,
  invoicePrefix: '5',
};

/** FOCUS 1.4, one file for each billing period. */
export const gcp: Provider = {
  tables: gcpTables,
  files: (delivery) => [
    {
      name: `focus_${delivery.month}.csv`,
      isCompressed: false,
      text: () => csvText(layout, delivery),
    },
  ],
};
