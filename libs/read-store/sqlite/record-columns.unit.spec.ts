import { describe, expect, it } from '@jest/globals';
import { ListedPage, type StoredEvent } from '#event-store';
import type { EventRecord } from './event-record.js';
import { C, columnsOf, LONG, type RecordColumns } from './record-columns.js';

const ID = '0190b6c8-7a55-7cc3-98c4-dc0c0c07398f';
const OTHER = 'fedcba98-7654-4321-8fff-00112233aabb';

describe('records of events on their way to another thread', () => {
  const columns = structuredClone(
    columnsOfAll([
      [ID, { ...at(1), effective: 19_783, essence: '{"owner":"019036","aliases":[]}' }],
      [ID, { ...at(2), effective: -1, meant: 'no event', essence: 7 }],
      [OTHER, { ...at(9_007_199_254_740_991), meant: ID }],
    ]),
  );

  it('come as they are: with a date or without, with an essence that is short, long or none', () => {
    expect([...columns.numbers.subarray(0, C.width)]).toEqual([1, 1, 2, 3, 19_783, 1_709_280_000_000, 4, LONG]);
    expect([...columns.numbers.subarray(C.width, 2 * C.width)]).toEqual([2, 1, 2, 3, -1, 1_709_280_000_000, 4, 7]);
    const last = [9_007_199_254_740_991, 1, 2, 3, NaN, 1_709_280_000_000, 4, NaN];
    expect([...columns.numbers.subarray(2 * C.width)]).toEqual(last);
    expect(columns.longEssences).toEqual(['{"owner":"019036","aliases":[]}']);
  });

  it('have ids of 16 bytes, and mean another event only by what can be an id', () => {
    expect(Buffer.from(columns.ids).toString('hex')).toBe([ID, ID, OTHER].join('').replaceAll('-', ''));
    expect([...columns.corrections]).toEqual([2]);
    expect(Buffer.from(columns.meant).toString('hex')).toBe(ID.replaceAll('-', ''));
    expect(() => columnsOfAll([['no event', at(1)]])).toThrow(TypeError);
  });
});

function columnsOfAll(events: readonly (readonly [id: string, record: EventRecord])[]): RecordColumns {
  const page = new ListedPage(events.map(([id]) => ({ id }) as StoredEvent));
  return columnsOf(page, (i) => events[i]![1]);
}

function at(position: number): EventRecord {
  const names = { stream: 1, revision: 2, type: 3, actor: 4 };
  return { position, ...names, effective: null, known: 1_709_280_000_000, meant: null, essence: null };
}
