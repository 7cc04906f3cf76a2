export const PLUGIN_ID = 'outlay-finops-app';

/** Pages by their path below the app. */
export const PAGES = {
  overview: 'overview',
  allocation: 'allocation',
  budgets: 'budgets',
  anomalies: 'anomalies',
} as const;

export type PageName = keyof typeof PAGES;

/** Where a page is, with its state in the query: every view can be shared by its address. */
export function pageUrl(page: PageName, state: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(state).toString();
  return `/a/${PLUGIN_ID}/${PAGES[page]}${query === '' ? '' : `?${query}`}`;
}

export const CONFIGURATION_URL = `/plugins/${PLUGIN_ID}`;
