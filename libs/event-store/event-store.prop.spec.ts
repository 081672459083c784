import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical.js';
import { historyLine, parseHistory } from './history.js';
import { eventId } from './ids.js';
import { MemoryEventStore } from './memory/memory-event-store.js';
import type { HistoricalEvent, NewEvent } from './port.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 200);
const COMMAND = '3f0c4b1e-5a3f-4a44-9d3a-3d5c0e1f2a3b';

/** Objects as JSON can hold them: no -0, no __proto__. */
const plainObject = fc
  .dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.jsonValue({ noUnicodeString: false }),
  )
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>)
  .filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('for every value', () => {
  it('canonical JSON does not depend on the order of the keys, and is the value', () => {
    fc.assert(
      fc.property(plainObject, (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
      { numRuns: RUNS },
    );
  });

  it('a history comes back as it was written, however its bytes are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plainObject, { maxLength: 5 }), fc.integer({ min: 1, max: 97 }), async (data, size) => {
        const events = data.map((value, revision) => historical(value, revision));
        const bytes = Buffer.from(events.map(historyLine).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        const parsed: HistoricalEvent[] = [];
        for await (const event of parseHistory(chunks)) parsed.push(event);
        expect(parsed).toEqual(events);
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });
});

describe('for every way a clock can go', () => {
  it('what was known at an instant is a prefix, grows with the instant, and never changes once settled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }), fc.nat(20), async (seconds, later) => {
        const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 8, 0, second));
        const left = [...seconds, later];
        const store = new MemoryEventStore({ clock: () => at(left.shift() ?? 0) });
        for (const n of seconds.keys()) await store.append(`unit-${n}`, 'none', [newEvent(n)]);
        const resolve = async () =>
          Promise.all(Array.from({ length: 22 }, (_, s) => store.resolveInstant(at(s).toISOString())));
        const before = await resolve();
        for (const [second, { position }] of before.entries()) {
          const maxima = seconds.map((_, i) => Math.max(...seconds.slice(0, i + 1)));
          expect(position).toBe(maxima.filter((maximum) => maximum <= second).length);
        }
        await store.append('unit-later', 'none', [newEvent(99)]);
        const after = await resolve();
        for (const [second, known] of before.entries()) if (known.settled) expect(after[second]).toEqual(known);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});

function newEvent(ordinal: number, data: object = {}): NewEvent {
  const metadata = { commandId: COMMAND, actor: 'ufficio', correlationId: COMMAND, commandDigest: 'ab'.repeat(32) };
  return { id: eventId(COMMAND, ordinal), type: 'UnitReleased', schemaVersion: 1, data, metadata };
}

function historical(data: object, revision: number): HistoricalEvent {
  return { ...newEvent(revision, data), stream: 'unit-1', revision, recordedAt: '2024-03-01T08:00:00.000Z' };
}
