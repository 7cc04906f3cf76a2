import { SourceError } from '../domain/SourceError.js';
import { focus } from './focus.js';

/** Columns that a version introduced, newest version first: the first hit names the version. */
const INTRODUCED: readonly (readonly [version: string, columns: readonly string[]])[] = [
  ['1.4', ['InvoiceDetailId', 'CommitmentProgramEligibilityDetails']],
  ['1.3', ['ServiceProviderName', 'HostProviderName', 'AllocatedMethodId', 'AllocatedResourceId', 'ContractApplied']],
  ['1.2', ['BillingAccountType', 'SubAccountType', 'InvoiceId', 'PricingCurrency', 'PricingCurrencyEffectiveCost']],
  ['1.1', ['ServiceSubcategory', 'SkuMeter', 'SkuPriceDetails', 'CommitmentDiscountQuantity', 'CapacityReservationId']],
  ['1.0', ['RegionId', 'ConsumedQuantity', 'CommitmentDiscountStatus', 'ContractedCost', 'ChargeClass']],
];

/**
 * The FOCUS version of a bill, told from its columns alone.
 * Throws SourceError when a column is missing without which no charge can be read.
 */
export function recognizeFocus(columns: readonly string[]): string {
  const present = new Set(columns.map((column) => column.toLowerCase()));
  const has = (column: string): boolean => present.has(column.toLowerCase());

  const missing = focus.columns.filter((rule) => rule.mandatory && !rule.from.some(has)).map((rule) => rule.column);
  if (missing.length > 0) {
    const names = missing.join(', ');
    const which = missing.length === 1 ? `column ${names} is` : `columns ${names} are`;
    throw new SourceError(`${which} missing (found ${shown(columns)}): export the bill as FOCUS 1.0 or later`);
  }
  return INTRODUCED.find(([, introduced]) => introduced.some(has))?.[0] ?? '1.0-preview';
}

const MOST_COLUMNS = 8;
const MOST_CHARACTERS = 40;

function shown(columns: readonly string[]): string {
  const names = columns
    .slice(0, MOST_COLUMNS)
    .map((name) => (name.length > MOST_CHARACTERS ? `${name.slice(0, MOST_CHARACTERS)}…` : name));
  const more = columns.length - names.length;
  return `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
