import { afterEach, describe, expect, it } from '@jest/globals';
import type { EventBody, EventCodec } from './codec.js';
import { eventId } from './ids.js';
import type { Clock } from './instants.js';
import {
  BadHistory,
  EventIdTaken,
  InvalidEvent,
  LogNotEmpty,
  MAX_APPEND_BYTES,
  StoreUnavailable,
  UnreadableEvent,
  WrongExpectedRevision,
  type EventStore,
  type ExpectedRevision,
  type HistoricalEvent,
  type NewEvent,
  type StoredEvent,
  type SubscriptionItem,
} from './port.js';
import { Upcasters } from './upcasters.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens the same log again, as after a restart; `codec` as at the first opening unless given. */
  reopen?(codec?: EventCodec): Promise<EventStore>;
  dispose(): Promise<void>;
}

export interface EventStoreFactory {
  /** An empty log of its own for every test. */
  open(options: { readonly clock?: Clock; readonly codec?: EventCodec }): Promise<StoreUnderTest>;
  /** False where a server sets recorded times: then tests that turn the clock back are left out. */
  readonly takesClock: boolean;
}

const REGISTERED = 'UnitRegistered';
const ASSIGNED = 'UnitAssigned';

/** Everything that the port promises, for one adapter. Positions are opaque here: strictly increasing, nothing more. */
export function describeEventStore(name: string, factory: EventStoreFactory): void {
  describe(`the event store "${name}"`, () => {
    const opened: StoreUnderTest[] = [];
    const open = async (options: { clock?: Clock; codec?: EventCodec } = {}): Promise<StoreUnderTest> => {
      const under = await factory.open(options);
      opened.push(under);
      return under;
    };
    const openStore = async (options: { clock?: Clock; codec?: EventCodec } = {}): Promise<EventStore> =>
      (await open(options)).store;

    afterEach(async () => {
      for (const under of opened.splice(0)) await under.dispose();
    });

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
    });

    describe('reading', () => {
      it('has nothing to give of an empty log and of a stream that is not there', async () => {
        const store = await openStore();
        expect(await all(store)).toEqual([]);
        expect(await store.readStream('unit-1')).toEqual([]);
        expect(await store.head()).toEqual({ position: 0, recordedAt: null });
        expect(await store.readCommand(command(1))).toEqual([]);
        expect(await store.resolveInstant('2026-01-01T00:00:00Z')).toEqual({ position: 0, settled: false });
      });

      it('gives all events in the order of their positions, and from any position on only what comes after it', async () => {
        const store = await openStore();
        for (let n = 1; n <= 30; n++)
          await store.append(`unit-${n % 3}`, n <= 3 ? 'none' : Math.ceil(n / 3) - 2, [event(n, 0)]);
        const events = await all(store);
        expect(events.map((stored) => stored.metadata.commandId)).toEqual(
          Array.from({ length: 30 }, (_, n) => command(n + 1)),
        );
        expectStrictlyIncreasing(events);
        for (const [n, { position }] of events.entries())
          expect(await all(store, position)).toEqual(events.slice(n + 1));
        expect((await store.head()).position).toBe(events.at(-1)?.position);
        expect(await all(store, (await store.head()).position + 1000)).toEqual([]);
      });

      it('gives the writer what he wrote as soon as he has the answer', async () => {
        const store = await openStore();
        for (let n = 0; n < 20; n++) {
          const { position } = await store.append('unit-1', n === 0 ? 'none' : n - 1, [event(n, 0)]);
          expect(await store.readStream('unit-1')).toHaveLength(n + 1);
          expect((await store.head()).position).toBe(position);
        }
      });

      it('finds all events of a command over its streams, in position order, also after a restart', async () => {
        const under = await open();
        await under.store.append('alias-1', 'none', [event(1, 0)]);
        await under.store.append('unit-9', 'none', [event(2, 0)]);
        await under.store.append('unit-1', 'none', [event(1, 1), event(1, 2)]);
        const found = await under.store.readCommand(command(1));
        expect(found.map((stored) => [stored.stream, stored.id])).toEqual([
          ['alias-1', eventId(command(1), 0)],
          ['unit-1', eventId(command(1), 1)],
          ['unit-1', eventId(command(1), 2)],
        ]);
        expectStrictlyIncreasing(found);
        const again = (await under.reopen?.()) ?? under.store;
        expect(await again.readCommand(command(1))).toEqual(found);
        expect(await again.readCommand(command(3))).toEqual([]);
      });

      it('refuses a position that is none', async () => {
        const store = await openStore();
        await expect(all(store, -1)).rejects.toBeInstanceOf(RangeError);
        await expect(all(store, 0.5)).rejects.toBeInstanceOf(RangeError);
      });
    });

    describe('many writers', () => {
      it('let exactly one of those who expect the same revision win', async () => {
        const store = await openStore();
        for (let round = 0; round < 5; round++) {
          const expected = round === 0 ? 'none' : round - 1;
          const outcomes = await Promise.allSettled(
            Array.from({ length: 8 }, (_, n) => store.append('unit-1', expected, [event(round * 8 + n, 0)])),
          );
          expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
          for (const outcome of outcomes) {
            if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(WrongExpectedRevision);
          }
        }
        expect((await store.readStream('unit-1')).map((stored) => stored.revision)).toEqual([0, 1, 2, 3, 4]);
      });

      it('never interleave the events of an append with those of another', async () => {
        const store = await openStore();
        await Promise.all(
          Array.from({ length: 10 }, (_, n) =>
            store.append(`unit-${n}`, 'none', [event(n, 0), event(n, 1), event(n, 2)]),
          ),
        );
        const events = await all(store);
        expectStrictlyIncreasing(events);
        for (let i = 0; i < events.length; i += 3) {
          expect(new Set(events.slice(i, i + 3).map((stored) => stored.stream)).size).toBe(1);
        }
      });

      it('do not spoil one another: a refused append leaves those that came with it alone', async () => {
        const store = await openStore();
        const outcomes = await Promise.allSettled([
          store.append('unit-1', 'none', [event(1, 0)]),
          store.append('unit-2', 5, [event(2, 0)]),
          store.append('unit-1', 'none', [{ ...event(1, 0), data: { other: 1 } }]),
          store.append('unit-3', 'none', [{ ...event(3, 0), data: { n: NaN } }]),
          store.append('unit-4', 'none', [event(4, 0)]),
        ]);
        expect(outcomes.map((outcome) => outcome.status)).toEqual([
          'fulfilled',
          'rejected',
          'rejected',
          'rejected',
          'fulfilled',
        ]);
        expect((await all(store)).map((stored) => stored.stream)).toEqual(['unit-1', 'unit-4']);
      });
    });

    describe('what was known at an instant', () => {
      it('is unsettled until the log has a later recorded time', async () => {
        const store = await openStore();
        const { position } = await store.append('unit-1', 'none', [event(1, 0)]);
        expect(await store.resolveInstant('2999-01-01T00:00:00Z')).toEqual({ position, settled: false });
        expect(await store.resolveInstant('1999-01-01T00:00:00+02:00')).toEqual({ position: 0, settled: true });
      });

      it.each(['yesterday', '2026-01-01', '2026-01-01T00:00:00', '2026-02-30T00:00:00Z', '12'])(
        'cannot be asked for "%s"',
        async (instant) => {
          const store = await openStore();
          await expect(store.resolveInstant(instant)).rejects.toBeInstanceOf(RangeError);
        },
      );

      (factory.takesClock ? it : it.skip)('is a prefix of the log, though clocks step back', async () => {
        const minutes = [10, 12, 11, 11, 15, 3, 15, 16];
        const left = [...minutes];
        const store = await openStore({ clock: () => new Date(Date.UTC(2026, 0, 1, 8, left.shift() ?? 59)) });
        for (let n = 0; n < minutes.length; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
        const events = await all(store);
        expect(events.map((stored) => Number(stored.recordedAt.slice(14, 16)))).toEqual(minutes);
        const knownAt = async (minute: string): Promise<readonly [number, boolean]> => {
          const { position, settled } = await store.resolveInstant(`2026-01-01T08:${minute}Z`);
          return [events.filter((stored) => stored.position <= position).length, settled];
        };
        expect(await knownAt('09:59.999')).toEqual([0, true]);
        expect(await knownAt('10:00')).toEqual([1, true]);
        expect(await knownAt('11:30')).toEqual([1, true]);
        expect(await knownAt('12:00')).toEqual([4, true]);
        expect(await knownAt('15:00')).toEqual([7, true]);
        expect(await knownAt('16:00')).toEqual([8, false]);
        expect((await store.head()).recordedAt).toBe('2026-01-01T08:16:00.000Z');
        expect(await store.resolveInstant('2026-01-01T09:15:00+01:00')).toEqual({
          position: events[6]?.position,
          settled: true,
        });
      });
    });

    describe('a subscription', () => {
      it('brings what is there, says that it has caught up, then brings what comes', async () => {
        const store = await openStore();
        await store.append('unit-1', 'none', [event(1, 0), event(1, 1)]);
        const subscribed = follow(store, 0);
        expect(await subscribed.take(3)).toEqual(['unit-1@0', 'unit-1@1', 'caught-up']);
        await store.append('unit-2', 'none', [event(2, 0)]);
        expect(await subscribed.take(2)).toEqual(['unit-2@0', 'caught-up']);
        await subscribed.stop();
      });

      it('says that it has caught up with an empty log, and with one it knows whole', async () => {
        const store = await openStore();
        const fromNothing = follow(store, 0);
        expect(await fromNothing.take(1)).toEqual(['caught-up']);
        const { position } = await store.append('unit-1', 'none', [event(1, 0)]);
        const fromHead = follow(store, position);
        expect(await fromHead.take(1)).toEqual(['caught-up']);
        expect(fromHead.caughtUpAt).toEqual([position]);
        await fromNothing.stop();
        await fromHead.stop();
      });

      it('says so only after the events in front of it were handled', async () => {
        const store = await openStore();
        for (let n = 0; n < 5; n++) await store.append(`unit-${n}`, 'none', [event(n, 0)]);
        const handled: number[] = [];
        const abort = new AbortController();
        for await (const item of store.subscribe(0, abort.signal)) {
          if (item.kind === 'caught-up') {
            expect(handled.at(-1)).toBe(item.position);
            abort.abort();
          } else {
            await new Promise((resolve) => setTimeout(resolve, 1));
            handled.push(item.event.position);
          }
        }
        expect(handled).toHaveLength(5);
      });

      it('loses nothing and repeats nothing for many subscribers, slow ones too, while many write', async () => {
        const store = await openStore();
        const writers = 4;
        const each = 25;
        const followers = Array.from({ length: 4 }, (_, slow) => follow(store, 0, slow % 2 === 1));
        await Promise.all(
          Array.from({ length: writers }, async (_, writer) => {
            for (let n = 0; n < each; n++) {
              await store.append(`unit-${writer}`, n === 0 ? 'none' : n - 1, [event(writer * each + n, 0)]);
            }
          }),
        );
        const expected = (await all(store)).map((stored) => `${stored.stream}@${stored.revision}`);
        for (const follower of followers) {
          expect(await follower.takeEvents(writers * each)).toEqual(expected);
          await follower.stop();
        }
      });

      it('ends when its signal aborts, also while it waits, and before it has begun', async () => {
        const store = await openStore();
        const abort = new AbortController();
        const waiting = (async () => {
          const kinds: string[] = [];
          for await (const item of store.subscribe(0, abort.signal)) kinds.push(item.kind);
          return kinds;
        })();
        await store.append('unit-1', 'none', [event(1, 0)]);
        setTimeout(() => abort.abort(), 20);
        expect((await waiting).at(-1)).toBe('caught-up');
        const items: SubscriptionItem[] = [];
        for await (const item of store.subscribe(0, AbortSignal.abort())) items.push(item);
        expect(items).toEqual([]);
      });

      it('goes on after the last event handled, when it begins again', async () => {
        const store = await openStore();
        await store.append('unit-1', 'none', [event(1, 0), event(1, 1), event(1, 2)]);
        const abort = new AbortController();
        let position = 0;
        for await (const item of store.subscribe(0, abort.signal)) {
          if (item.kind === 'event') position = item.event.position;
          if (item.kind === 'event' && item.event.revision === 1) break;
        }
        const again = follow(store, position);
        expect(await again.take(2)).toEqual(['unit-1@2', 'caught-up']);
        await again.stop();
      });
    });

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
      });
    });

    describe('importing a history', () => {
      const history = [
        historical('unit-1', 0, event(1, 0), 1),
        historical('unit-2', 0, event(1, 1), 1),
        historical('unit-1', 1, event(2, 0), 1),
        historical('unit-1', 2, event(3, 0), 2),
      ];

      it('keeps recorded times, order and content', async () => {
        const store = await openStore();
        const result = await store.importHistory(stream(history));
        const events = await all(store);
        expect(events.map(({ position: _position, ...rest }) => rest)).toEqual(history);
        expectStrictlyIncreasing(events);
        expect(result).toEqual({ position: events[3]?.position, recordedAt: history[3]?.recordedAt, events: 4 });
        expect(await store.head()).toEqual({ position: result.position, recordedAt: result.recordedAt });
        expect((await store.readCommand(command(1))).map((stored) => stored.stream)).toEqual(['unit-1', 'unit-2']);
        expect(await store.resolveInstant(history[0]?.recordedAt ?? '')).toEqual({
          position: events[2]?.position,
          settled: true,
        });
      });

      it('lets life go on: appends after it, repetitions of what is in it, subscribers told', async () => {
        const store = await openStore();
        const subscribed = follow(store, 0);
        expect(await subscribed.take(1)).toEqual(['caught-up']);
        await store.importHistory(history);
        expect(await subscribed.take(5)).toEqual(['unit-1@0', 'unit-2@0', 'unit-1@1', 'unit-1@2', 'caught-up']);
        await subscribed.stop();
        expect(await store.append('unit-1', 7, [event(2, 0)])).toMatchObject({ revision: 1, repeated: true });
        await expect(store.append('unit-1', 2, [event(4, 0)])).resolves.toMatchObject({ revision: 3, repeated: false });
      });

      it('of nothing leaves an empty log', async () => {
        const store = await openStore();
        expect(await store.importHistory([])).toEqual({ position: 0, recordedAt: null, events: 0 });
        await expect(store.importHistory(history)).resolves.toMatchObject({ events: 4 });
      });

      it('is refused where there are events already', async () => {
        const store = await openStore();
        await store.append('unit-1', 'none', [event(9, 0)]);
        await expect(store.importHistory(history)).rejects.toBeInstanceOf(LogNotEmpty);
        expect(await all(store)).toHaveLength(1);
      });

      const second = historical('unit-1', 1, event(2, 0), 1);
      it.each<[string, HistoricalEvent]>([
        ['an id that stands twice', { ...second, id: eventId(command(1), 0) }],
        ['a revision left out', { ...second, revision: 2 }],
        ['a revision that stands twice', { ...second, revision: 0 }],
        ['a stream that does not begin at 0', { ...second, stream: 'unit-7' }],
        ['a recorded time before the one in front', { ...second, recordedAt: '2020-01-01T00:00:00.000Z' }],
        ['a recorded time that is none', { ...second, recordedAt: '2026-01-01' }],
        ['a day that does not exist', { ...second, recordedAt: '2026-02-30T00:00:00.000Z' }],
        ['data that JSON cannot hold', { ...second, data: { n: 1n } }],
        ['an id that is no UUID', { ...second, id: 'x' }],
      ])('is refused whole because of %s, and names the event', async (_what, bad) => {
        const store = await openStore();
        const broken = [historical('unit-1', 0, event(1, 0), 1), bad, historical('unit-3', 0, event(3, 0), 2)];
        await expect(store.importHistory(broken)).rejects.toMatchObject({ index: 1 });
        await expect(store.importHistory(stream(broken))).rejects.toBeInstanceOf(BadHistory);
        expect(await all(store)).toEqual([]);
        expect(await store.head()).toEqual({ position: 0, recordedAt: null });
        await expect(store.importHistory(history)).resolves.toMatchObject({ events: 4 });
      });

      it('leaves nothing when its source fails in the middle', async () => {
        const store = await openStore();
        const failing = async function* (): AsyncGenerator<HistoricalEvent> {
          yield* stream(history);
          throw new Error('the file ends in the middle');
        };
        await expect(store.importHistory(failing())).rejects.toThrow('the file ends in the middle');
        expect(await all(store)).toEqual([]);
        await expect(store.append('unit-1', 'none', [event(1, 0)])).resolves.toMatchObject({ revision: 0 });
      });
    });

    it('once closed says so, and ends those who wait', async () => {
      const store = await openStore();
      const written = store.append('unit-1', 'none', [event(1, 0)]);
      const subscribed = follow(store, 0);
      await written;
      const ended = expect(subscribed.takeEvents(2)).rejects.toBeInstanceOf(StoreUnavailable);
      await store.close();
      await ended;
      await store.close();
      await expect(store.append('unit-1', 0, [event(2, 0)])).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.readStream('unit-1')).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    });
  });
}

