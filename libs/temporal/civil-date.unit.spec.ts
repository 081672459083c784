import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  addYears,
  civilDateAt,
  dateOfDay,
  dayNumber,
  daysBetween,
  isCivilDate,
  yearOf,
} from './civil-date.js';

describe('a civil date', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2024-12-31'])('%s is a day', (text) => {
    expect(isCivilDate(text)).toBe(true);
    expect(dateOfDay(dayNumber(text))).toBe(text);
  });

  it.each([
    '2024-02-30',
    '2023-02-29',
    '1900-02-29',
    '0000-01-01',
    '2024-00-10',
    '2024-13-01',
    '2024-01-00',
    '2024-04-31',
    '24-01-01',
    '2024-1-1',
    ' 2024-01-01',
    '2024-01-01T00:00:00Z',
    '٢٠٢٤-٠١-٠١',
    '',
  ])('%j is none', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  it('is counted in days, over leap years and the days on which the clock moves', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-30', '2024-04-01')).toBe(2);
    expect(daysBetween('2024-10-28', '2024-10-26')).toBe(-2);
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01');
    expect(addDays('1970-01-01', -1)).toBe('1969-12-31');
  });

  it('moves by years, 29 February to the 28th where there is none', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28');
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
    expect(addYears('2024-03-01', 5)).toBe('2029-03-01');
    expect(yearOf('2024-12-31')).toBe(2024);
  });

  it('is that of Rome, whatever the instant’s offset, also when the clock moves', () => {
    expect(civilDateAt('2024-12-31T22:59:59.999Z')).toBe('2024-12-31');
    expect(civilDateAt('2024-12-31T23:00:00.000Z')).toBe('2025-01-01');
    expect(civilDateAt('2024-06-30T22:00:00.000Z')).toBe('2024-07-01');
    expect(civilDateAt('2024-03-31T01:30:00+01:00')).toBe('2024-03-31');
  });
});
