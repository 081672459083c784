import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, foldAsOf, type Fact } from '#temporal';
import type { StoredEvent } from '#event-store';
import { evolve, type MaybeUnit, type StoredUnitFact } from '#units/domain';
import { happenings, logOf } from '../testing/random-log.js';
import { SqliteReadStore } from './sqlite-read-store.js';

/** Each on views in a file of their own. */
const RUNS = Math.ceil(Number(process.env['PROP_RUNS'] ?? 300) / 2);
const DAYS = Array.from({ length: 44 }, (_, day) => addDays('2024-11-29', day));

describe('lists and units at a date', () => {
  it('say what a plain fold of the whole events says, on every day of every random history', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.constantFrom(...DAYS), async (history, validAt) => {
        const folder = mkdtempSync(join(tmpdir(), 'registro-views-'));
        const views = new SqliteReadStore({ folder });
        try {
          const events = await (await logOf(history)).events();
          await views.apply(events);
          const { items, total } = await views.searchUnits({ validAt, limit: 1_000 });
          const found = new Map(items.map((item) => [item.unitId, item]));
          const expected = statesAt(events, validAt);
          expect(total).toBe(expected.size);
          expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
          for (const [unitId, state] of expected) {
            expect(found.get(unitId)).toMatchObject({
              owner: state.owner,
              lifecycle: state.lifecycle,
              stock: state.stock,
              provisional: state.aliases.length === 0,
              sat: state.sat !== null,
              lot: state.lot && { programme: state.lot.programme, lot: state.lot.lot },
            });
            expect((await views.unit(unitId, validAt))?.state).toEqual(state);
          }
        } finally {
          await views.close();
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: RUNS },
    );
  });
});

function statesAt(events: readonly StoredEvent[], validAt: string): ReadonlyMap<string, NonNullable<MaybeUnit>> {
  const streams = Map.groupBy(
    events.filter(({ stream }) => stream.startsWith('unit-')),
    ({ stream }) => stream.slice('unit-'.length),
  );
  const states = [...streams].map(([unitId, facts]) => {
    const evolveFact = (state: MaybeUnit, fact: Fact): MaybeUnit => evolve(state, fact as unknown as StoredUnitFact);
    return [
      unitId,
      foldAsOf<Fact, MaybeUnit>(facts as readonly (StoredEvent & Fact)[], null, evolveFact, { validAt }),
    ] as const;
  });
  return new Map(states.filter((entry): entry is [string, NonNullable<MaybeUnit>] => entry[1] !== null));
}
