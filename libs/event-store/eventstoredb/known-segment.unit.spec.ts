import { describe, expect, it } from '@jest/globals';
import { headOf, KnownSegment, NOTHING } from './known-segment.js';

describe('what was known when, as recorded times step back and forth', () => {
  const minutes = [10, 12, 11, 11, 15, 3, 15, 16];
  const segment = new KnownSegment(NOTHING);
  minutes.forEach((minute, n) => segment.add((n + 1) * 100, minute));

  it('is a prefix of the log: the last position whose running maximum is not after the instant', () => {
    const known = [9, 10, 11, 12, 14, 15, 16, 99].map((minute) => segment.knownAt(minute).position);
    expect(known).toEqual([0, 100, 100, 400, 400, 700, 800, 800]);
  });

  it('goes with positions that are not those of events', () => {
    expect(segment.at(99)).toBe(NOTHING);
    expect(segment.at(100)).toEqual({ position: 100, knownMillis: 10, events: 1 });
    expect(segment.at(650)).toEqual({ position: 600, knownMillis: 15, events: 6 });
    expect(segment.at(9_999)).toEqual({ position: 800, knownMillis: 16, events: 8 });
  });

  it('goes on from a mark: its time is the least there is after it', () => {
    const next = new KnownSegment(segment.end);
    next.add(900, 4);
    expect(next.end).toEqual({ position: 900, knownMillis: 16, events: 9 });
    expect(next.knownAt(15)).toEqual(segment.end);
    expect(headOf(NOTHING)).toEqual({ position: 0, recordedAt: null, events: 0 });
  });
});
