import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { StoredEvent } from '#event-store';
import { SqliteReadStore, UNIT_SORTS, type UnitItem, type UnitSearch } from '#read-store';
import type { Register } from './index.js';
import { knownUnits } from './known-units.js';
import { generatedRegister, type GeneratedRegister } from './testing/generated-register.js';

const UNITS = 80;
const SEED = 11;

let generated: GeneratedRegister;
let register: Register;
let events: readonly StoredEvent[];

beforeAll(async () => {
  generated = await generatedRegister({ units: UNITS, seed: SEED, ambiti: 3 });
  ({ register } = generated);
  events = await Array.fromAsync(register.store.readAll(0));
});

afterAll(async () => {
  await generated[Symbol.asyncDispose]();
});

/** The same search of a read store that was fed with the log up to a position and never heard of the rest. */
async function listedThen(knownAt: number, searches: readonly UnitSearch[]): Promise<UnitItem[][]> {
  const then = new SqliteReadStore({ folder: join(generated.folder, `then-${knownAt}`) });
  await then.apply(events.filter(({ position }) => position <= knownAt));
  const lists: UnitItem[][] = [];
  for (const search of searches) lists.push([...(await then.searchUnits({ ...search, limit: 1_000 })).items]);
  await then.close();
  return lists;
}

const part = (share: number) => events[Math.floor((events.length - 1) * share)]!.position;

describe(`units as known at a position (${UNITS} dwellings, seed ${SEED})`, () => {
  it.each([0.5, 0.8, 1])('are those that a list made then would have held, at %s of the log', async (share) => {
    const knownAt = part(share);
    const state = { lifecycle: 'VACANT_LETTABLE', stock: 'IN_STOCK' } as const;
    const [some] = (await listedThen(knownAt, [{}])).at(0)!;
    const searches: UnitSearch[] = [
      ...UNIT_SORTS.flatMap((sort) => [{ sort }, { sort, descending: true }]),
      ...['2014-12-31', '2019-06-30', '2024-12-31'].flatMap((validAt) => [{ validAt }, { ...state, validAt }]),
      { ambito: some!.ambito, owner: some!.owner },
      { municipality: some!.municipality, serviceClass: 'SAP' },
      { provisional: true },
      { provisional: false, sat: false },
      { q: some!.unitId },
    ];
    const then = await listedThen(knownAt, searches);
    for (const [i, search] of searches.entries()) {
      const { items, total } = knownUnits(
        register.views.timeline,
        { ...search, limit: 1_000 },
        { validAt: search.validAt, knownAt },
      );
      expect([search, items]).toEqual([search, then[i]]);
      expect(total).toBe(items.length);
    }
    expect(then.flat().length).toBeGreaterThan(UNITS);
  });

  it('answer to a part of an alias they have, a page at a time', async () => {
    const knownAt = part(0.8);
    const all = knownUnits(register.views.timeline, { provisional: false }, { knownAt });
    const [named] = all.items;
    const q = named!.label.slice(1).toUpperCase();
    expect(knownUnits(register.views.timeline, { q }, { knownAt }).items).toContainEqual(named);
    const first = knownUnits(register.views.timeline, { limit: 7 }, { knownAt });
    const second = knownUnits(register.views.timeline, { limit: 7, cursor: first.next! }, { knownAt });
    const both = knownUnits(register.views.timeline, { limit: 14 }, { knownAt });
    expect([...first.items, ...second.items]).toEqual(both.items);
  });
});
