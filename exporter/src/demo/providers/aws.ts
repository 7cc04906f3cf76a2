import { timestamp } from '../../domain/Day.js';
import { decimal } from '../decimal.js';
import { awsTables } from '../tables/awsTables.js';
import { csvText } from './csvText.js';
import { FOCUS_1_2 } from './focusColumns.js';
import type { Layout } from './Layout.js';
import type { Provider } from './Provider.js';

const layout: Layout = {
  columns: [...FOCUS_1_2, 'x_Discounts', 'x_Operation', 'x_ServiceCode', 'x_UsageType'],
  aliases: { x_UsageType: 'x_Sku' },
  byteOrderMark: false,
  newline: '\n',
  nullText: '',
  time: timestamp,
  number: decimal,
  tags: (json) => json,
  invoicePrefix: '2',
};

/** FOCUS 1.2, gzipped, a folder for each billing period. */
export const aws: Provider = {
  tables: awsTables,
  files: (delivery) => [
    {
      name: `BILLING_PERIOD=${delivery.month}/outlay-focus-00001.csv.gz`,
      isCompressed: true,
      text: () => csvText(layout, delivery),
    },
  ],
};
