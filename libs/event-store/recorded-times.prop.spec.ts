import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordedMillis } from './instants.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 2000);
const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
const year = fc.integer({ min: 0, max: 9_999 }).map((n) => String(n).padStart(4, '0'));
const milli = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));

describe('a recorded time', () => {
  it('is read as the instant that was written', () => {
    const instant = fc.date({
      min: new Date('0000-01-01'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, (date) => expect(recordedMillis(date.toISOString())).toBe(date.getTime())),
      { numRuns: RUNS },
    );
  });

  it('is refused when the calendar or the clock has no such day or time, whatever its digits', () => {
    fc.assert(
      fc.property(year, two, two, two, two, two, milli, (y, mo, d, h, mi, s, ms) => {
        const text = `${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`;
        const date = new Date(text);
        if (!Number.isNaN(date.getTime()) && date.toISOString() === text)
          expect(recordedMillis(text)).toBe(date.getTime());
        else expect(() => recordedMillis(text)).toThrow(RangeError);
      }),
      {
        numRuns: RUNS,
        examples: [
          ['2023', '02', '29', '00', '00', '00', '000'],
          ['2024', '02', '29', '24', '00', '00', '000'],
        ],
      },
    );
  });
});
