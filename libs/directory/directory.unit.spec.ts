import { describe, expect, it } from '@jest/globals';
import { Directory } from './directory.js';
import { Log, type Event } from './testing/log.js';

const comune = (name: string, effectiveOn = '2020-01-01'): Event => ({
  type: 'BodyRegistered',
  data: { effectiveOn, kind: 'COMUNE', name, ambiti: ['cremonese'] },
});
const aler: Event = {
  type: 'BodyRegistered',
  data: { effectiveOn: '2020-01-01', kind: 'ALER', name: 'ALER', ambiti: ['cremonese', 'bresciano'] },
};
const answered = (status: 'submitted' | 'missing', effectiveOn = '2025-01-10'): Event => ({
  type: 'SurveyAnswered',
  data: { effectiveOn, status },
});
const figure = (units: number, effectiveOn = '2025-01-10'): Event => ({
  type: 'FigureDeclared',
  data: { effectiveOn, letter: 'c', municipality: '019001', basis: 'count', units },
});
const counted = (effectiveOn: string, total: number): Event => ({
  type: 'StockCounted',
  data: { effectiveOn, total, sap: total, sas: 0, other: 0 },
});
const annulled = (target: string): Event => ({
  type: 'EventAnnulled',
  data: { effectiveOn: '2025-01-01', target, reason: 'x' },
});

describe('bodies', () => {
  const directory = new Log()
    .append('body-019001', comune('Annicco')) // 1
    .append('body-019002', comune('Azzanello', '2021-01-01')) // 2
    .append('body-aler', aler) // 3
    .append('body-019001', { type: 'BodyRenamed', data: { effectiveOn: '2024-01-01', name: 'Annicco Nuovo' } }) // 4
    .append('body-019002', { type: 'ManagementDelegated', data: { effectiveOn: '2024-06-01', to: 'aler' } }) // 5
    .append('body-019003', comune('Bonemerse')) // 6
    .append('body-019003', { type: 'MunicipalityMerged', data: { effectiveOn: '2025-01-01', into: '019001' } }) // 7
    .into(new Directory());

  it('are as of a date and a position', () => {
    expect(directory.body('019001', { validAt: '2023-12-31' })?.name).toBe('Annicco');
    expect(directory.body('019001', { validAt: '2024-01-01' })?.name).toBe('Annicco Nuovo');
    expect(directory.body('019001', { validAt: '2024-01-01', knownAt: 3 })?.name).toBe('Annicco');
    expect(directory.body('019002', { validAt: '2020-06-01' })).toBeNull();
    expect(directory.body('nobody')).toBeNull();
    expect(directory.bodies({ knownAt: 2 }).map(({ id }) => id)).toEqual(['019001', '019002']);
  });

  it('members are the Comuni of the Ambito then; ALER owns there and is none, a Comune that ended is none', () => {
    expect(directory.members('cremonese', { validAt: '2024-12-31' }).map(({ id }) => id)).toEqual([
      '019001',
      '019002',
      '019003',
    ]);
    expect(directory.members('cremonese', { validAt: '2025-01-01' }).map(({ id }) => id)).toEqual(['019001', '019002']);
    expect(directory.members('bresciano')).toEqual([]);
    expect(directory.ambiti()).toEqual(['bresciano', 'cremonese']);
    expect(directory.ambiti({ knownAt: 1 })).toEqual(['cremonese']);
  });

  it('belong to an Ambito on a day, or do not', () => {
    expect(directory.ownerInAmbito('aler', 'bresciano', '2024-01-01')).toBe(true);
    expect(directory.municipalityInAmbito('aler', 'bresciano', '2024-01-01')).toBe(false);
    expect(directory.municipalityInAmbito('019003', 'cremonese', '2024-12-31')).toBe(true);
    expect(directory.municipalityInAmbito('019003', 'cremonese', '2025-01-01')).toBe(false);
    expect(directory.ownerInAmbito('019002', 'cremonese', '2020-12-31')).toBe(false);
    expect(directory.ownerInAmbito('019002', 'bresciano', '2024-01-01')).toBe(false);
  });

  it('a municipality that ended goes on in the one it was merged into', () => {
    expect(directory.successorOf('019003', { validAt: '2024-12-31' })).toBe('019003');
    expect(directory.successorOf('019003', { validAt: '2025-01-01' })).toBe('019001');
    expect(directory.successorOf('999999')).toBe('999999');
  });

  it('are found by the names in force, former ones included; never by resemblance, never when two answer', () => {
    const found = directory.names.find('annicco', { validAt: '2025-01-01' });
    expect(found).toMatchObject({ kind: 'found', body: { id: '019001' } });
    expect(directory.names.find('Annicco Nuovo', { validAt: '2023-01-01' }).kind).toBe('unknown');
    expect(directory.names.find('Anicco')).toEqual({ kind: 'unknown', nearest: ['Annicco Nuovo'] });
    const two = new Log().append('body-019001', comune('Casale')).append('body-019002', comune('CASALE'));
    expect(two.into(new Directory()).names.find('casale')).toMatchObject({
      kind: 'ambiguous',
      bodies: [{ id: '019001' }, { id: '019002' }],
    });
  });

  it('are looked for among one kind, where the document says which', () => {
    expect(directory.names.find('aler', {}, 'COMUNE').kind).toBe('unknown');
    expect(directory.names.find('aler', {}, 'ALER').kind).toBe('found');
  });

  it('a name learnt after a question is found by the next', () => {
    const log = new Log().append('body-019001', comune('Annicco'));
    const growing = log.into(new Directory());
    expect(growing.names.find('ANNICO').kind).toBe('unknown');
    log.append('body-019001', { type: 'SpellingRecorded', data: { effectiveOn: '2020-01-01', spelling: 'ANNICO' } });
    log.into(growing);
    expect(growing.names.find('ANNICO').kind).toBe('found');
  });

  it('stand in a plan with their municipality, membership and manager', () => {
    const { bodies } = directory.plans.facts('cremonese', 2025, { validAt: '2024-12-31' });
    expect(bodies).toEqual([
      { id: '019001', kind: 'COMUNE', name: 'Annicco Nuovo', managedBy: null, municipality: '019001', member: true },
      { id: '019002', kind: 'COMUNE', name: 'Azzanello', managedBy: 'aler', municipality: '019002', member: true },
      { id: '019003', kind: 'COMUNE', name: 'Bonemerse', managedBy: null, municipality: '019003', member: true },
      { id: 'aler', kind: 'ALER', name: 'ALER', managedBy: null, municipality: null, member: false },
    ]);
  });
});

