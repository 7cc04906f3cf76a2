const HORIZON = 72;

/** Rules that people write first, on the same data; hours. */
export function naivePolicies(world, visible) {
  const monthToDate = new Array(world.hours).fill(0);
  const before = (now, hours, value) => (monthToDate[now - hours] > value ? 0 : (monthToDate[now - hours] ?? 0));
  const sum = (from, to) => visible.slice(from, to).reduce((total, cost) => total + cost, 0);

  /** What is spent this month as the bill shows it, and how fast it grew in a day, until the month ends. */
  const monthToDateDelta = ({ amount, now, first, end }) => {
    const spent = monthToDate[now];
    const perHour = (spent - before(now, 24, spent)) / 24;
    return now - first > 24 && runsOut({ left: amount - spent, perHour, hours: end - now });
  };

  /** Spend by event time up to 24 hours ago, evenly planned, over 24 hours and over 6. */
  const fixedLag = ({ amount, now, end }) => {
    const perHour = Math.min(sum(now - 48, now - 24) / 24, sum(now - 30, now - 24) / 6);
    return runsOut({ left: amount - monthToDate[now], perHour, hours: end - now });
  };

  const rules = { monthToDateDelta, fixedLag };
  return {
    noPages: () => Object.fromEntries(Object.keys(rules).map((name) => [name, []])),
    observe: (month, now) => {
      const first = world.monthStarts[month];
      const isDelivery = now % 8 === 0;
      const fee = now - first > 12 ? world.fee : 0;
      monthToDate[now] = isDelivery || now === first ? sum(first, now) + fee : monthToDate[now - 1];
    },
    collect: (run, { amount, month, now }) => {
      const time = { amount, now, first: world.monthStarts[month], end: world.monthStarts[month + 1] };
      for (const [name, pages] of Object.entries(rules)) if (pages(time)) run.pages[name].push(now);
    },
  };
}

function runsOut({ left, perHour, hours }) {
  const hoursLeft = perHour > 0 ? left / perHour : Infinity;
  return hoursLeft <= HORIZON && hoursLeft < hours;
}
