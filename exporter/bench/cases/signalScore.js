const AFTERMATH = 72;
const MATERIAL = 1.08;

/**
 * Pages less than a day apart are one. One that begins outside every runaway and the three days after it is false. What
 * must be found are runaways that bring their month 8 % over the budget; `lost` are those that were not found although
 * the budget ran out before a day after their end.
 */
export function scoreOf({ pages, slack }, world, firstMonth) {
  const mustFind = world.runaways.filter((runaway) => isMaterial(world, runaway, { slack, firstMonth }));
  return {
    months: world.monthStarts.length - 1 - firstMonth,
    byRule: Object.fromEntries(
      Object.entries(pages).map(([rule, hours]) => [rule, scoreOfRule(hours, { world, mustFind, slack })]),
    ),
  };
}

function scoreOfRule(hours, { world, mustFind, slack }) {
  const episodes = hours.filter((hour, index) => index === 0 || hour - hours[index - 1] > 24);
  const falsePages = episodes.filter((hour) => !world.runaways.some((runaway) => isWithin(hour, runaway)));
  const found = mustFind.map((runaway) => ({ runaway, page: hours.find((hour) => isWithin(hour, runaway)) }));
  const missed = found.filter(({ page }) => page === undefined);
  return {
    falsePages: falsePages.length,
    mustFind: mustFind.length,
    missed: missed.length,
    lost: missed.filter(({ runaway }) => ranOutBefore(world, runaway, slack)).length,
    delays: found.flatMap(({ runaway, page }) => (page === undefined ? [] : [page - runaway.from])),
  };
}

function isWithin(hour, { from, to }) {
  return hour >= from && hour <= to + AFTERMATH;
}

function isMaterial(world, runaway, { slack, firstMonth }) {
  const month = monthAt(world, runaway.from);
  if (month < firstMonth) return false;
  const { first, end, amount } = budgetOf(world, month, slack);
  return (sum(world.usage, first, end) + world.fee) / amount > MATERIAL;
}

function ranOutBefore(world, runaway, slack) {
  const { first, end, amount } = budgetOf(world, monthAt(world, runaway.from), slack);
  return sum(world.usage, first, Math.min(end, runaway.to + 24)) + world.fee > amount;
}

function budgetOf(world, month, slack) {
  const first = world.monthStarts[month];
  const end = world.monthStarts[month + 1];
  return { first, end, amount: (sum(world.planned, first, end) + world.fee) * slack };
}

function monthAt(world, hour) {
  return world.monthStarts.findLastIndex((start) => start <= hour);
}

function sum(costs, from, to) {
  return costs.slice(from, to).reduce((total, cost) => total + cost, 0);
}

/** Scores of several worlds as one, with shares and medians. */
export function sumOfScores(scores) {
  const months = scores.reduce((total, score) => total + score.months, 0);
  const rules = Object.keys(scores[0].byRule);
  return { months, byRule: Object.fromEntries(rules.map((rule) => [rule, sumOfRule(scores, rule, months)])) };
}

function sumOfRule(scores, rule, months) {
  const all = scores.map(({ byRule }) => byRule[rule]);
  const total = (field) => all.reduce((sum_, score) => sum_ + score[field], 0);
  const delays = all.flatMap((score) => score.delays).toSorted((a, b) => a - b);
  return {
    falsePages: total('falsePages'),
    falsePagesPerMonth: total('falsePages') / months,
    mustFind: total('mustFind'),
    missed: total('missed'),
    lost: total('lost'),
    medianHours: delays[Math.floor(delays.length / 2)] ?? Infinity,
    p90Hours: delays[Math.floor(delays.length * 0.9)] ?? Infinity,
  };
}
