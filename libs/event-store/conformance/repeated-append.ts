import { describe, expect, it } from '@jest/globals';
import { EventIdTaken, type ExpectedRevision, type NewEvent } from '../port.js';
import type { LogOfATest } from './log-of-a-test.js';
import { all, ASSIGNED, event } from './sample-events.js';

export function describeRepeatedAppend(log: LogOfATest): void {
  const { open, openStore } = log;

  describe('a repeated append', () => {
    it('gets the first answer and appends nothing, at whatever expected revision', async () => {
      const store = await openStore();
      const events = [event(1, 0), event(1, 1)];
      const first = await store.append('unit-1', 'none', events);
      await store.append('unit-1', 1, [event(2, 0)]);
      for (const expected of ['none', 0, 1, 2, 7] satisfies ExpectedRevision[]) {
        expect(await store.append('unit-1', expected, events)).toEqual({ ...first, repeated: true });
      }
      expect(await store.readStream('unit-1')).toHaveLength(3);
    });

    it('may come by another request: correlation id and source may differ', async () => {
      const store = await openStore();
      const first = event(1, 0);
      await store.append('unit-1', 'none', [first]);
      const again = { ...first, metadata: { ...first.metadata, correlationId: 'another', source: { row: 9 } } };
      expect(await store.append('unit-1', 'none', [again])).toMatchObject({ repeated: true });
    });

    it('is recognised after a restart', async () => {
      const under = await open();
      const first = await under.store.append('unit-1', 'none', [event(1, 0)]);
      const store = (await under.reopen?.()) ?? under.store;
      expect(await store.append('unit-1', 0, [event(1, 0)])).toEqual({ ...first, repeated: true });
      expect(await store.readStream('unit-1')).toHaveLength(1);
    });

    it('is recognised when both arrive at once', async () => {
      const store = await openStore();
      const answers = await Promise.all([1, 2, 3].map(() => store.append('unit-1', 'none', [event(1, 0)])));
      expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.position)).size).toBe(1);
      expect(await store.readStream('unit-1')).toHaveLength(1);
    });

    it.each<[string, string, (first: NewEvent, second: NewEvent) => NewEvent[]]>([
      ['other data', 'unit-1', (a, b) => [{ ...a, data: { other: true } }, b]],
      ['another type', 'unit-1', (a, b) => [{ ...a, type: ASSIGNED }, b]],
      [
        "another command's digest",
        'unit-1',
        (a, b) => [{ ...a, metadata: { ...a.metadata, commandDigest: 'other' } }, b],
      ],
      ['another actor', 'unit-1', (a, b) => [{ ...a, metadata: { ...a.metadata, actor: 'somebody else' } }, b]],
      ['another stream', 'unit-2', (a, b) => [a, b]],
      ['another order', 'unit-1', (a, b) => [b, a]],
      ['an event more', 'unit-1', (a, b) => [a, b, event(1, 2)]],
      ['a new event in front', 'unit-1', (a, b) => [event(1, 2), a, b]],
    ])('is refused with %s', async (_what, stream, repeat) => {
      const store = await openStore();
      const [first, second] = [event(1, 0), event(1, 1)];
      await store.append('unit-1', 'none', [first, second]);
      for (const expected of ['none', 1] satisfies ExpectedRevision[]) {
        await expect(store.append(stream, expected, repeat(first, second))).rejects.toBeInstanceOf(EventIdTaken);
      }
      expect(await all(store)).toHaveLength(2);
    });

    it('that is refused leaves alone what is appended with it, and what comes after', async () => {
      const store = await openStore();
      await store.append('unit-1', 'none', [event(1, 0)]);
      await store.append('unit-2', 'none', [event(2, 0)]);
      const [, refused] = await Promise.allSettled([
        store.append('unit-1', 0, [event(3, 0)]),
        store.append('unit-2', 0, [event(4, 0), event(4, 1), event(1, 0)]),
        store.append('unit-2', 0, [event(5, 0)]),
      ]);
      expect(refused).toMatchObject({ reason: expect.any(EventIdTaken) as unknown });
      await store.append('unit-2', 1, [event(4, 0)]);
      const stored = await all(store);
      expect(stored.map(({ stream, revision }) => `${stream}@${revision}`)).toEqual([
        ...['unit-1@0', 'unit-2@0'],
        ...['unit-1@1', 'unit-2@1', 'unit-2@2'],
      ]);
      expect(stored.at(-1)!.id).toBe(event(4, 0).id);
    });
  });
}
