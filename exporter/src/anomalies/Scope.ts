/** Values of dimensions that cost is limited to, such as `{ provider: 'aws', team: 'payments' }`; none is the total. */
export type Scope = Readonly<Record<string, string>>;

/** Whether every charge of `inner` is a charge of `outer`. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  return Object.entries(outer).every(([dimension, value]) => inner[dimension] === value);
}

/** Whether one of the two lies within the other. */
export function areRelated(one: Scope, other: Scope): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

/** Whether two scopes speak of the same thing: they share a dimension, or one is the total, and contradict in none. */
export function scopesMatch(one: Scope, other: Scope): boolean {
  const shared = Object.keys(one).filter((dimension) => other[dimension] !== undefined);
  const isTotal = Object.keys(one).length === 0 || Object.keys(other).length === 0;
  return (isTotal || shared.length > 0) && shared.every((dimension) => one[dimension] === other[dimension]);
}
