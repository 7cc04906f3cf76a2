import { DAY, addMonths, dayOf, firstDayOf, monthOf, startOf, timestamp } from '../../domain/Day.js';
import type { Day, Month } from '../../domain/Day.js';
import { decimal } from '../decimal.js';
import { azureTables } from '../tables/azureTables.js';
import { csvText } from './csvText.js';
import { FOCUS_1_0 } from './focusColumns.js';
import type { Layout } from './Layout.js';
import type { Export, ExportFile, Provider } from './Provider.js';

const EXPORT_ROOT = 'billing/outlay-focus';
const PARTS = [0, 1];

const layout: Layout = {
  columns: [...FOCUS_1_0, 'x_ResourceGroupName', 'x_ServiceCode', 'x_SkuDescription'],
  aliases: { x_ResourceGroupName: 'x_Group', x_SkuDescription: 'SkuMeter' },
  byteOrderMark: true,
  newline: '\r\n',
  nullText: '',
  time: (instant) => timestamp(instant).replace(':00Z', 'Z'),
  number: decimal,
  tags: (json) => json,
  invoicePrefix: '',
};

/** An earlier generation of the export leaves out the braces around tags. */
const earlierLayout: Layout = { ...layout, tags: (json) => json.slice(1, -1) };

/** FOCUS 1.0 with a byte order mark and CRLF, two files for each billing period, which a manifest names. */
export const azure: Provider = {
  tables: azureTables,
  files: (delivery) => {
    const folder = folderOf(delivery.month);
    const parts = PARTS.map((part) => ({
      name: `${folder}/part_${part}_0001.csv`,
      isCompressed: false,
      text: () => csvText(layoutOf(delivery), { ...delivery, batches: () => batchesOf(delivery, part) }),
    }));
    return [...parts, { name: `${folder}/manifest.json`, isCompressed: false, text: () => manifest(delivery, parts) }];
  },
};

function* batchesOf(delivery: Export, part: number) {
  for (const batch of delivery.batches()) {
    if (Math.abs(batch.key) % PARTS.length === part) {
      yield batch;
    }
  }
}

/** The latest third of the months, and always the present one, come from the present generation. */
function layoutOf({ story, month }: Export): Layout {
  const current = monthOf(dayOf(story.now));
  return month < addMonths(current, -Math.floor(story.months.length / 3)) ? earlierLayout : layout;
}

function folderOf(month: Month): string {
  const first = firstDayOf(month);
  return `${first}-${lastDayOf(month)}`.replace(/(\d{4})-(\d{2})-(\d{2})/g, '$1$2$3');
}

function lastDayOf(month: Month): Day {
  return dayOf(startOf(firstDayOf(addMonths(month, 1))) - DAY);
}

function manifest(delivery: Export, parts: readonly ExportFile[]): readonly string[] {
  const blobs = parts.map((part) => ({ blobName: `${EXPORT_ROOT}/${part.name}`, ...measure(part) }));
  const content = {
    manifestVersion: '2024-04-01',
    byteCount: blobs.reduce((sum, blob) => sum + blob.byteCount, 0),
    blobCount: blobs.length,
    dataRowCount: blobs.reduce((sum, blob) => sum + blob.dataRowCount, 0),
    exportConfig: { exportName: 'outlay-focus', type: 'FocusCost', dataVersion: '1.0', timeFrame: 'Custom' },
    deliveryConfig: { partitionData: true, dataOverwriteBehavior: 'OverwritePreviousReport', fileFormat: 'Csv' },
    runInfo: {
      submittedTime: timestamp(delivery.knownAt),
      startDate: timestamp(startOf(firstDayOf(delivery.month))),
      endDate: timestamp(startOf(lastDayOf(delivery.month))),
    },
    blobs,
  };
  return [`${JSON.stringify(content, null, 2)}\n`];
}

/** Bytes and rows as they will be written. No value of these files holds a line end. */
function measure(part: ExportFile) {
  let byteCount = 0;
  let lines = 0;
  for (const chunk of part.text()) {
    byteCount += Buffer.byteLength(chunk);
    lines += chunk.split('\n').length - 1;
  }
  return { byteCount, dataRowCount: lines - 1 };
}
