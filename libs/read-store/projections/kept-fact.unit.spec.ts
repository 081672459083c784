import { describe, expect, it } from '@jest/globals';
import { evolve, outlookAt, unitEvents, type MaybeUnit, type StoredUnitFact } from '#units/domain';
import { essence, factOf, meantEvent } from './kept-fact.js';

/** A value for every field of every unit's event. */
const VALUES: Readonly<Record<string, unknown>> = {
  effectiveOn: '2024-05-10',
  owner: '019036',
  municipality: '019036',
  ambito: 'cremonese',
  serviceClass: 'SAP',
  stock: 'IN_STOCK',
  lifecycle: 'VACANT_LETTABLE',
  aliases: [{ scheme: 'regional', value: '3161156' }],
  alias: { scheme: 'regional', value: '3161156' },
  provisional: { list: 'a', ordinal: 1 },
  kind: 'joined',
  outcome: 'lettable',
  channel: 'transitory',
  purpose: 'sale',
  cause: 'notice',
  expectedOn: '2025-05-10',
  until: '2025-05-10',
  to: 'SAS',
  into: ['a', 'b'],
};

const types = Object.keys(unitEvents).filter((type) => type !== 'EventAnnulled');

describe('what is kept of an event for the folds', () => {
  it.each(types)('is all that the folds read of %s', (type) => {
    const fields = Object.keys(unitEvents[type as keyof typeof unitEvents].data.properties);
    const data = Object.fromEntries(fields.map((field) => [field, VALUES[field] ?? 'something']));
    const kept = new Set(Object.keys(JSON.parse(essence(type, data) ?? '{}') as object));
    const read = new Set<string>();
    const watched = new Proxy(data, {
      get: (target, field) => {
        read.add(String(field));
        return target[String(field)];
      },
    });
    const fact = { id: '1', revision: 1, position: 2, type, data: watched } as unknown as StoredUnitFact;
    const registered = evolve(null, registration());
    for (const state of [null, registered] satisfies MaybeUnit[]) evolve(state, fact);
    outlookAt([fact], '2024-12-31');
    expect([...read].filter((field) => field !== 'effectiveOn' && !kept.has(field))).toEqual([]);
  });

  it('is nothing where type and date say all', () => {
    expect(essence('UnitReleased', { effectiveOn: '2024-05-10', act: 'determina 12', note: 'chiavi' })).toBeNull();
  });

  it('leaves opaque references of households in the log', () => {
    const data = { effectiveOn: '2024-05-10', channel: 'mobility', household: 'nucleo-17', indigent: true };
    expect(essence('UnitAssigned', data)).toBe('{"channel":"mobility"}');
  });

  it('names the event that is meant by its revision', () => {
    const row = { revision: 3, position: 9, effectiveOn: '2024-05-10', essence: null, means: 1 };
    expect(meantEvent('EventAnnulled', { target: 'x', reason: 'y' })).toBe('x');
    expect(meantEvent('UnitReleased', { replaces: 'x' })).toBe('x');
    expect(factOf({ ...row, type: 'EventAnnulled' })).toEqual({
      id: '3',
      revision: 3,
      position: 9,
      type: 'EventAnnulled',
      data: { effectiveOn: '2024-05-10', target: '1' },
    });
    expect(factOf({ ...row, type: 'UnitReleased' }).data).toEqual({ effectiveOn: '2024-05-10', replaces: '1' });
  });
});

function registration(): StoredUnitFact {
  const fields = ['owner', 'municipality', 'ambito', 'serviceClass', 'stock', 'lifecycle', 'aliases', 'effectiveOn'];
  const data = Object.fromEntries(fields.map((field) => [field, VALUES[field]]));
  return { id: '0', revision: 0, position: 1, type: 'UnitRegistered', data } as unknown as StoredUnitFact;
}
