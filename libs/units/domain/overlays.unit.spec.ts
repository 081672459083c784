import { describe, expect, it } from '@jest/globals';
import { given, on, registered } from './testing/given.js';

const JAN = '2024-01-01';
const lot = { programme: 'p1', lot: '2.2' };

describe('renovation lots', () => {
  it('given a lettable unit, when it is included in an open lot, then it is in it and still lettable', () => {
    const { after } = given(registered(JAN, 'VACANT_LETTABLE'))
      .when(on('2024-02-01', 'UnitIncludedInLot', lot))
      .thenIs('VACANT_LETTABLE');
    expect(after?.lot).toEqual({ ...lot, includedOn: '2024-02-01', delivered: false });
  });

  it('given a lot that is not open on that day, when a unit is included in it, then it is refused', () => {
    given(registered(JAN, 'VACANT_LETTABLE'))
      .and({ lotOpen: (programme, id, day) => programme === 'p1' && id === '2.2' && day >= '2024-06-01' })
      .when(on('2024-05-31', 'UnitIncludedInLot', lot))
      .thenRefused('LOT_NOT_OPEN');
  });

  it('given a unit in a lot, when it is included in another, then it is refused because of the first', () => {
    given(registered(JAN, 'VACANT_LETTABLE'), on('2024-02-01', 'UnitIncludedInLot', lot))
      .when(on('2024-03-01', 'UnitIncludedInLot', { programme: 'p1', lot: '3' }))
      .thenRefused('ALREADY_IN_LOT', 1);
  });

  it('given a unit that its lot delivered, when years later another lot takes it, then it can be', () => {
    const { after } = given(
      registered(JAN, 'UNDER_MAINTENANCE'),
      on('2024-02-01', 'UnitIncludedInLot', lot),
      on('2024-09-01', 'MaintenanceCompleted'),
    )
      .when(on('2027-03-01', 'UnitIncludedInLot', { programme: 'p2', lot: '1' }))
      .accepted();
    expect(after?.lot?.delivered).toBe(false);
  });

  it.each([
    ['works are completed', registered(JAN, 'UNDER_MAINTENANCE'), on('2024-03-01', 'MaintenanceCompleted')],
    ['it is let', registered(JAN, 'VACANT_LETTABLE'), on('2024-03-01', 'UnitAssigned', { channel: 'public-notice' })],
    ['it is delivered', registered(JAN, 'UNDER_CONSTRUCTION'), on('2024-03-01', 'UnitDelivered')],
    ['it leaves the stock', registered(JAN, 'VACANT_LETTABLE'), on('2024-03-01', 'UnitDemolished')],
  ] as const)('given a unit in a lot, when %s, then the lot has delivered it', (_, registration, fact) => {
    const { after } = given(registration, on('2024-02-01', 'UnitIncludedInLot', lot))
      .when(fact)
      .accepted();
    expect(after?.lot?.delivered).toBe(true);
  });

  it('given a unit in a lot, when it is found lettable, then the lot has not delivered it', () => {
    const { after } = given(registered(JAN, 'VACANT_UNASSESSED'), on('2024-02-01', 'UnitIncludedInLot', lot))
      .when(on('2024-03-01', 'UnitInspected', { outcome: 'lettable' }))
      .accepted();
    expect(after?.lot?.delivered).toBe(false);
    expect(after?.lastDeliveredOn).toBeNull();
  });

  it('given a unit in a lot, when it is removed from it, then it is in none; from another lot it cannot be', () => {
    const inLot = given(registered(JAN, 'VACANT_LETTABLE'), on('2024-02-01', 'UnitIncludedInLot', lot));
    const { after } = inLot.when(on('2024-03-01', 'UnitRemovedFromLot', lot)).accepted();
    expect(after?.lot).toBeNull();
    expect(after?.lastDeliveredOn).toBe('2024-03-01');
    inLot.when(on('2024-03-01', 'UnitRemovedFromLot', { programme: 'p1', lot: '3' })).thenRefused('NOT_IN_THAT_LOT', 0);
    inLot
      .when(on('2024-03-01', 'UnitRemovedFromLot', { programme: 'p2', lot: '2.2' }))
      .thenRefused('NOT_IN_THAT_LOT', 0);
  });

  it('given a unit in no lot, when it is removed from one, then it is refused', () => {
    given(registered(JAN, 'VACANT_LETTABLE'))
      .when(on('2024-03-01', 'UnitRemovedFromLot', lot))
      .thenRefused('NOT_IN_THAT_LOT', 0);
  });
});

