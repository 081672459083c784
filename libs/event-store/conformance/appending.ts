import { describe, expect, it } from '@jest/globals';
import {
  InvalidEvent,
  MAX_APPEND_BYTES,
  WrongExpectedRevision,
  type ExpectedRevision,
  type NewEvent,
} from '../port.js';
import type { LogOfATest } from './log-of-a-test.js';
import { ASSIGNED, event } from './sample-events.js';

export function describeAppending(log: LogOfATest): void {
  const { openStore } = log;

  describe('appending', () => {
    it('gives back what was appended, with its place in the stream and in the log', async () => {
      const store = await openStore();
      const events = [event(1, 0), event(1, 1, ASSIGNED)];
      const result = await store.append('unit-1', 'none', events);
      const stored = await store.readStream('unit-1');
      expect(stored.map(({ position: _p, recordedAt: _r, ...rest }) => rest)).toEqual(
        events.map((appended, revision) => ({ ...appended, stream: 'unit-1', revision })),
      );
      expect(result).toEqual({ revision: 1, position: stored[1]?.position, repeated: false });
      expect(new Date(stored[0]?.recordedAt ?? '').toISOString()).toBe(stored[0]?.recordedAt);
    });

    it('keeps every field of the metadata and every shape of the data', async () => {
      const store = await openStore();
      const metadata = {
        ...event(1, 0).metadata,
        correlationId: 'a request, è così',
        commandEvents: 2,
        compensation: true as const,
        source: { file: 'unità "nuove".csv', row: 0, list: 'B' },
      };
      const data = {
        z: [1, -2.5, 1e300, null, true, { deep: ['è', '\u0000', '\u2028', '😀'] }],
        a: {},
        '': 'no name',
        text: '',
      };
      await store.append('unit-1', 'none', [{ ...event(1, 0), data, metadata }]);
      const [stored] = await store.readStream('unit-1');
      expect(stored?.data).toEqual(data);
      expect(Object.keys(stored?.data ?? {})).toEqual(['z', 'a', '', 'text']);
      expect(stored?.metadata).toEqual(metadata);
    });

    it('refuses an expectation that is not met, names both revisions and appends nothing', async () => {
      const store = await openStore();
      await expect(store.append('unit-1', 0, [event(1, 0)])).rejects.toMatchObject({
        expected: 0,
        actual: 'none',
        stream: 'unit-1',
      });
      await store.append('unit-1', 'none', [event(1, 0), event(1, 1)]);
      for (const expected of ['none', 0, 2] satisfies ExpectedRevision[]) {
        await expect(store.append('unit-1', expected, [event(2, 0)])).rejects.toMatchObject({ expected, actual: 1 });
        await expect(store.append('unit-1', expected, [event(2, 0)])).rejects.toBeInstanceOf(WrongExpectedRevision);
      }
      expect(await store.readStream('unit-1')).toHaveLength(2);
      await expect(store.append('unit-1', 1, [event(2, 0)])).resolves.toMatchObject({ revision: 2, repeated: false });
    });

    it.each<[string, (e: NewEvent) => Partial<NewEvent>]>([
      ['undefined in the data', () => ({ data: { when: undefined } })],
      ['a BigInt in the data', () => ({ data: { n: 1n } })],
      ['NaN in the data', () => ({ data: { n: [NaN] } })],
      ['a Date in the data', () => ({ data: { when: new Date(0) } })],
      ['an array as data', () => ({ data: [] })],
      ['a __proto__ key in the data', () => ({ data: { x: JSON.parse('{"__proto__": 1}') as object } })],
      ['a circle in the data', () => ({ data: circle() })],
      ['an id that is no UUID', () => ({ id: 'first' })],
      ['no type', () => ({ type: '' })],
      ["a type of EventStoreDB's own", () => ({ type: '$metadata' })],
      ['a schema version of 0', () => ({ schemaVersion: 0 })],
      [
        'an unknown field in the metadata',
        (e) => ({ metadata: { ...e.metadata, tenant: 'x' } as NewEvent['metadata'] }),
      ],
      ['no actor', (e) => ({ metadata: { ...e.metadata, actor: '' } })],
    ])('refuses %s before anything is written', async (_what, change) => {
      const store = await openStore();
      const good = event(1, 0);
      const bad = event(1, 1);
      await expect(store.append('unit-1', 'none', [good, { ...bad, ...change(bad) }])).rejects.toBeInstanceOf(
        InvalidEvent,
      );
      expect(await store.readStream('unit-1')).toEqual([]);
      await expect(store.append('unit-1', 'none', [good])).resolves.toMatchObject({ revision: 0 });
    });

    it('refuses no events, an id twice, a stream without name, a revision that is none, and more data than one append takes', async () => {
      const store = await openStore();
      await expect(store.append('unit-1', 'none', [])).rejects.toBeInstanceOf(InvalidEvent);
      await expect(store.append('unit-1', 'none', [event(1, 0), event(1, 0)])).rejects.toBeInstanceOf(InvalidEvent);
      await expect(store.append('', 'none', [event(1, 0)])).rejects.toBeInstanceOf(InvalidEvent);
      await expect(store.append('$all', 'none', [event(1, 0)])).rejects.toBeInstanceOf(InvalidEvent);
      await expect(store.append('unit-1', -1, [event(1, 0)])).rejects.toBeInstanceOf(InvalidEvent);
      await expect(store.append('unit-1', 'any' as 'none', [event(1, 0)])).rejects.toBeInstanceOf(InvalidEvent);
      const large = { ...event(1, 0), data: { text: 'x'.repeat(MAX_APPEND_BYTES) } };
      await expect(store.append('unit-1', 'none', [large])).rejects.toBeInstanceOf(InvalidEvent);
      expect((await store.head()).recordedAt).toBeNull();
    });

    it('does not change with the object that was appended, nor with the one that was read', async () => {
      const store = await openStore();
      const data = { rooms: 3 };
      await store.append('unit-1', 'none', [{ ...event(1, 0), data }]);
      data.rooms = 4;
      const [read] = await store.readStream('unit-1');
      (read?.data as { rooms: number }).rooms = 5;
      expect((await store.readStream('unit-1'))[0]?.data).toEqual({ rooms: 3 });
    });
  });
}

function circle(): object {
  const object: { self?: object } = {};
  object.self = object;
  return object;
}
