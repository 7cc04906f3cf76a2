import { atLeast, atMost, unlimited } from '../limit.js';
import { measure } from '../measure.js';

const SHIPPED = 'calendar residual';
const NAIVE = ['3 sigma of 30 days', 'day over day +30 %', '+25 % on last week'];
/** Limits of recall and of false alarms per series and month. */
const LIMITS = { calendar: { recall: 0.97, falseAlarms: 0.02 }, irregular: { recall: 0.9, falseAlarms: 0.15 } };
const SERIES = { series: 200, seed: 1 };
const TREES = { trees: 40, seed: 1, least: 0.005 };

/** How many injected anomalies are found, at how many false alarms, beside what people use instead; and what is named as the cause. */
export async function anomaly() {
  const figures = [];
  for (const of of Object.keys(LIMITS)) figures.push(...(await detection(of)));
  const named = await measure('anomalyCause', TREES);
  const small = await measure('anomalyCause', { ...TREES, least: 0 });
  const search = await measure('anomalySearch');
  return [
    ...figures,
    ...(await leaks()),
    atLeast(0.9, {
      figure: 'the injected service is named, services from 0.5 % of the total',
      value: named.namedRatio,
      unit: '',
      of: named,
    }),
    unlimited({
      figure: 'the injected service is named, services of any size',
      value: small.namedRatio,
      unit: '',
      of: small,
    }),
    unlimited({
      figure: 'other rises in a tree of 120 services, a month',
      value: named.othersPerMonth,
      unit: '',
      of: named,
    }),
    unlimited({
      figure: `search in ${search.leaves} cells × 400 d, 7 days judged`,
      value: search.seconds,
      unit: ' s',
      of: search,
    }),
  ];
}

async function leaks() {
  const figures = [];
  for (const of of Object.keys(LIMITS)) {
    for (const leak of ['+2 % a day for 3 weeks', '+1 % a day for 4 weeks', '+8 % that stays']) {
      const found = await measure('anomalyLeak', { series: 60, seed: 1, of, leak });
      const days = `seen after ${found.meanDelayDays.toFixed(0)} days`;
      figures.push(
        unlimited({ figure: `${of} series, ${leak}: found, ${days}`, value: found.foundRatio, unit: '', of: found }),
      );
    }
  }
  return figures;
}

async function detection(of) {
  const { recall, falseAlarms } = LIMITS[of];
  const shipped = await measure('anomaly', { ...SERIES, of, detector: SHIPPED });
  const figures = [
    atLeast(recall, { figure: `${of} series: recall`, value: shipped.recall, unit: '', of: shipped }),
    atMost(falseAlarms, {
      figure: `${of} series: false alarms per series and month`,
      value: shipped.falseAlarmsPerSeriesMonth,
      unit: '',
      of: shipped,
    }),
    unlimited({
      figure: `${of} series: false drops per series and month`,
      value: shipped.falseDropsPerSeriesMonth,
      unit: '',
      of: shipped,
    }),
  ];
  for (const detector of NAIVE) {
    const naive = await measure('anomaly', { ...SERIES, of, detector });
    figures.push(
      unlimited({ figure: `${of} series, ${detector}: recall`, value: naive.recall, unit: '', of: naive }),
      unlimited({
        figure: `${of} series, ${detector}: false alarms`,
        value: naive.falseAlarmsPerSeriesMonth,
        unit: '',
        of: naive,
      }),
    );
  }
  return figures;
}