describe('transitory services (SAT)', () => {
  const sap = given(registered(JAN, 'VACANT_LETTABLE')).and({ satCapYears: () => 5 });
  const sat = given(
    registered(JAN, 'VACANT_LETTABLE'),
    on('2024-03-01', 'UnitMovedToSat', { until: '2026-03-01' }),
  ).and({
    satCapYears: () => 5,
  });

  it('given a SAP unit, when it is designated within the cap, then it is SAT and still SAP', () => {
    const { after } = sap.when(on('2024-03-01', 'UnitMovedToSat', { until: '2029-03-01' })).accepted();
    expect(after).toMatchObject({ serviceClass: 'SAP', sat: { from: '2024-03-01', until: '2029-03-01' } });
  });

  it('given a cap of five years, when it is designated for five years and a day, then it is refused', () => {
    sap.when(on('2024-03-01', 'UnitMovedToSat', { until: '2029-03-02' })).thenRefused('SAT_OVER_CAP');
  });

  it('given a cap that depends on the day, then the one in force on that day is asked', () => {
    const dated = given(registered(JAN, 'VACANT_LETTABLE')).and({
      satCapYears: (day) => (day < '2025-01-01' ? 1 : null),
    });
    dated.when(on('2024-03-01', 'UnitMovedToSat', { until: '2026-01-01' })).thenRefused('SAT_OVER_CAP');
    dated.when(on('2025-03-01', 'UnitMovedToSat', { until: '2050-01-01' })).accepted();
  });

  it('given a SAS unit, when it is designated or renewed, then it is refused', () => {
    given(registered(JAN, 'VACANT_LETTABLE', { serviceClass: 'SAS' }))
      .when(on('2024-03-01', 'UnitMovedToSat', { until: '2025-03-01' }))
      .thenRefused('NOT_SAP', 0);
    given(
      registered(JAN, 'VACANT_LETTABLE'),
      on('2024-03-01', 'UnitMovedToSat', { until: '2025-03-01' }),
      on('2024-06-01', 'ServiceClassChanged', { to: 'SAS' }),
    )
      .when(on('2025-03-01', 'SatRenewed', { until: '2026-03-01' }))
      .thenRefused('NOT_SAP', 2);
  });

  it('when a designation ends before it starts, then it is refused', () => {
    sap.when(on('2024-03-01', 'UnitMovedToSat', { until: '2024-02-29' })).thenRefused('SAT_ENDS_BEFORE_START');
  });

  it('given a SAT unit, when it is designated again before its last day is over, then it is refused because of the first', () => {
    sat.when(on('2026-03-01', 'UnitMovedToSat', { until: '2026-04-01' })).thenRefused('ALREADY_SAT', 1);
    sat.when(on('2026-03-02', 'UnitMovedToSat', { until: '2027-03-01' })).accepted();
  });

  it('given a SAT unit, when it is renewed, then the cap is on the whole designation', () => {
    const { after } = sat.when(on('2026-03-02', 'SatRenewed', { until: '2029-03-01' })).accepted();
    expect(after?.sat).toEqual({ from: '2024-03-01', until: '2029-03-01' });
    sat.when(on('2026-03-02', 'SatRenewed', { until: '2029-03-02' })).thenRefused('SAT_OVER_CAP');
  });

  it('given a designation that has ended, when it is renewed after a gap, then it is refused', () => {
    sat.when(on('2026-03-03', 'SatRenewed', { until: '2027-03-01' })).thenRefused('SAT_ENDED');
  });

  it('given a unit that is not SAT, when it is renewed or returned, then it is refused', () => {
    sap.when(on('2024-03-01', 'SatRenewed', { until: '2025-03-01' })).thenRefused('NOT_SAT', 0);
    sap.when(on('2024-03-01', 'UnitReturnedFromSat')).thenRefused('NOT_SAT', 0);
  });

  it('given a SAT unit, when it is returned, then it is SAT no more', () => {
    expect(sat.when(on('2025-01-01', 'UnitReturnedFromSat')).accepted().after?.sat).toBeNull();
  });
});

