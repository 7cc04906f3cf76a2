import { randomOf } from './randomOf.js';

const HOURS_OF_FINALITY = 130;

/** Share of an hour's usage that is billed so many hours after its end. */
const FEEDS = {
  typical: [
    [5, 0],
    [8, 0.45],
    [12, 0.75],
    [18, 0.92],
    [24, 0.97],
    [36, 0.99],
    [72, 1],
  ],
  slow: [
    [10, 0],
    [16, 0.4],
    [24, 0.7],
    [36, 0.92],
    [48, 0.97],
    [72, 0.99],
    [120, 1],
  ],
};

export function completenessOf(feed, ageHours) {
  const knots = FEEDS[feed];
  const next = knots.findIndex(([age]) => ageHours <= age);
  if (next === -1) return 1;
  if (next === 0) return 0;
  const [age, share] = knots[next - 1];
  const [laterAge, laterShare] = knots[next];
  return share + ((laterShare - share) * (ageHours - age)) / (laterAge - age);
}

/**
 * Two years of one team's usage by the hour: weekdays and hours of the day, a level that wanders, noise, a fee on the
 * first of each month. In 35 % of months usage runs away, 2 to 6 times for 36 to 96 hours; in 30 % days long past are
 * charged more. Hours count from `start`, which is an instant.
 */
export function hourlyBilling(seed, { months }) {
  const random = randomOf(seed);
  const start = Date.UTC(2024, 0, 1);
  const monthStarts = Array.from({ length: months + 1 }, (_, month) => (Date.UTC(2024, month, 1) - start) / 3_600_000);
  const hours = monthStarts[months];
  const base = 40;
  const fee = base * 24 * 1.5;
  const planned = Array.from({ length: hours }, (_, hour) => base * seasonOf(start, hour));
  let wander = 0;
  const usage = planned.map((cost) => {
    wander = 0.97 * wander + random.normal() * 0.012;
    return cost * (1 + wander) * (1 + random.normal() * 0.02);
  });
  const jitter = planned.map(() => 1 + (Math.exp(random.normal() * 0.35) - 1) * 0.08);
  const runaways = monthStarts
    .slice(0, months)
    .flatMap((first, month) => runaway(random, first, monthStarts[month + 1]));
  for (const { from, to, times } of runaways) for (let hour = from; hour < to; hour += 1) usage[hour] *= times;
  const restatements = monthStarts.slice(0, months).flatMap((first) => restatement(random, first, base));
  return { start, hours, monthStarts, usage, planned, fee, jitter, runaways, restatements };
}

function seasonOf(start, hour) {
  const date = new Date(start + hour * 3_600_000);
  const weekday = date.getUTCDay() % 6 === 0 ? 0.72 : 1;
  return weekday * (0.8 + 0.2 * Math.sin(((date.getUTCHours() - 8) / 24) * 2 * Math.PI));
}

function runaway(random, first, end) {
  if (random.uniform() >= 0.35) return [];
  const from = first + Math.floor(random.uniform() * (end - first - 72));
  const to = Math.min(end, from + 36 + Math.floor(random.uniform() * 60));
  return [{ from, to, times: 2 + random.uniform() * 4 }];
}

/** Between two and seven past days, charged again at `arrival`, 0.3 to 1.5 days' worth in all. */
function restatement(random, first, base) {
  if (random.uniform() >= 0.3) return [];
  const arrival = first + 120 + Math.floor(random.uniform() * 400);
  const length = 24 * (2 + Math.floor(random.uniform() * 6));
  const perHour = (base * 24 * (0.3 + random.uniform() * 1.2)) / length;
  return [{ arrival, from: Math.max(0, arrival - 40 - length), to: Math.max(0, arrival - 40), perHour }];
}

/** What a feed has delivered by an hour. `deliver` must be called with growing hours; `visible` is usage by hour. */
export function deliveries(world, feed) {
  const visible = new Array(world.hours).fill(0);
  const charged = new Array(world.hours).fill(0);
  const pending = world.restatements.toSorted((a, b) => a.arrival - b.arrival);
  let delivered = 0;
  const deliver = (now) => {
    while (pending.length > 0 && pending[0].arrival <= now) {
      const { from, to, perHour } = pending.shift();
      for (let hour = from; hour < to; hour += 1) {
        charged[hour] += perHour;
        visible[hour] += perHour;
      }
    }
    for (let hour = Math.max(0, delivered - HOURS_OF_FINALITY); hour < now; hour += 1) {
      const share = completenessOf(feed, now - hour - 1);
      const known = share > 0 && share < 1 ? Math.min(1, share * world.jitter[hour]) : share;
      visible[hour] = world.usage[hour] * known + charged[hour];
    }
    delivered = now;
  };
  return { visible, deliver };
}