describe('declarations', () => {
  const directory = new Log()
    .append('declaration-cremonese-2024-019001', answered('submitted'), counted('2023-12-31', 12), figure(2)) // 1 2 3
    .append('declaration-cremonese-2025-019001', answered('submitted'), figure(3), figure(5, '2025-02-01')) // 4 5 6
    .append('declaration-cremonese-2024-019002', figure(7)) // 7
    .append('declaration-cremonese-2026-019002', figure(9)) // 8
    .append('declaration-bresciano-2025-aler', counted('2022-12-31', 100)) // 9
    .append('declaration-cremonese-2025-aler', counted('2024-12-31', 10)) // 10
    .append('declaration-cremonese-2025-019001', annulled('e6')) // 11
    .into(new Directory());

  it('are those of the year, or the last earlier one of an owner that has none', () => {
    const declared = directory.declarationsFor('cremonese', 2025);
    expect(declared.map(({ owner, year, status }) => [owner, year, status])).toEqual([
      ['019001', 2025, 'submitted'],
      ['019002', 2024, 'missing'],
      ['aler', 2025, 'missing'],
    ]);
  });

  it('are read by knowledge alone: a revision counts from when it is known, also when its date is later', () => {
    const unitsKnownAt = (knownAt: number) =>
      directory.declarationsFor('cremonese', 2025, knownAt)[0]?.figures[0]?.units;
    expect([3, 5, 6, 11].map(unitsKnownAt)).toEqual([2, 3, 5, 3]);
    expect(directory.declarationsFor('cremonese', 2025, 0)).toEqual([]);
  });

  it('tell the date of the owner’s first census, in any year, in the Ambito that is asked', () => {
    expect(directory.firstCensusOn('019001')).toBe('2023-12-31');
    expect(directory.firstCensusOn('019001', 1)).toBeNull();
    expect(directory.firstCensusOn('aler')).toBe('2022-12-31');
    expect(directory.firstCensusOn('aler', undefined, 'cremonese')).toBe('2024-12-31');
    expect(directory.firstCensusOn('nobody')).toBeNull();
    expect(directory.declarationsFor('cremonese', 2025)[0]?.firstCensusOn).toBe('2023-12-31');
  });
});

