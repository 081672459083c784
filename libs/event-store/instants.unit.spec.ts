import { describe, expect, it } from '@jest/globals';
import { instantText } from './instants.js';

describe('a recorded time', () => {
  it.each([
    ...[0, 1, 999, 59_999, 86_399_999, 86_400_000, -1, -86_400_000, -62_135_596_800_000],
    ...[Date.UTC(2024, 1, 29, 23, 59, 59, 999), Date.UTC(2024, 2, 1), Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
    ...[Date.UTC(10000, 0, 1, 1, 2, 3, 4), 1_700_000_000_000.7],
  ])('of %p milliseconds is written as a date writes it', (millis) => {
    expect(instantText(millis)).toBe(new Date(millis).toISOString());
  });

  it.each([NaN, Infinity, 8.64e15 + 1])('that is none (%p) is refused', (millis) => {
    expect(() => instantText(millis)).toThrow(RangeError);
  });
});
