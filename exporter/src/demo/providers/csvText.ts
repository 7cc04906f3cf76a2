import { addMonths, firstDayOf, startOf } from '../../domain/Day.js';
import type { Instant } from '../../domain/Day.js';
import type { Batch, Charge } from '../charges/Charge.js';
import { draw, keyOf } from '../draw.js';
import type { Columns } from '../tables/EstateTables.js';
import type { Layout } from './Layout.js';
import type { Export } from './Provider.js';

const CHUNK = 1 << 18;

type Cell = (charge: Charge) => string;

/** A file's text, header first, in chunks that are worth a write. */
export function* csvText(layout: Layout, delivery: Export): Generator<string> {
  const quick = { ...layout, time: remembered(layout.time) };
  let text = (layout.byteOrderMark ? '\uFEFF' : '') + layout.columns.join(',') + layout.newline;
  for (const batch of delivery.batches()) {
    text += rowsText(quick, delivery, batch);
    if (text.length > CHUNK) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** Joins what the rows of a batch share beforehand, so that a row costs a dozen concatenations. */
function rowsText(layout: Layout, delivery: Export, batch: Batch): string {
  const cells = varyingCells(layout, batch.columns);
  const fixed = { ...batch.columns, ...fileColumns(layout, delivery, batch.columns) };
  const between: string[] = [''];
  const varying: Cell[] = [];
  for (const [index, column] of layout.columns.entries()) {
    const comma = index === 0 ? '' : ',';
    const cell = cells[column];
    const last = between.length - 1;
    if (cell === undefined) {
      between[last] = `${between[last] ?? ''}${comma}${fixedCell(layout, column, fixed)}`;
    } else {
      between[last] = `${between[last] ?? ''}${comma}`;
      between.push('');
      varying.push(cell);
    }
  }
  const lastText = `${between.at(-1) ?? ''}${layout.newline}`;
  let text = '';
  for (const charge of batch.charges) {
    for (const [index, cell] of varying.entries()) {
      text += (between[index] ?? '') + cell(charge);
    }
    text += lastText;
  }
  return text;
}

function varyingCells(layout: Layout, columns: Columns): Readonly<Record<string, Cell>> {
  const cost = (pick: (charge: Charge) => number) => (charge: Charge) => layout.number(pick(charge), 9);
  const effective = cost((charge) => charge.effective);
  return {
    ChargePeriodStart: (charge) => layout.time(charge.start, columns),
    ChargePeriodEnd: (charge) => layout.time(charge.end, columns),
    BilledCost: cost((charge) => charge.billed),
    EffectiveCost: effective,
    ListCost: cost((charge) => charge.list),
    ContractedCost: cost((charge) => charge.contracted),
    PricingCurrencyEffectiveCost: effective,
    ...quantityCells(layout, columns, effective),
  };
}

/** A commitment to spend counts its currency, every other thing its own unit; what is unused is not consumed. */
function quantityCells(layout: Layout, columns: Columns, effective: Cell): Readonly<Record<string, Cell>> {
  const isUsage = columns['ChargeCategory'] === 'Usage';
  const isUnused = columns['CommitmentDiscountStatus'] === 'Unused';
  const isSpend = columns['CommitmentDiscountCategory'] === 'Spend';
  const quantity: Cell = ({ quantityMillis }) =>
    quantityMillis === null ? layout.nullText : layout.number(quantityMillis, 3);
  return {
    PricingQuantity: isUnused && isSpend ? effective : quantity,
    ...(isUsage && !isUnused && { ConsumedQuantity: quantity }),
    ...(isUsage && 'CommitmentDiscountId' in columns && { CommitmentDiscountQuantity: isSpend ? effective : quantity }),
  };
}

/** What all rows of a file share. */
function fileColumns(layout: Layout, { month, isClosed }: Export, columns: Columns): Columns {
  const number = Math.floor(draw(keyOf(0, layout.invoicePrefix, month), 0) * 1e9);
  return {
    BillingPeriodStart: layout.time(startOf(firstDayOf(month)), columns),
    BillingPeriodEnd: layout.time(startOf(firstDayOf(addMonths(month, 1))), columns),
    InvoiceId: isClosed ? `${layout.invoicePrefix}${String(number).padStart(9, '0')}` : '',
  };
}

function fixedCell(layout: Layout, column: string, columns: Columns): string {
  const value = columns[layout.aliases[column] ?? column] ?? '';
  if (value === '') {
    return layout.nullText;
  }
  const text = column === 'Tags' ? layout.tags(value) : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file names few moments many times. */
function remembered(time: Layout['time']): Layout['time'] {
  const byRegion = new Map<string, Map<Instant, string>>();
  return (instant, columns) => {
    const region = columns['RegionId'] ?? '';
    const texts = byRegion.get(region) ?? new Map<Instant, string>();
    byRegion.set(region, texts);
    const text = texts.get(instant) ?? time(instant, columns);
    texts.set(instant, text);
    return text;
  };
}