describe('programmes, conferrals and notices', () => {
  const lotOpened = (effectiveOn: string, lot: string): Event => ({
    type: 'LotOpened',
    data: { effectiveOn, lot, name: `Lotto ${lot}`, kind: 'renovation' },
  });
  const directory = new Log()
    .append('programme-p1', {
      type: 'ProgrammeProposed',
      data: { effectiveOn: '2023-01-01', name: 'P', owner: 'aler', ambito: 'cremonese' },
    }) // 1
    .append('programme-p1', lotOpened('2023-06-01', '1'), lotOpened('2025-03-01', '2')) // 2 3
    .append('programme-p1', { type: 'ProgrammeFormalised', data: { effectiveOn: '2024-06-01' } }) // 4
    .append('programme-p1', {
      type: 'LotDated',
      data: { effectiveOn: '2025-02-01', lot: '1', expectedOn: '2025-10-01', assignableIn: 2026 },
    }) // 5
    .append('programme-p1', { type: 'LotClosed', data: { effectiveOn: '2025-06-01', lot: '1' } }) // 6
    .append('conferral-f1', {
      type: 'ConventionOpened',
      data: { effectiveOn: '2024-01-01', body: '019001', ambito: 'cremonese', title: 'C' },
    }) // 7
    .append('conferral-f1', { type: 'ConventionEnded', data: { effectiveOn: '2025-06-30' } }) // 8
    .append('notice-n1', { type: 'NoticeOpened', data: { effectiveOn: '2025-03-01', ambito: 'cremonese', title: 'A' } }) // 9
    .append('notice-n1', { type: 'NoticeClosed', data: { effectiveOn: '2025-05-01' } }) // 10
    .into(new Directory());

  it('a lot is open and formalised at the date; its expected delivery is read by knowledge alone', () => {
    const [first, second] = directory.lots({ validAt: '2024-12-31' });
    expect(first).toMatchObject({ programme: 'p1', lot: '1', owner: 'aler', formalised: true, open: true });
    expect(first).toMatchObject({ expectedOn: '2025-10-01', assignableIn: 2026 });
    expect(second).toMatchObject({ lot: '2', open: false });
    expect(directory.lots({ validAt: '2024-12-31', knownAt: 4 })[0]).toMatchObject({
      expectedOn: null,
      assignableIn: null,
    });
    expect(directory.lots({ validAt: '2024-05-31' })[0]?.formalised).toBe(false);
    expect(directory.lots({ validAt: '2025-06-01' })[0]?.open).toBe(false);
    expect(directory.lots({ validAt: '2022-12-31' })[0]).toMatchObject({ formalised: false, open: false });
    expect(directory.lots({ validAt: '2024-12-31' }, 'bresciano')).toEqual([]);
    expect(directory.lots({ knownAt: 0 })).toEqual([]);
  });

  it('a lot is open on a day for a unit to enter it', () => {
    const days = ['2023-05-31', '2023-06-01', '2025-05-31', '2025-06-01'];
    expect(days.map((day) => directory.lotOpen('p1', '1', day))).toEqual([false, true, true, false]);
    expect(directory.lotOpen('p1', '9', '2024-01-01')).toBe(false);
    expect(directory.lotOpen('p9', '1', '2024-01-01')).toBe(false);
  });

  it('a convention has its own dates, as known', () => {
    expect(directory.conventions()).toEqual([{ id: 'f1', from: '2024-01-01', until: '2025-06-30' }]);
    expect(directory.conventions(7)).toEqual([{ id: 'f1', from: '2024-01-01', until: null }]);
    expect(directory.conventions(6)).toEqual([]);
    expect(directory.conventions(undefined, 'bresciano')).toEqual([]);
    expect(['2023-12-31', '2025-06-30', '2025-07-01'].map((day) => directory.conventionOpen('f1', day))).toEqual([
      false,
      true,
      false,
    ]);
    expect(directory.conventionOpen('f9', '2024-01-01')).toBe(false);
  });

  it('a notice is open from its opening to its closing', () => {
    expect(['2025-02-28', '2025-03-01', '2025-05-01'].map((day) => directory.noticeOpen('n1', day))).toEqual([
      false,
      true,
      false,
    ]);
    expect(directory.noticeOpen('n9', '2025-03-01')).toBe(false);
    expect(directory.notices({ validAt: '2025-04-01' })).toMatchObject([{ id: 'n1', closedOn: null }]);
    expect(directory.notices({ validAt: '2025-01-01' })).toEqual([]);
  });
});

describe('what is applied', () => {
  it('twice is once; with a gap is an error; of other streams is passed over', () => {
    const log = new Log().append('body-019001', comune('Annicco'), {
      type: 'BodyRenamed',
      data: { effectiveOn: '2024-01-01', name: 'B' },
    });
    const directory = log.into(log.into(new Directory()));
    expect(directory.body('019001')?.spellings).toEqual(['Annicco']);
    expect(() => new Directory().apply(log.events[1]!)).toThrow(RangeError);
    const [unit] = new Log().append('unit-1', { type: 'UnitReleased', data: { effectiveOn: '2024-01-01' } }).events;
    expect(() => directory.apply(unit!)).not.toThrow();
  });

  it('a declaration’s stream that names none is an error', () => {
    const [event] = new Log().append('declaration-x', answered('submitted')).events;
    expect(() => new Directory().apply(event!)).toThrow(RangeError);
  });
});
