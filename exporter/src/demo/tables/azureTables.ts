import type { EstateTables } from './EstateTables.js';

const VIRTUAL_MACHINES = 'microsoft.compute/virtualmachines';

/** What runs at Azure: the back office, a part of payments, the assistants. */
export const azureTables: EstateTables = {
  source: 'azure',
  provider: 'Microsoft',
  publisher: 'Microsoft',
  issuer: 'Microsoft',
  billingAccountId: '/providers/microsoft.billing/billingaccounts/8611537',
  billingAccountName: 'Brightcart Group',
  billingAccountType: 'Billing Profile',
  subAccountType: 'Subscription',
  subAccounts: {
    retail: {
      id: '/subscriptions/3f0e6a52-8b1d-4e6f-9a77-20c41e5b9d01',
      region: 'westeurope',
      regionName: 'West Europe',
    },
    payments: {
      id: '/subscriptions/91c2d7f8-4a35-4c19-b0e2-5d86f71a3c02',
      region: 'westeurope',
      regionName: 'West Europe',
    },
    data: { id: '/subscriptions/c7a81b93-60de-47f2-8d14-eb295a064e03', region: 'eastus', regionName: 'East US' },
    platform: { id: '/subscriptions/05d9e4b6-f27c-4183-a6b9-71f30c8d2f04', region: 'eastus', regionName: 'East US' },
    corporate: {
      id: '/subscriptions/e8316fa7-19b4-4d50-97c3-0a64d2be1105',
      region: 'northeurope',
      regionName: 'North Europe',
    },
  },
  zoneSeparator: '',
  contractedPermille: 920,
  services: {
    vm: service('Virtual Machines', 'Compute', VIRTUAL_MACHINES),
    aks: service('Azure Kubernetes Service', 'Compute', 'microsoft.containerservice/managedclusters'),
    sql: service('Azure SQL Database', 'Databases', 'microsoft.sql/servers/databases'),
    storage: service('Storage Accounts', 'Storage', 'microsoft.storage/storageaccounts'),
    cosmos: service('Azure Cosmos DB', 'Databases', 'microsoft.documentdb/databaseaccounts'),
    openai: service('Azure OpenAI Service', 'AI and Machine Learning', 'microsoft.cognitiveservices/accounts'),
    web: service('Azure App Service', 'Web', 'microsoft.web/serverfarms'),
    logs: service('Log Analytics', 'Management and Governance', 'microsoft.operationalinsights/workspaces'),
    bandwidth: service('Bandwidth', 'Networking', 'microsoft.network/publicipaddresses'),
    firewall: service('Azure Firewall', 'Networking', 'microsoft.network/azurefirewalls'),
    gateway: service('Application Gateway', 'Networking', 'microsoft.network/applicationgateways'),
    defender: service('Microsoft Defender for Cloud', 'Security', 'microsoft.security/pricings'),
    databricks: service('Azure Databricks', 'Analytics', 'microsoft.databricks/workspaces'),
  },
  skus: {
    D16s_v5: ['vm', 768_000, '1 Hour', 'D16s v5'],
    D32s_v5: ['vm', 1_536_000, '1 Hour', 'D32s v5'],
    E32s_v5: ['aks', 2_016_000, '1 Hour', 'E32s v5'],
    'sql-vcore': ['sql', 252_000, '1 Hour', 'General Purpose vCore'],
    'blob-hot': ['storage', 19_600, '1 GB/Month', 'Hot LRS data stored'],
    'cosmos-ru': ['cosmos', 8_000, '100 RU/s/Hour', 'Provisioned throughput'],
    'gpt-tokens': ['openai', 2_500_000, '1M', 'Model input tokens'],
    P1v3: ['web', 248_000, '1 Hour', 'P1 v3 App'],
    'log-ingest': ['logs', 2_760_000, '1 GB', 'Pay-as-you-go data ingestion'],
    'transfer-out': ['bandwidth', 87_000, '1 GB', 'Inter-continent data transfer out'],
    'firewall-hours': ['firewall', 1_250_000, '1 Hour', 'Standard deployment'],
    'gateway-units': ['gateway', 8_000, '1/Hour', 'Standard capacity units'],
    'defender-node': ['defender', 20_000, '1/Hour', 'Servers plan 2'],
    DBU: ['databricks', 550_000, '1 DBU-Hour', 'All-purpose compute'],
  },
  fleets: [
    ['erp-app', 8, 'D16s_v5', 24, 'reserved', 'finance-it', 'prod', { plan: 'vm-3y' }],
    ['erp-batch', 4, 'D32s_v5', 24, 'nightly', 'finance-it', 'prod'],
    ['fin-sandbox', 4, 'D16s_v5', 24, 'office', 'finance-it', 'dev', { tagging: 'none' }],
    ['payments-pool', 10, 'E32s_v5', 24, 'elastic', 'payments', 'prod', { tags: pool('payments') }],
    ['settlement-sql', 6, 'sql-vcore', 192, 'steady', 'payments', 'prod'],
    ['erp-sql', 6, 'sql-vcore', 144, 'steady', 'finance-it', 'prod'],
    ['documents', 4, 'blob-hot', 1900, 'storage', 'finance-it', 'prod'],
    ['scans', 2, 'blob-hot', 1500, 'storage', 'data-platform', 'prod', { tagging: 'partial' }],
    ['loyalty', 4, 'cosmos-ru', 7300, 'traffic', 'mobile', 'prod'],
    ['assistant-openai', 3, 'gpt-tokens', 46, 'traffic', 'ml', 'prod'],
    ['backoffice-web', 6, 'P1v3', 48, 'steady', 'finance-it', 'prod'],
    ['audit-logs', 3, 'log-ingest', 23, 'traffic', 'sre', 'prod'],
    ['egress-ip', 4, 'transfer-out', 310, 'traffic', 'payments', 'prod'],
    ['hub-firewall', 2, 'firewall-hours', 24, 'steady', 'platform', 'prod'],
    ['entry-gateway', 4, 'gateway-units', 1300, 'traffic', 'payments', 'prod'],
    ['defender', 3, 'defender-node', 760, 'steady', 'platform', 'prod'],
    ['notebooks', 4, 'DBU', 135, 'analysis', 'data-platform', 'prod'],
  ],
  plans: [
    {
      key: 'vm-3y',
      name: 'Reserved VM Instance, Standard_D16s_v5, 3 years',
      id: '/providers/microsoft.capacity/reservationorders/6b0f2f3e-5d1c-49a7-8f6e-3c8be0d7a921',
      type: 'Reservation',
      category: 'Usage',
      unit: 'Hours',
      service: 'vm',
      subAccount: 'corporate',
      ratePermille: 430,
    },
  ],
  monthly: [
    {
      name: 'erp-app-refund',
      description: 'Refund of hours metered twice',
      category: 'Usage',
      service: 'vm',
      subAccount: 'corporate',
      team: 'finance-it',
      quantity: -48,
      priceMicros: 768_000,
      unit: '1 Hour',
      day: 12,
      knownOnDay: 14,
      vary: 0.25,
    },
  ],
  taxPermille: 0,
  sustainedUse: null,
};

function service(name: string, category: string, resourceType: string) {
  const resourceId = `{account}/resourcegroups/rg-{group}/providers/${resourceType}/{name}`;
  return { name, category, subcategory: '', resourceType, resourceId, code: resourceType.split('/')[0] ?? '' };
}

function pool(name: string) {
  return { 'aks-managed-poolName': name, 'aks-cluster': 'payments-aks' };
}
