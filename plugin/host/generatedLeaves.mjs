const PROVIDERS = 4;
const TEAMS = 40;

/**
 * An answer of Prometheus with as many costs of providers, teams and services as asked for: few large, many small, some
 * of nobody. The same count gives the same costs.
 */
export function generatedLeaves(count, seconds) {
  const result = Array.from({ length: count }, (_, index) => {
    const provider = `provider-${index % PROVIDERS}`;
    const team = index % 97 === 0 ? 'unallocated' : `team-${index % TEAMS}`;
    const service = index % 53 === 0 ? 'other' : `service-${Math.floor(index / TEAMS)}`;
    return { metric: { provider, team, service, leaf: String(index) }, value: [seconds, costOf(index)] };
  });
  return { status: 'success', data: { resultType: 'vector', result } };
}

function costOf(index) {
  return (100_000 / (index + 1)).toFixed(2);
}
