import { describe, expect, it } from '@jest/globals';
import { foldAsOf } from '#temporal';
import { unit } from './decide.js';
import type { UnitFact } from './events.js';
import { unitLabel } from './label.js';
import { pickProvisional } from './pick-provisional.js';
import { on, registered, streamOf } from './testing/given.js';

const wanted = { owner: '019001', serviceClass: 'SAP' } as const;

function counted(unitId: string, ordinal: number, municipality: string | null, ...facts: UnitFact[]) {
  const registration = registered('2024-12-31', 'NOT_DECLARED', {
    aliases: [],
    municipality,
    provisional: { list: 'a', ordinal },
  });
  return { unitId, state: foldAsOf(streamOf(registration, ...facts), unit.initial, unit.evolve)! };
}

describe('which counted unit a flat is identified as', () => {
  it('the first by ordinal, in whatever order they come', () => {
    const units = [counted('u3', 3, null), counted('u1', 1, null), counted('u2', 2, null)];
    expect(pickProvisional(units, wanted)?.unitId).toBe('u1');
    expect(pickProvisional(units.reverse(), wanted)?.unitId).toBe('u1');
    expect(pickProvisional([counted('b', 1, null), counted('a', 1, null)], wanted)?.unitId).toBe('a');
  });

  it('one known to stand there before one of unknown place, never one that stands elsewhere', () => {
    const units = [counted('u1', 1, null), counted('u2', 2, '019036'), counted('u3', 3, '019001')];
    expect(pickProvisional(units, { ...wanted, municipality: '019001' })?.unitId).toBe('u3');
    expect(pickProvisional(units, { ...wanted, municipality: '019050' })?.unitId).toBe('u1');
    expect(pickProvisional(units.slice(1), { ...wanted, municipality: '019050' })).toBeUndefined();
    expect(pickProvisional(units, wanted)?.unitId).toBe('u1');
  });

  it.each([
    ['was identified', on('2025-01-01', 'UnitIdentified', { aliases: [{ scheme: 'regional', value: '1' }] })],
    ['was let', on('2025-01-01', 'UnitAssigned', { channel: 'mobility' })],
    ['is expected to be released', on('2025-01-01', 'ReleaseForecast', { expectedOn: '2025-05-01' })],
    ['is in a lot', on('2025-01-01', 'UnitIncludedInLot', { programme: 'p', lot: '1' })],
    ['is SAT', on('2025-01-01', 'UnitMovedToSat', { until: '2026-01-01' })],
    ['changed owner', on('2025-01-01', 'OwnershipTransferred', { to: '019002' })],
    ['was sold', on('2025-01-01', 'UnitAlienated')],
  ] as const)('never one that %s', (_, fact) => {
    expect(pickProvisional([counted('u1', 1, null, fact)], wanted)).toBeUndefined();
  });

  it('never one of another class, owner or list', () => {
    const units = [counted('u1', 1, null)];
    expect(pickProvisional(units, { ...wanted, serviceClass: 'SAS' })).toBeUndefined();
    expect(pickProvisional(units, { ...wanted, owner: '019002' })).toBeUndefined();
    expect(pickProvisional(units, { ...wanted, list: 'e' })).toBeUndefined();
  });
});

describe('how a unit is written', () => {
  it('by its regional id, then ALER’s code, then the municipal one, then the printed one; without any, as provisional', () => {
    const aliases = ['printed/019001', 'other', 'municipal/019001', 'aler/aler', 'regional'].map((scheme) => ({
      scheme,
      value: scheme,
    }));
    expect(unitLabel('u', aliases)).toBe('regional');
    expect(unitLabel('u', aliases.slice(0, 4))).toBe('aler/aler');
    expect(unitLabel('u', aliases.slice(0, 3))).toBe('municipal/019001');
    expect(unitLabel('u', aliases.slice(0, 2))).toBe('printed/019001');
    expect(unitLabel('u', aliases.slice(1, 2))).toBe('other');
    expect(unitLabel('u', [])).toBe('provisional:u');
  });
});
