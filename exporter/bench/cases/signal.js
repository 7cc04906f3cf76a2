import { budgetConfig } from '../../dist/budgets/budgetConfig.js';
import { decidePage } from '../../dist/budgets/decision/decidePage.js';
import { evaluateBudget } from '../../dist/budgets/evaluateBudget.js';
import { freezePlan } from '../../dist/budgets/plan/freezePlan.js';
import { plansToFreeze } from '../../dist/budgets/plan/plansToFreeze.js';
import { watermarkOf } from '../../dist/freshness/watermarkOf.js';
import { completenessOf, deliveries, hourlyBilling } from '../generators/hourlyBilling.js';
import { naivePolicies } from './signalNaive.js';
import { scoreOf, sumOfScores } from './signalScore.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTHS_OF_WORLD = 24;
const MONTHS_TO_LEARN = 2;
const HOURS_BETWEEN_DELIVERIES = 8;
const CURRENCY = 'USD';

/**
 * Simulates months of late and restated billing and counts what the shipped page rule and naive rules do: false pages, and
 * how long after a runaway began they page. `slacks` are budgets as a multiple of what a month usually costs.
 */
export async function signal({ feed, months, slacks }) {
  return {
    run: async () => {
      const worlds = Math.ceil(months / (MONTHS_OF_WORLD - MONTHS_TO_LEARN));
      const scores = Array.from({ length: worlds }, (_, index) => {
        const world = hourlyBilling(index + 1, { months: MONTHS_OF_WORLD });
        return simulate(world, feed, slacks);
      });
      return { bySlack: slacks.map((slack, index) => ({ slack, ...sumOfScores(scores.map((all) => all[index])) })) };
    },
  };
}

function simulate(world, feed, slacks) {
  const { visible, deliver } = deliveries(world, feed);
  const naive = naivePolicies(world, visible);
  const runs = slacks.map((slack) => ({ slack, pages: { ours: [], unguarded: [], ...naive.noPages() } }));
  for (let month = 0; month < MONTHS_OF_WORLD; month += 1) {
    for (let now = world.monthStarts[month]; now < world.monthStarts[month + 1]; now += 1) {
      const isDelivery = now % HOURS_BETWEEN_DELIVERIES === 0;
      if (isDelivery) deliver(now);
      naive.observe(month, now);
      if (month < MONTHS_TO_LEARN) continue;
      for (const run of runs) {
        if (now === world.monthStarts[month]) startMonth(run, world, month);
        if (isDelivery) evaluate(run, { world, visible, feed, month, now });
        for (const rule of rulesThatPage(run, world.start + now * HOUR)) run.pages[rule].push(now);
        naive.collect(run, { amount: Number(run.budget.amount), month, now });
      }
    }
  }
  return runs.map((run) => scoreOf(run, world, MONTHS_TO_LEARN));
}

function startMonth(run, world, month) {
  const usual = world.planned
    .slice(world.monthStarts[month], world.monthStarts[month + 1])
    .reduce((sum, cost) => sum + cost);
  run.budget = budgetConfig.parse({
    id: 'team',
    owner: 'team',
    amount: ((usual + world.fee) * run.slack).toFixed(2),
  });
  run.plans = new Map();
}

/** As a refresh does: freezes the plan when the month begins, then evaluates the budget. */
function evaluate(run, { world, visible, feed, month, now }) {
  const asOf = world.start + now * HOUR;
  const spendFrom = (firstHour) => scopeSpend({ world, visible, feed, month, now, firstHour });
  for (const toFreeze of plansToFreeze([run.budget], run.plans, asOf)) {
    const spend = spendFrom(Math.max(0, world.monthStarts[month] - 60 * 24));
    run.plans.set(toFreeze.budget.id, freezePlan(toFreeze, { spend, forecast: null, asOf }));
  }
  const firstHour = Math.min(world.monthStarts[month] - 7 * 24, Math.floor(now / 24 - 28) * 24);
  run.status = evaluateBudget({
    budget: run.budget,
    spend: spendFrom(firstHour),
    plan: run.plans.get(run.budget.id),
    projected: null,
    currency: CURRENCY,
    asOf,
  });
}

/** Between two deliveries only the clock goes on. Without guards every burn above 1 that runs out in time pages. */
function rulesThatPage({ status, budget: { policy } }, now) {
  const pages = (figures, page) =>
    decidePage(figures, { policy: { ...policy, page }, currency: CURRENCY, now }) !== null;
  return [
    ...(pages(status, policy.page) ? ['ours'] : []),
    ...(pages({ ...status, pageOverspendRatio: -Infinity }, { ...policy.page, burn: 1 }) ? ['unguarded'] : []),
  ];
}

function scopeSpend({ world, visible, feed, month, now, firstHour }) {
  const asOf = world.start + now * HOUR;
  const monthStart = world.monthStarts[month];
  const fee = now - monthStart > 12 ? world.fee : 0;
  const completeness = (age) => completenessOf(feed, age / HOUR);
  const spent = visible.slice(monthStart, now).reduce((sum, cost) => sum + cost, fee);
  return {
    sources: [
      {
        source: feed,
        bucket: HOUR,
        first: world.start + firstHour * HOUR,
        variable: visible.slice(firstHour, now),
        watermark: watermarkOf({ lastEvent: asOf - HOUR, hourly: true, completeness, delay: undefined }, asOf),
        maxLag: 2 * DAY,
        completeness,
      },
    ],
    fixed: { firstDay: new Date(world.start + monthStart * HOUR).toISOString().slice(0, 10), costs: [fee] },
    spent: spent.toFixed(6),
    fixedExpected: world.fee - fee,
  };
}
