import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfDay, dayNumber, yearOf } from '#temporal';
import { dateOf, dayOf, yearOfDay } from './days.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 1000);
const FIRST = dayNumber('0001-01-01');
const LAST = dayNumber('9999-12-31');

describe('days', () => {
  it('are those of the two clocks, from the year 1 to the year 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (day) => {
        const date = dateOfDay(day);
        expect([dayOf(date), dateOf(day), yearOfDay(day)]).toEqual([dayNumber(date), date, yearOf(date)]);
      }),
      { numRuns: RUNS },
    );
  });

  it.each(['0001-01-01', '1900-02-28', '1900-03-01', '2000-02-29', '2024-02-29', '2024-12-31', '9999-12-31'])(
    'are right on %s',
    (date) => {
      expect([dayOf(date), yearOfDay(dayOf(date))]).toEqual([dayNumber(date), yearOf(date)]);
    },
  );
});
