import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** One charge as it stands in its bill. Amounts are counted in units of 10⁻¹², times in milliseconds since 1970 UTC. */
export interface BillCharge {
  readonly source: string;
  readonly billingPeriod: string;
  readonly start: number;
  readonly end: number;
  readonly effective: bigint;
  readonly billed: bigint;
  readonly list: bigint | null;
  readonly contracted: bigint | null;
  readonly provider: string | null;
  readonly service: string | null;
  readonly tags: Readonly<Record<string, unknown>>;
}

const COLUMNS = new Set([
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'BillingPeriodStart',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ServiceProviderName',
  'ProviderName',
  'ServiceName',
  'Tags',
]);

/**
 * Reads the bills of `<folder>/<source>/…` with csv-parse, zlib and bigints alone, so that it shares no code with what it
 * is compared with. Throws when a cell cannot be read: bills that are summed here must be sound.
 */
export async function readCharges(folder: string): Promise<readonly BillCharge[]> {
  const names = await readdir(folder, { recursive: true });
  const charges: BillCharge[] = [];
  for (const name of names.filter((found) => /\.csv(\.gz)?$/.test(found))) {
    const [source = ''] = name.split('/');
    for (const charge of await readBill(join(folder, name), source)) charges.push(charge);
  }
  return charges;
}

export async function readBill(path: string, source: string): Promise<readonly BillCharge[]> {
  const bytes = await readFile(path);
  const records = parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, {
    bom: true,
    columns: (header: string[]) => header.map((name) => (COLUMNS.has(name) ? name : false)),
  });
  return (records as Record<string, string>[]).map((record) => chargeOf(record, source));
}

/** The same amount in units of 10⁻¹², digits beyond rounded half away from zero. */
export function unitsOf(text: string): bigint {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text.trim());
  const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (whole + fraction === '') throw new Error(`"${text}" is no amount`);
  const places = Number(exponent) - fraction.length + 12;
  const digits = BigInt(whole + fraction);
  const divisor = 10n ** BigInt(Math.max(0, -places));
  const size = places >= 0 ? digits * 10n ** BigInt(places) : (digits * 2n + divisor) / (divisor * 2n);
  return sign === '-' ? -size : size;
}

function chargeOf(record: Readonly<Record<string, string>>, source: string): BillCharge {
  const cell = (name: string): string | null => {
    const text = record[name] ?? '';
    return /^(null)?$/i.test(text) ? null : text;
  };
  const units = (name: string): bigint | null => {
    const text = cell(name);
    return text === null ? null : unitsOf(text);
  };
  return {
    source,
    billingPeriod: new Date(timeOf(cell('BillingPeriodStart'))).toISOString().slice(0, 7),
    start: timeOf(cell('ChargePeriodStart')),
    end: timeOf(cell('ChargePeriodEnd')),
    effective: units('EffectiveCost')!,
    billed: units('BilledCost')!,
    list: units('ListCost'),
    contracted: units('ContractedCost'),
    provider: cell('ServiceProviderName') ?? cell('ProviderName'),
    service: cell('ServiceName'),
    tags: tagsOf(cell('Tags')),
  };
}

/** A time with or without seconds, a `T` or an offset; without one it is UTC. */
function timeOf(text: string | null): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text ?? '');
  const [, day = '', minute = '00:00', second = ':00', zone = 'Z'] = match ?? [];
  const time = Date.parse(`${day}T${minute}${second}${zone}`);
  if (Number.isNaN(time)) throw new Error(`"${text ?? ''}" is no time`);
  return time;
}

const tagTexts = new Map<string, BillCharge['tags']>();

/** Files repeat few tag texts many times. */
function tagsOf(text: string | null): BillCharge['tags'] {
  if (text === null) return {};
  const known = tagTexts.get(text);
  if (known !== undefined) return known;
  const tags = JSON.parse(text.startsWith('{') ? text : `{${text}}`) as BillCharge['tags'];
  tagTexts.set(text, tags);
  return tags;
}
