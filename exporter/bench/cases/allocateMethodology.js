import { configSchema } from '../../dist/config/schema.js';
import { methodologyOf } from '../../dist/allocate/methodologyOf.js';
import { benchSettings } from '../benchConfig.js';

/** What a group-by must keep apart so that the rules below could be applied to its groups, resources left out. */
export const RULED_COLUMNS = ['ServiceName', 'SubAccountId'];
export const RULED_TAGS = ['team', 'environment', 'product', 'cost-center', 'k8s:namespace'];

const RULES = 200;
const TEAMS = 40;

/**
 * 200 rules over services, accounts, tags and resources, in turn, and 10 pools of every kind but usage, one of which
 * passes its cost to two others.
 */
export function allocateMethodology(request) {
  const { dimensions, allocation } = configSchema.parse({
    ...benchSettings(request),
    dimensions: { team: { tags: ['team'] }, product: {}, environment: { values: { prod: ['production'] } } },
    allocation: {
      rules: Array.from({ length: RULES }, (_, index) => ({
        id: `rule-${index}`,
        when: conditionOf(index),
        set: { team: `team-${(index * 7) % TEAMS}` },
      })),
      shared: pools(),
    },
  });
  return methodologyOf(dimensions, allocation, {});
}

/** Conditions that hold for some of what `writeBills` writes, none of them wholly behind another. */
function conditionOf(index) {
  const turn = Math.floor(index / 10);
  const place = index % 10;
  switch (place) {
    case 0:
    case 1:
    case 2: {
      const number = 4 * (turn * 3 + place) + 3; // every fourth account is one of development
      return {
        SubAccountId: account(number),
        ServiceName: [0, 1, 2].map((more) => service(number * 7 + place + more)),
        'Tags.environment': 'dev',
      };
    }
    case 3:
    case 4:
      return { 'Tags.product': `product-${turn * 2 + place - 3}` };
    case 5:
    case 6:
      return { 'Tags.cost-center': `cc-${turn * 4 + place}` };
    case 7:
      return { 'Tags.k8s:namespace': [`ns-${turn}`, `ns-1${turn + 20}*`] };
    case 8:
      return {
        team: { missing: true },
        SubAccountId: Array.from({ length: 12 }, (_, more) => account(turn * 12 + more)),
      };
    default:
      return { ResourceId: `*:instance/i-${(200 + turn).toString(16)}*` };
  }
}

function account(number) {
  return `${100_000_000_000 + (number % 300)}`;
}

function service(number) {
  return `Acme Service ${number % 18}`;
}

function pools() {
  const ofService = (index) => ({ ServiceName: service(index), 'Tags.environment': 'prod' });
  const owners = Array.from({ length: 8 }, (_, index) => `team-${index}`);
  return [
    { name: 'network', when: ofService(0), split: 'even', among: ['cluster', 'registry'] },
    { name: 'cluster', when: ofService(2), split: 'proportional' },
    { name: 'registry', when: ofService(4), split: 'proportional', among: owners },
    { name: 'support', when: { SubAccountId: account(4) }, split: 'even' },
    { name: 'security', when: { SubAccountId: account(8) }, split: { fixed: { 'team-1': '0.6', 'team-2': '0.4' } } },
    { name: 'logging', when: { 'Tags.product': 'product-99' }, split: 'proportional' },
    { name: 'builds', when: { 'Tags.cost-center': 'cc-7*' }, split: 'even', among: owners },
    { name: 'platform', when: { team: 'team-3' }, split: 'proportional' },
    { name: 'staging', when: { environment: 'staging', ServiceName: service(6) }, split: 'proportional' },
    { name: 'egress', when: { ResourceId: '*:instance/i-a*' }, split: 'even' },
  ];
}
