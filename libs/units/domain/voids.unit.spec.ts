import { describe, expect, it } from '@jest/globals';
import { foldAsOf } from '#temporal';
import { unit } from './decide.js';
import type { UnitFact } from './events.js';
import { on, registered, streamOf } from './testing/given.js';

const JAN = '2024-01-01';
const after = (...facts: UnitFact[]) => foldAsOf(streamOf(...facts), unit.initial, unit.evolve);
const voidAfter = (...facts: UnitFact[]) => after(...facts)?.openVoid;
const letting = (day: string) => on(day, 'UnitAssigned', { channel: 'public-notice' });

describe('the void of a unit', () => {
  it('begins when the keys are back and ends when it is let', () => {
    const released = [registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased')];
    expect(voidAfter(...released)).toEqual({ since: '2024-03-03', worksEndedOn: null, firstLet: false });
    expect(voidAfter(...released, letting('2024-05-10'))).toBeNull();
  });

  it('begins at an unknown day for a unit registered vacant', () => {
    expect(voidAfter(registered(JAN, 'VACANT_LETTABLE'))).toEqual({ since: null, worksEndedOn: null, firstLet: false });
    expect(voidAfter(registered(JAN, 'UNDER_MAINTENANCE'))?.since).toBeNull();
    expect(voidAfter(registered(JAN, 'UNDER_ASSIGNMENT'))?.since).toBeNull();
    expect(voidAfter(registered(JAN, 'OCCUPIED'))).toBeNull();
    expect(voidAfter(registered(JAN, 'NOT_DECLARED'))).toBeNull();
  });

  it('stays of unknown beginning when the first thing ever said of a unit is that it was inspected', () => {
    const unit = [registered(JAN, 'NOT_DECLARED'), on('2024-03-03', 'UnitInspected', { outcome: 'lettable' })];
    expect(voidAfter(...unit)).toEqual({ since: null, worksEndedOn: null, firstLet: false });
  });

  it('goes on through inspection, works, proposal and its refusal, and tells when works ended', () => {
    const unit = [
      registered(JAN, 'OCCUPIED'),
      on('2024-03-03', 'UnitReleased'),
      on('2024-03-10', 'UnitInspected', { outcome: 'not-lettable' }),
      on('2024-04-01', 'UnitPlacedUnderMaintenance'),
      on('2024-06-30', 'MaintenanceCompleted'),
      on('2024-07-01', 'AssignmentProposed'),
      on('2024-07-05', 'AssignmentDeclined'),
    ];
    expect(voidAfter(...unit)).toEqual({ since: '2024-03-03', worksEndedOn: '2024-06-30', firstLet: false });
    expect(after(...unit)).toMatchObject({ lifecycle: 'VACANT_LETTABLE', lastDeliveredOn: '2024-06-30' });
  });

  it('runs on through an occupation without title, or begins when one is ended that began in a tenancy', () => {
    const intrusion = [on('2024-04-01', 'UntitledOccupationFound'), on('2024-05-01', 'UnitRecovered')];
    expect(voidAfter(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'), ...intrusion)?.since).toBe(
      '2024-03-03',
    );
    expect(voidAfter(registered(JAN, 'OCCUPIED'), ...intrusion)?.since).toBe('2024-05-01');
  });

  it('is a first letting after delivery, and ends out of stock', () => {
    const delivered = [registered(JAN, 'UNDER_CONSTRUCTION', { stock: 'PLANNED' }), on('2024-03-03', 'UnitDelivered')];
    expect(voidAfter(...delivered)).toEqual({ since: '2024-03-03', worksEndedOn: null, firstLet: true });
    expect(voidAfter(...delivered, on('2024-04-01', 'UnitDemolished'))).toBeNull();
  });

  it('is none in a swap', () => {
    expect(
      voidAfter(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitAssigned', { channel: 'consensual-swap' })),
    ).toBeNull();
  });
});

describe('the title', () => {
  it('given a title that ended, then the unit is still occupied until it is released, and a new tenancy has none of it', () => {
    const ended = [registered(JAN, 'OCCUPIED'), on('2024-02-01', 'TenancyTerminated', { cause: 'mobility' })];
    expect(after(...ended)).toMatchObject({ lifecycle: 'OCCUPIED', titleEnded: 'mobility' });
    const released = [...ended, on('2024-03-03', 'UnitReleased')];
    expect(after(...released)?.titleEnded).toBeNull();
    expect(after(...released, letting('2024-05-10'))?.titleEnded).toBeNull();
  });
});

describe('facts that the guards of today would refuse still have their effect', () => {
  it('given a letting of an occupied unit, then it is let anew', () => {
    expect(after(registered(JAN, 'OCCUPIED'), letting('2024-02-01'))?.lifecycle).toBe('OCCUPIED');
  });

  it('given works completed that never began, then it is lettable, its void of unknown beginning', () => {
    expect(after(registered(JAN, 'OCCUPIED'), on('2024-02-01', 'MaintenanceCompleted'))).toMatchObject({
      lifecycle: 'VACANT_LETTABLE',
      openVoid: { since: null, worksEndedOn: '2024-02-01' },
    });
  });

  it('given a proposal declined that was never made, then nothing is to be undone', () => {
    expect(after(registered(JAN, 'OCCUPIED'), on('2024-02-01', 'AssignmentDeclined'))?.lifecycle).toBe('OCCUPIED');
    const aside = [registered(JAN, 'VACANT_AS_IS'), on('2024-02-01', 'UnitValorised', { purpose: 'sale' })];
    expect(after(...aside, on('2024-03-01', 'AssignmentDeclined'))?.lifecycle).toBe('VALORISED');
  });

  it('given facts without a registration, then there is no unit', () => {
    expect(after(on(JAN, 'UnitReleased'))).toBeNull();
  });
});
