/** The outlay.yaml of the demo; the exports of each source lie in `exports/<source>` beside it. */
export function configText(): string {
  return `# The demo: bills of an invented company, as four providers would export them.
currency: USD
store: { path: ./store }
refresh: "17 * * * *"

sources:
  - { id: aws, type: directory, path: ./exports/aws, max_lag: 96h } # its hours are complete two days later
  - { id: azure, type: directory, path: ./exports/azure, max_lag: 96h }
  - { id: gcp, type: directory, path: ./exports/gcp, max_lag: 96h }
  - { id: lumen, type: directory, path: ./exports/lumen, max_lag: 96h }

dimensions:
  team: { tags: [team, owner] }
  product: {}
  environment:
    tags: [environment, env]
    values: { prod: [production, prd], staging: [stage], dev: [development] }
  business_unit: { column: SubAccountName }

allocation:
  rules:
    - { id: shared-cluster, when: { "Tags.k8s_namespace": monitoring }, set: { team: sre } }
  shared:
    - { name: platform, when: { team: platform }, split: proportional }

budgets:
  - { id: company, owner: finance, amount: "460000", period: month, plan: weekday }
  - { id: ml, owner: ml, scope: { team: ml }, amount: "45000", period: month, plan: weekday, parent: company }
  - { id: mobile, owner: mobile, scope: { team: mobile }, amount: "22000", period: month, plan: weekday, parent: company }
  - { id: data-platform, owner: data-platform, scope: { team: data-platform }, amount: "115000", period: month, parent: company }

anomalies: { minimum_amount: "60" }

slos:
  - { id: allocated, owner: finance, kind: coverage, objective: 0.85 }
  - { id: telemetry, owner: sre, kind: telemetry_ratio, scope: { provider: Lumen Observability }, maximum: 0.1 }
  - { id: forecast, owner: finance, kind: forecast_accuracy, lead: 14 }

publish:
  labels: [provider, sub_account, cloud_service, team, product, environment]
  savings_target_ratio: 0.2
`;
}
