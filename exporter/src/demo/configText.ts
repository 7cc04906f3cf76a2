/** The outlay.yaml of the demo; the exports of each source lie in `exports/<source>` beside it. */
export function configText(): string {
  return `# The demo: bills of an invented company, as four providers would export them.
currency: USD
store: { path: ./store }
refresh: "17 * * * *"

sources:
  - { id: aws, type: directory, path: ./exports/aws, max_lag: 60h } # its hours are complete two days later
  - { id: azure, type: directory, path: ./exports/azure }
  - { id: gcp, type: directory, path: ./exports/gcp }
  - { id: lumen, type: directory, path: ./exports/lumen }

dimensions:
  team: { tags: [team, owner] }
  product: {}
  environment:
    tags: [environment, env]
    values: { prod: [production, prd], staging: [stage], dev: [development] }
  business_unit: { column: SubAccountName }

publish:
  labels: [provider, sub_account, cloud_service, team, product, environment]
`;
}
