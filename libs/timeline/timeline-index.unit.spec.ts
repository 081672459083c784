import { beforeEach, describe, expect, it } from '@jest/globals';
import type { UnitEvent } from '#units/domain';
import { TimelineIndex } from './index.js';
import { uuidOf } from './testing/uuid-of.js';

const UNIT = uuidOf('the flat in Via Dante');
const OTHER = uuidOf('the flat in Via Bissolati');

const registered: UnitEvent = {
  type: 'UnitRegistered',
  data: {
    effectiveOn: '2020-01-01',
    owner: '019036',
    municipality: '019036',
    ambito: 'cremonese',
    serviceClass: 'SAP',
    stock: 'IN_STOCK',
    lifecycle: 'OCCUPIED',
    aliases: [{ scheme: 'municipal/019036', value: '36501269' }],
  },
};

function on<T extends UnitEvent['type']>(type: T, effectiveOn: string, more: object = {}): UnitEvent {
  return { type, data: { effectiveOn, ...more } } as UnitEvent;
}

describe('the timeline index', () => {
  let index: TimelineIndex;

  /** Appends an event to a unit's stream. Returns its position. */
  function append(event: { type: string; data: object }, unit = UNIT, recordedAt = '2026-01-01T10:00:00.000Z'): number {
    const revision = (index.revisionOf(unit) ?? -1) + 1;
    const position = index.position + 1;
    const metadata = { commandId: UNIT, actor: 'test', correlationId: UNIT, commandDigest: '' };
    const id = uuidOf(`${unit}/${revision}`);
    index.apply({ ...event, id, stream: `unit-${unit}`, revision, position, recordedAt, schemaVersion: 1, metadata });
    return position;
  }

  const idOf = (revision: number, unit = UNIT) => uuidOf(`${unit}/${revision}`);
  const lifecycle = (validAt: string, knownAt?: number) =>
    index.unitAt(UNIT, { validAt, ...(knownAt !== undefined && { knownAt }) })?.state.lifecycle;

  beforeEach(() => {
    index = new TimelineIndex();
  });

  describe('given a unit released on 3 March 2024', () => {
    let released: number;

    beforeEach(() => {
      append(registered);
      released = append(on('UnitReleased', '2024-03-03'));
    });

    it('when asked about the day before, then it is occupied; on the day, vacant since', () => {
      expect([lifecycle('2024-03-02'), lifecycle('2024-03-03')]).toEqual(['OCCUPIED', 'VACANT_UNASSESSED']);
      expect(index.planUnits({ ambito: 'cremonese', validAt: '2024-03-02' })).toEqual([]);
      expect(index.planUnits({ ambito: 'cremonese', validAt: '2024-03-03' })).toMatchObject([
        { unitId: UNIT, label: '36501269', ownerCode: '36501269', voidSince: '2024-03-03' },
      ]);
    });

    it('when asked before it was registered, then there is no such unit', () => {
      expect(index.unitAt(UNIT, { validAt: '2019-12-31' })).toBeUndefined();
      expect(index.unitAt(UNIT, { knownAt: 0 })).toBeUndefined();
      expect(index.stock({ ambito: 'cremonese', validAt: '2019-12-31' })).toEqual([]);
    });

    it('when the release is corrected to 3 May, then 1 April is occupied, and as known before it is still vacant', () => {
      append(on('EventAnnulled', '2024-06-01', { target: idOf(1), reason: 'wrong month' }));
      const corrected = append(on('UnitReleased', '2024-05-03', { replaces: idOf(1) }));
      expect(lifecycle('2024-04-01')).toBe('OCCUPIED');
      expect(lifecycle('2024-04-01', released)).toBe('VACANT_UNASSESSED');
      const states = (knownAt: number) =>
        index.countsByState({ ambito: 'all', validAt: '2024-04-01', knownAt }).map((row) => row.lifecycle);
      expect([states(released), states(corrected)]).toEqual([['VACANT_UNASSESSED'], ['OCCUPIED']]);
    });

    it('when it is found that it was let on 2 February 2022, then the past and the year’s movements follow', () => {
      append(on('UnitReleased', '2022-01-10'));
      const late = append(on('UnitAssigned', '2022-02-02', { channel: 'mobility' }));
      const { releases, lets } = index.movements({ ambito: 'cremonese', year: 2022 });
      expect(releases).toMatchObject([{ cause: null }]);
      expect(lets).toMatchObject([{ unitId: UNIT, channel: 'mobility', effectiveOn: '2022-02-02', eventId: idOf(3) }]);
      expect(lets).toMatchObject([{ voidSince: '2022-01-10', firstLet: false }]);
      expect(index.movements({ ambito: 'cremonese', year: 2022, knownAt: late - 1 }).lets).toEqual([]);
      expect(index.movementCounts({ ambito: 'all', year: 2022 })).toMatchObject([
        { movement: 'release', by: null, units: 1 },
        { movement: 'let', by: 'mobility', units: 1 },
      ]);
    });

    it('when it is released a second time, then the fact has its effect and is an anomaly', () => {
      append(on('UnitReleased', '2024-04-04'));
      const where = { ambito: 'cremonese', validAt: '2024-12-31' };
      expect(index.anomalies(where)).toEqual([
        {
          unitId: UNIT,
          label: '36501269',
          type: 'UnitReleased',
          code: 'NOT_OCCUPIED',
          effectiveOn: '2024-04-04',
          eventId: idOf(2),
        },
      ]);
      expect(index.anomalies({ ...where, validAt: '2024-04-03' })).toEqual([]);
      expect(index.planUnits(where)).toMatchObject([{ voidSince: '2024-04-04' }]);
    });

    it('when a source reports twice, then the status is the last of them by the date', () => {
      const status = (code: string) => ({ system: 'aler', code, label: code, mapping: 'v1', mapsTo: 'UNMAPPED' });
      append(on('SourceStatusReported', '2024-12-31', status('1007')));
      append(on('SourceStatusReported', '2024-06-30', status('1001')));
      const codes = (validAt: string) =>
        index.sourceStatuses({ ambito: 'cremonese', validAt }).flatMap((alike) => alike.map(({ code }) => code));
      expect([codes('2024-06-29'), codes('2024-07-01'), codes('2025-01-01')]).toEqual([[], ['1001'], ['1007']]);
    });

    it('then its history is two stretches, half-open, the last without an end', () => {
      append(
        on('SourceStatusReported', '2024-12-31', {
          system: 's',
          code: '1',
          label: '1',
          mapping: 'v',
          mapsTo: 'UNMAPPED',
        }),
      );
      expect(index.history(UNIT).map(({ from, to, state }) => [from, to, state.lifecycle])).toEqual([
        ['2020-01-01', '2024-03-03', 'OCCUPIED'],
        ['2024-03-03', null, 'VACANT_UNASSESSED'],
      ]);
      expect(index.history(UNIT, 1)).toHaveLength(1);
      expect(index.history(OTHER)).toEqual([]);
    });
  });

  it('given a unit released and let on one day, when it is also transferred that day, then both count for the new owner', () => {
    append(registered);
    append(on('UnitReleased', '2024-03-03'));
    append(on('UnitAssigned', '2024-03-03', { channel: 'mobility' }));
    append(on('OwnershipTransferred', '2024-03-03', { to: 'aler' }));
    const counted = index.movementCounts({ ambito: 'cremonese', year: 2024 });
    expect(counted.map(({ movement, owner, units }) => [movement, owner, units])).toEqual([
      ['release', 'aler', 1],
      ['let', 'aler', 1],
    ]);
  });

  it('given a release forecast in June for September, when asked about January, then it is expected: it is read by knowledge alone', () => {
    append(registered);
    append(on('ReleaseForecast', '2024-06-01', { expectedOn: '2024-09-30' }));
    const where = { ambito: 'cremonese', validAt: '2024-01-31' };
    expect(index.planUnits(where)).toMatchObject([{ releaseExpectedOn: '2024-09-30' }]);
    expect(index.counts(where)).toMatchObject([{ key: { releaseExpectedIn: 2024 }, units: 1 }]);
    append(on('UnitReleased', '2024-03-01'));
    expect(index.planUnits(where)).toEqual([]);
  });

  it('given two units released in turn, when asked as known between the two, then only the first is counted', () => {
    append(registered);
    append(registered, OTHER);
    const known = append(on('UnitReleased', '2024-03-03'), OTHER);
    append(on('UnitReleased', '2024-03-02'));
    const where = { ambito: 'cremonese', knownAt: known };
    expect(index.movementCounts({ ...where, year: 2024 })).toMatchObject([{ movement: 'release', units: 1 }]);
    expect(index.movements({ ...where, year: 2024 }).releases).toMatchObject([{ unitId: OTHER }]);
    const states = index.countsByState({ ...where, validAt: '2024-12-31' });
    expect(states.map(({ lifecycle: state, units }) => [state, units])).toEqual([
      ['OCCUPIED', 1],
      ['VACANT_UNASSESSED', 1],
    ]);
  });

  it('given a unit that stands in no letter, when it is asked for by id, then it is answered', () => {
    append(registered);
    append(registered, OTHER);
    const asked = { ambito: 'cremonese', validAt: '2024-01-01', also: [OTHER, uuidOf('nobody')] };
    expect(index.planUnits(asked).map(({ unitId }) => unitId)).toEqual([OTHER]);
  });

  it('given a duplicate, when it was merged, then it never was in stock', () => {
    append(registered);
    append(registered, OTHER);
    append(on('UnitMerged', '2020-01-01', { kind: 'duplicate', into: UNIT }), OTHER);
    append(on('UnitAssigned', '2023-01-01', { channel: 'mobility' }), OTHER);
    expect(index.stock({ ambito: 'cremonese', validAt: '2024-01-01' })).toEqual([
      { owner: '019036', municipality: '019036', sap: 1, sas: 0, other: 0 },
    ]);
    expect(index.movements({ ambito: 'cremonese', year: 2023 }).lets).toEqual([]);
  });

  it('knows how far it is in the log, and the greatest recorded time so far', () => {
    expect([index.position, index.recordedAt, index.unitCount, index.has(UNIT)]).toEqual([0, null, 0, false]);
    append(registered, UNIT, '2026-01-01T10:00:02.000Z');
    append(on('UnitReleased', '2024-03-03'), UNIT, '2026-01-01T10:00:01.000Z');
    expect([index.position, index.recordedAt, index.unitCount, index.has(UNIT)]).toEqual([
      2,
      '2026-01-01T10:00:02.000Z',
      1,
      true,
    ]);
  });

  it('refuses what is not the next event, and is as it was', () => {
    append(registered);
    const position = index.position;
    const event = { stream: `unit-${UNIT}`, recordedAt: '', schemaVersion: 1, metadata: {} as never, id: idOf(9) };
    const released = { ...event, ...on('UnitReleased', '2024-03-03') };
    expect(() => index.apply({ ...released, revision: 1, position })).toThrow(RangeError);
    expect(() => index.apply({ ...released, revision: 2, position: position + 1 })).toThrow(RangeError);
    expect(() => index.apply({ ...released, revision: 1, position: position + 1, id: 'x' })).toThrow(TypeError);
    const unknown = { ...released, type: 'UnitPainted', revision: 1, position: position + 1 };
    expect(() => index.apply(unknown)).toThrow('not an event of a unit: UnitPainted');
    expect([index.position, index.revisionOf(UNIT), lifecycle('2024-12-31')]).toEqual([position, 0, 'OCCUPIED']);
  });
});