function command(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

function event(n: number, ordinal: number, type = REGISTERED): NewEvent {
  const commandId = command(n);
  return {
    id: eventId(commandId, ordinal),
    type,
    schemaVersion: 1,
    data: { n },
    metadata: { commandId, actor: 'ufficio-casa', correlationId: commandId, commandDigest: 'd'.repeat(64) },
  };
}

function historical(stream: string, revision: number, made: NewEvent, minute = 0): HistoricalEvent {
  return { ...made, stream, revision, recordedAt: `2026-01-01T08:${String(minute).padStart(2, '0')}:00.000Z` };
}

function circle(): object {
  const object: { self?: object } = {};
  object.self = object;
  return object;
}

async function* stream<T>(items: readonly T[]): AsyncGenerator<T, void, void> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

async function all(store: EventStore, after = 0): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll(after)) events.push(event);
  return events;
}

function expectStrictlyIncreasing(events: readonly StoredEvent[]): void {
  const positions = events.map((stored) => stored.position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
}

/** A subscriber who asks for one item at a time. */
class Follower {
  readonly caughtUpAt: number[] = [];
  readonly #items: AsyncIterator<SubscriptionItem>;
  readonly #abort: AbortController;
  readonly #slow: boolean;

  constructor(store: EventStore, after: number, slow: boolean) {
    this.#abort = new AbortController();
    this.#items = store.subscribe(after, this.#abort.signal)[Symbol.asyncIterator]();
    this.#slow = slow;
  }

  async take(count: number): Promise<string[]> {
    const taken: string[] = [];
    while (taken.length < count) taken.push(await this.#next());
    return taken;
  }

  async takeEvents(count: number): Promise<string[]> {
    const taken: string[] = [];
    while (taken.length < count) {
      const item = await this.#next();
      if (item !== 'caught-up') taken.push(item);
    }
    return taken;
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    const { done } = await this.#items.next();
    expect(done).toBe(true);
  }

  async #next(): Promise<string> {
    if (this.#slow) await new Promise((resolve) => setImmediate(resolve));
    const { value, done } = (await this.#items.next()) as IteratorResult<SubscriptionItem, undefined>;
    if (done === true) throw new Error('the subscription has ended');
    if (value.kind === 'caught-up') {
      this.caughtUpAt.push(value.position);
      return 'caught-up';
    }
    return `${value.event.stream}@${value.event.revision}`;
  }
}

function follow(store: EventStore, after: number, slow = false): Follower {
  return new Follower(store, after, slow);
}
