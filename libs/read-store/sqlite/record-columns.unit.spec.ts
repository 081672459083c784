import { describe, expect, it } from '@jest/globals';
import type { EventRecord } from './event-record.js';
import { columnsOf, recordsOf } from './record-columns.js';

describe('records of events on their way to another thread', () => {
  it('come back as they were: with a date or without, with an essence that is short, long or none', () => {
    const records: EventRecord[] = [
      [1, 1, 0, 3, 19_783, 1_709_280_000_000, 2, 'a', null, '{"owner":"019036","aliases":[]}'],
      [2, 1, 1, 4, -1, 1_709_280_000_000, 2, 'b', 'a', 7],
      [9_007_199_254_740_991, 2, 0, 5, null, 1_709_280_000_001, 2, 'c', null, null],
    ];
    expect(recordsOf(structuredClone(columnsOf(records)))).toEqual(records);
    expect(recordsOf(columnsOf([]))).toEqual([]);
  });
});
