import { timestamp } from '../../domain/Day.js';
import { scientific } from '../decimal.js';
import { lumenTables } from '../tables/lumenTables.js';
import { csvText } from './csvText.js';
import { FOCUS_1_1 } from './focusColumns.js';
import type { Layout } from './Layout.js';
import type { Provider } from './Provider.js';

const layout: Layout = {
  columns: FOCUS_1_1,
  aliases: {},
  byteOrderMark: false,
  newline: '\n',
  nullText: 'NULL',
  time: (instant) => timestamp(instant).replace('T', ' ').replace('Z', ''),
  number: scientific,
  tags: (json) => json,
  invoicePrefix: '',
};

/** FOCUS 1.1 as a vendor writes it who never read it to the end: NULL in letters, times without a zone. */
export const lumen: Provider = {
  tables: lumenTables,
  files: (delivery) => [
    {
      name: `${delivery.month}/lumen-focus.csv`,
      isCompressed: false,
      text: () => csvText(layout, delivery),
    },
  ],
};