describe('public notices', () => {
  const offered = given(registered(JAN, 'VACANT_LETTABLE'), on('2024-02-01', 'UnitIncludedInNotice', { notice: 'n1' }));

  it('given a notice that is not open, when a unit is put in it, then it is refused', () => {
    given(registered(JAN, 'VACANT_LETTABLE'))
      .and({ noticeOpen: () => false })
      .when(on('2024-02-01', 'UnitIncludedInNotice', { notice: 'n1' }))
      .thenRefused('NOTICE_NOT_OPEN');
  });

  it('given a unit in a notice, when it is put in another, then it is refused because of the first', () => {
    offered.when(on('2024-03-01', 'UnitIncludedInNotice', { notice: 'n2' })).thenRefused('ALREADY_IN_NOTICE', 1);
  });

  it('given a unit in a notice, when it is withdrawn or let, then it is in none', () => {
    expect(
      offered.when(on('2024-03-01', 'UnitRemovedFromNotice', { notice: 'n1' })).accepted().after?.notice,
    ).toBeNull();
    const { after } = offered
      .when(on('2024-03-01', 'UnitAssigned', { channel: 'public-notice', notice: 'n1' }))
      .accepted();
    expect(after?.notice).toBeNull();
  });

  it('given a unit in a notice, when it is withdrawn from another, then it is refused', () => {
    offered.when(on('2024-03-01', 'UnitRemovedFromNotice', { notice: 'n2' })).thenRefused('NOT_IN_THAT_NOTICE', 0);
  });
});

describe('private conferral', () => {
  it('given a convention that is not open, when a unit is conferred, or registered as conferred, then it is refused', () => {
    const closed = { conventionOpen: () => false };
    given(registered(JAN, 'VACANT_LETTABLE'))
      .and(closed)
      .when(on('2024-02-01', 'UnitConferred', { conferral: 'f1' }))
      .thenRefused('CONVENTION_NOT_OPEN');
    given()
      .and(closed)
      .when(registered(JAN, 'VACANT_LETTABLE', { conferral: 'f1' }))
      .thenRefused('CONVENTION_NOT_OPEN');
  });

  it('given a unit conferred, when it is conferred again, then it is refused because of the first', () => {
    const conferred = given(registered(JAN, 'VACANT_LETTABLE'), on('2024-02-01', 'UnitConferred', { conferral: 'f1' }));
    conferred.when(on('2024-03-01', 'UnitConferred', { conferral: 'f2' })).thenRefused('ALREADY_CONFERRED', 1);
  });
});

describe('owner and class', () => {
  it('given an owner outside the Ambito, when a unit passes to it, then it is refused', () => {
    given(registered(JAN, 'VACANT_LETTABLE'))
      .and({ ownerInAmbito: (owner, ambito) => owner !== '099999' && ambito === 'cremonese' })
      .when(on('2024-02-01', 'OwnershipTransferred', { to: '099999' }))
      .thenRefused('OWNER_NOT_IN_AMBITO');
  });

  it('when a unit passes to the owner it has, or to the class it has, then it is refused', () => {
    const unit = given(registered(JAN, 'VACANT_LETTABLE'));
    unit.when(on('2024-02-01', 'OwnershipTransferred', { to: '019001' })).thenRefused('SAME_OWNER', 0);
    unit.when(on('2024-02-01', 'ServiceClassChanged', { to: 'SAP' })).thenRefused('SAME_CLASS', 0);
  });

  it('given two transfers, when one of them is recorded back-dated with the later owner, then it is refused naming the later', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-06-01', 'OwnershipTransferred', { to: '019002' }))
      .when(on('2024-03-01', 'OwnershipTransferred', { to: '019002' }))
      .thenRefused('SAME_OWNER', 1);
  });
});

describe('a status reported by a source', () => {
  const report = on('2024-02-01', 'SourceStatusReported', {
    system: 'aler',
    code: '1007',
    label: 'IN MANUTENZIONE M.S.',
    mapping: 'aler-1',
    mapsTo: 'UNDER_MAINTENANCE',
  });

  it('given an occupied unit, when a source says it is under works, then nothing of it changes', () => {
    const { before, after } = given(registered(JAN, 'OCCUPIED')).when(report).accepted();
    expect(after).toEqual(before);
  });

  it('given an occupied unit whose title ended, when it ends again, then it is refused because of the first end', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-02-01', 'TenancyTerminated', { cause: 'notice' }))
      .when(on('2024-03-01', 'TenancyTerminated', { cause: 'eviction' }))
      .thenRefused('TITLE_ALREADY_ENDED', 1);
  });
});
