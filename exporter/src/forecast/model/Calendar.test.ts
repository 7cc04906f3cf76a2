import { describe, expect, it, test } from 'vitest';
import { addDays, startOf } from '../../domain/Day.js';
import { calendarOf, part, PLACES } from './Calendar.js';

describe('the place of a day in its month', () => {
  test.each([
    { name: 'the first', day: '2026-03-01', place: 0 },
    { name: 'the second', day: '2026-03-02', place: 1 },
    { name: 'then the first week', day: '2026-03-03', place: 6 },
    { name: 'to the eighth', day: '2026-03-08', place: 6 },
    { name: 'the days before the middle', day: '2026-03-13', place: 7 },
    { name: 'the middle', day: '2026-03-14', place: 2 },
    { name: 'the days after the middle', day: '2026-03-17', place: 8 },
    { name: 'the days before the last', day: '2026-03-28', place: 9 },
    { name: 'the third last', day: '2026-03-29', place: 3 },
    { name: 'the second last', day: '2026-03-30', place: 4 },
    { name: 'the last', day: '2026-03-31', place: 5 },
    { name: 'the last of February', day: '2026-02-28', place: 5 },
    { name: 'the last but one of a leap February', day: '2028-02-28', place: 4 },
  ])('$name', ({ day, place }) => {
    expect((calendarOf(day, 1).cells[0] ?? -1) % PLACES).toBe(place);
  });
});

it('counts days on from the first as the calendar does, over a leap day and years', () => {
  const days = 1500;
  const { cells, monthDays } = calendarOf('2027-11-17', days);
  for (let index = 0; index < days; index += 1) {
    const day = addDays('2027-11-17', index);
    expect(monthDays[index]).toBe(Number(day.slice(8)));
    expect(Math.floor(cells[index]! / PLACES)).toBe(new Date(startOf(day)).getUTCDay());
    expect(cells[index]).toBe(calendarOf(day, 1).cells[0]);
  }
});

it('has parts that are calendars of their own', () => {
  const { cells, monthDays } = part(calendarOf('2026-01-30', 40), 5, 20);
  const own = calendarOf('2026-02-04', 15);
  expect([[...cells], [...monthDays]]).toEqual([[...own.cells], [...own.monthDays]]);
});
