export type Shape =
  'steady' | 'elastic' | 'reserved' | 'office' | 'nightly' | 'training' | 'traffic' | 'storage' | 'analysis' | 'flow';

/** How the use of a resource runs over hours, weekdays and months. */
export interface Pattern {
  /** Share of the full rate in each hour of the day, UTC. */
  readonly hours: readonly number[];
  /** Mean of `hours`. */
  readonly meanHour: number;
  /** Factor on Saturdays and Sundays. */
  readonly weekend: number;
  /** Factor on the last two days of a month and the first of the next. */
  readonly monthEnd: number;
  /** Half the width of the noise, as a share. */
  readonly noise: number;
  /** Whether it grows with the business, 2 % a month. */
  readonly grows: boolean;
  /** Whether it follows the demand of the day that all customers make together. */
  readonly followsDemand: boolean;
  /** Whether it counts the hours of instances, which cannot pass the full rate. */
  readonly isCapped: boolean;
}

const ALL_DAY = Array.from({ length: 24 }, () => 1);
const CUSTOMERS = [
  0.62, 0.56, 0.52, 0.5, 0.52, 0.58, 0.66, 0.74, 0.82, 0.87, 0.9, 0.92, 0.93, 0.94, 0.94, 0.95, 0.96, 0.97, 0.98, 0.97,
  0.94, 0.88, 0.79, 0.7,
];
const OFFICE = ALL_DAY.map((rate, hour) => (hour >= 7 && hour < 19 ? rate : 0));
const NIGHT = ALL_DAY.map((rate, hour) => (hour < 6 ? rate : 0.3 * rate));
const BASE = ALL_DAY.map((rate, hour) => (hour >= 5 && hour < 23 ? rate : 0.94 * rate));

const STILL = {
  ...throughTheDay(ALL_DAY),
  weekend: 1,
  monthEnd: 1,
  noise: 0,
  grows: false,
  followsDemand: false,
  isCapped: false,
};
const MACHINE = { ...STILL, isCapped: true };
const VOLUME = { ...STILL, grows: true };

export const PATTERNS: Readonly<Record<Shape, Pattern>> = {
  steady: MACHINE,
  elastic: { ...MACHINE, ...throughTheDay(CUSTOMERS), weekend: 0.86, noise: 0.04, followsDemand: true },
  reserved: { ...MACHINE, ...throughTheDay(BASE), weekend: 0.94, noise: 0.01 },
  office: { ...MACHINE, ...throughTheDay(OFFICE), weekend: 0 },
  nightly: { ...MACHINE, ...throughTheDay(NIGHT), monthEnd: 1.9, noise: 0.05 },
  training: { ...STILL, noise: 0.03 },
  traffic: { ...VOLUME, weekend: 0.84, noise: 0.06, followsDemand: true },
  storage: { ...VOLUME, noise: 0.004 },
  analysis: { ...VOLUME, weekend: 0.38, monthEnd: 2.4, noise: 0.09, followsDemand: true },
  flow: { ...STILL, noise: 0.02 },
};

function throughTheDay(hours: readonly number[]) {
  return { hours, meanHour: hours.reduce((sum, rate) => sum + rate, 0) / hours.length };
}
