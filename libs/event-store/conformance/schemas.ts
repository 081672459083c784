import { describe, expect, it } from '@jest/globals';
import type { EventBody, EventCodec } from '../codec.js';
import { InvalidEvent, UnreadableEvent, type StoredEvent } from '../port.js';
import { Upcasters } from '../upcasters.js';
import type { LogOfATest } from './log-of-a-test.js';
import { all, allInPages, command, event, historical, REGISTERED } from './sample-events.js';

export function describeSchemas(log: LogOfATest): void {
  const { open, openStore } = log;

  describe('schemas', () => {
    const versions = (version: number): EventCodec =>
      new Upcasters(
        { [REGISTERED]: version },
        [
          { type: REGISTERED, fromVersion: 1, up: (data: object) => ({ ...data, second: true }) },
          { type: REGISTERED, fromVersion: 2, up: (data: object) => ({ ...data, third: true }) },
        ].filter((step) => step.fromVersion < version),
        ({ data }: EventBody) => ('bad' in data ? 'it is bad' : undefined),
      );

    it('bring every event that is read to the version of today', async () => {
      const store = await openStore({ codec: versions(3) });
      await store.importHistory([
        historical('unit-1', 0, event(1, 0)),
        historical('unit-1', 1, { ...event(2, 0), schemaVersion: 2 }),
      ]);
      const expected = [
        [3, { n: 1, second: true, third: true }],
        [3, { n: 2, third: true }],
      ];
      const shown = (events: readonly StoredEvent[]): unknown =>
        events.map((stored) => [stored.schemaVersion, stored.data]);
      expect(shown(await store.readStream('unit-1'))).toEqual(expected);
      expect(shown(await all(store))).toEqual(expected);
      expect(shown(await allInPages(store))).toEqual(expected);
      expect(shown(await store.readCommand(command(1)))).toEqual(expected.slice(0, 1));
    });

    it('let only events of the version of today, and valid ones, be appended', async () => {
      const store = await openStore({ codec: versions(2) });
      await expect(store.append('unit-1', 'none', [event(1, 0)])).rejects.toBeInstanceOf(InvalidEvent);
      await expect(store.append('unit-1', 'none', [{ ...event(1, 0), schemaVersion: 3 }])).rejects.toBeInstanceOf(
        InvalidEvent,
      );
      await expect(store.append('unit-1', 'none', [{ ...event(1, 0), type: 'Unheard' }])).rejects.toBeInstanceOf(
        InvalidEvent,
      );
      const bad = { ...event(1, 0), schemaVersion: 2, data: { bad: true } };
      await expect(store.append('unit-1', 'none', [bad])).rejects.toThrow('it is bad');
      await expect(store.append('unit-1', 'none', [{ ...event(1, 0), schemaVersion: 2 }])).resolves.toMatchObject({
        revision: 0,
      });
    });

    it('name position and stream of an event that this program is too old for', async () => {
      const under = await open({ codec: versions(2) });
      if (!under.reopen) return;
      const { position } = await under.store.append('unit-1', 'none', [{ ...event(1, 0), schemaVersion: 2 }]);
      const older = await under.reopen(versions(1));
      await expect(older.readStream('unit-1')).rejects.toMatchObject({ position, stream: 'unit-1' });
      await expect(all(older)).rejects.toBeInstanceOf(UnreadableEvent);
      await expect(allInPages(older)).rejects.toBeInstanceOf(UnreadableEvent);
    });

    it('let everything in front of such an event be read, also where events come some at a time', async () => {
      const under = await open({ codec: versions(2) });
      if (!under.reopen) return;
      const old = Array.from({ length: 300 }, (_, n) => historical('unit-1', n, event(n, 0)));
      const { position } = await under.store.importHistory([
        ...old,
        historical('unit-2', 0, { ...event(300, 0), schemaVersion: 2 }),
        historical('unit-3', 0, event(301, 0)),
      ]);
      const older = await under.reopen(versions(1));
      const read: StoredEvent[] = [];
      const reading = async (): Promise<void> => {
        for await (const page of older.readPages(0)) read.push(...page);
      };
      await expect(reading()).rejects.toMatchObject({ stream: 'unit-2' });
      expect(read.map((stored) => stored.id)).toEqual(old.map((written) => written.id));
      expect((await older.head()).position).toBe(position);
    });
  });
}
