import { html } from '../html.js';
import type { Content } from '../html.js';

/** Accounts are named by numbers that say little at the head of a path, so they stand behind it. */
const ACCOUNTS = ['billing_account', 'sub_account'];

/** A scope from the large to the small, such as "AWS › ml › Amazon SageMaker", its accounts set apart. */
export function scopePath(scope: Readonly<Record<string, string>>): Content {
  const steps = Object.entries(scope);
  const named = steps.filter(([dimension]) => !ACCOUNTS.includes(dimension));
  const accounts = steps.filter(([dimension]) => ACCOUNTS.includes(dimension));
  if (named.length === 0) return accounts.length === 0 ? 'All cost' : accounts.map(account);
  return [
    named.map(([, value], index) => html`${index === 0 ? '' : ' › '}<bdi>${value}</bdi>`),
    accounts.map((step) => html` <small>${account(step)}</small>`),
  ];
}

function account([dimension, value]: readonly [string, string]): Content {
  return html`${dimension.replaceAll('_', ' ')} <bdi>${value}</bdi> `;
}
