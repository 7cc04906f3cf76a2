import type { EstateTables, MonthlyRow, Service } from './EstateTables.js';
import type { BusinessUnit } from './teams.js';

/** An invented vendor of observability: seats by the month, telemetry by the day. */
export const lumenTables: EstateTables = {
  source: 'lumen',
  provider: 'Lumen Observability',
  publisher: 'Lumen Observability',
  issuer: 'Lumen Observability Ltd.',
  billingAccountId: 'brightcart-group',
  billingAccountName: 'Brightcart Group',
  billingAccountType: 'Organization',
  subAccountType: 'Workspace',
  subAccounts: {
    retail: { id: 'ws-retail', region: 'eu1', regionName: 'Europe 1' },
    payments: { id: 'ws-payments', region: 'eu1', regionName: 'Europe 1' },
    data: { id: 'ws-data', region: 'us1', regionName: 'United States 1' },
    platform: { id: 'ws-platform', region: 'eu1', regionName: 'Europe 1' },
    corporate: { id: 'ws-corporate', region: 'eu1', regionName: 'Europe 1' },
  },
  zoneSeparator: '',
  contractedPermille: 850,
  services: {
    logs: service('Log Management', 'log-index'),
    metrics: service('Infrastructure Monitoring', 'host-group'),
    traces: service('Application Performance Monitoring', 'service'),
    synthetics: service('Synthetic Monitoring', 'check'),
    seats: service('Platform Seats', 'plan'),
  },
  skus: {
    'log-ingest': ['logs', 100_000, 'GB', 'Logs ingested'],
    'log-retention': ['logs', 1_060_000, '1M events', 'Logs kept for 30 days'],
    'host-hours': ['metrics', 21_000, 'Host-Hours', 'Monitored hosts'],
    spans: ['traces', 1_700_000, '1M spans', 'Spans indexed'],
    'check-runs': ['synthetics', 12, 'Runs', 'Check runs'],
  },
  fleets: [
    ['web-logs', 2, 'log-ingest', 290, 'traffic', 'web', 'prod'],
    ['checkout-logs', 1, 'log-ingest', 340, 'traffic', 'checkout', 'prod'],
    ['payments-logs', 2, 'log-ingest', 310, 'traffic', 'payments', 'prod'],
    ['search-logs', 1, 'log-ingest', 380, 'traffic', 'search', 'prod'],
    ['platform-logs', 2, 'log-ingest', 400, 'traffic', 'platform', 'prod'],
    ['payments-retention', 1, 'log-retention', 62, 'traffic', 'payments', 'prod'],
    ['audit-retention', 1, 'log-retention', 71, 'traffic', 'sre', 'prod', { tagging: 'none' }],
    ['web-hosts', 1, 'host-hours', 1900, 'steady', 'web', 'prod'],
    ['payments-hosts', 1, 'host-hours', 1400, 'steady', 'payments', 'prod'],
    ['data-hosts', 1, 'host-hours', 2100, 'steady', 'data-platform', 'prod'],
    ['ml-hosts', 1, 'host-hours', 900, 'steady', 'ml', 'prod'],
    ['mobile-hosts', 1, 'host-hours', 700, 'steady', 'mobile', 'prod'],
    ['checkout-spans', 1, 'spans', 24, 'traffic', 'checkout', 'prod'],
    ['payments-spans', 1, 'spans', 21, 'traffic', 'payments', 'prod'],
    ['search-spans', 1, 'spans', 17, 'traffic', 'search', 'prod'],
    ['mobile-spans', 1, 'spans', 14, 'traffic', 'mobile', 'staging'],
    ['login-check', 2, 'check-runs', 0.288, 'steady', 'sre', 'prod'],
    ['checkout-check', 2, 'check-runs', 0.024, 'steady', 'sre', 'staging'],
    ['status-check', 2, 'check-runs', 1440, 'steady', 'sre', 'prod'],
  ],
  plans: [],
  monthly: [
    seats('retail', 62, 'web'),
    seats('payments', 40, 'payments'),
    seats('data', 34, 'data-platform'),
    seats('platform', 48, 'sre'),
    seats('corporate', 12, 'finance-it'),
    {
      name: 'committed-use-credit',
      description: 'Credit for annual commitment',
      category: 'Credit',
      service: 'logs',
      subAccount: 'platform',
      quantity: -1,
      priceMicros: 620_000_000,
      unit: 'Credits',
      day: 10,
      knownOnDay: 11,
    },
  ],
  taxPermille: 0,
  sustainedUse: null,
};

function service(name: string, resourceType: string): Service {
  return {
    name,
    category: 'Management and Governance',
    subcategory: 'Observability',
    resourceType,
    resourceId: `lumen:{account}:${resourceType}/{name}`,
    code: name,
  };
}

function seats(subAccount: BusinessUnit, quantity: number, team: NonNullable<MonthlyRow['team']>): MonthlyRow {
  return {
    name: `${subAccount}-seats`,
    description: 'Full platform seats',
    category: 'Purchase',
    service: 'seats',
    subAccount,
    team,
    quantity,
    priceMicros: 58_000_000,
    unit: 'Seats',
  };
}
