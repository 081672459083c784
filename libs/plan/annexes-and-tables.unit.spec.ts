import { describe, expect, it } from '@jest/globals';
import { computePlan } from './compute-plan.js';
import {
  ALER,
  alerBody,
  alerSubmitted,
  answered,
  asIs,
  comune,
  counted,
  facts,
  figure,
  free,
  inLot,
  istat,
  lot,
  of,
  stock,
  submitted,
} from './testing/facts.js';

const bodies = [
  comune('Annicco'),
  comune('Bordolano'),
  comune('Castelverde'),
  comune('Cremona'),
  comune('Soresina'),
  alerBody,
];
const ambito = facts({
  bodies,
  declarations: [
    submitted(
      'Cremona',
      counted('e2', 5),
      counted('c', 19),
      counted('j', 5),
      counted('k', 24, { ofWhichMobility: 13 }),
      figure('h', { percent: 10 }),
      figure('ib', { percent: 5 }),
      figure('ia', { category: 'x' }),
    ),
    submitted('Annicco', counted('b', 2)),
    answered(istat('Bordolano'), 'carried-forward'),
    answered(istat('Castelverde'), 'certified-zero'),
    alerSubmitted(),
  ],
  stock: [
    stock('Cremona', 931, 93),
    stock('Annicco', 14),
    stock('Bordolano', 9),
    { owner: ALER, municipality: istat('Cremona'), sap: 20, sas: 0, other: 0 },
    { owner: ALER, municipality: null, sap: 2397, sas: 19, other: 0 },
  ],
  units: [
    ...['1', '2', '3'].map((label) => free(label, of('Cremona'))),
    free('A2', { ownerCode: 'BS2', municipality: istat('Soresina') }),
    asIs('A1', { ownerCode: 'BS1' }),
    inLot('A3'),
    free('A4', { municipality: null }),
  ],
  lots: [lot()],
});
const plan = computePlan(ambito);

describe('Allegato A', () => {
  it('has one row per owner that declared for the year: not one carried forward, missing or without stock', () => {
    expect(plan.annexA.rows.map(({ owner }) => owner)).toEqual(['Annicco', 'Cremona', 'ALER Brescia-Cremona-Mantova']);
  });

  it('shows what is available as letter g does; its parts add up to it', () => {
    expect(plan.annexA.rows[1]).toEqual({
      owner: 'Cremona',
      sas: 93,
      sap: 931,
      available: 27,
      freeAndTurnover: 8,
      asIs: 0,
      newOrRenovated: 19,
      sat: 5,
      assignedPreviousYear: 24,
      conferred: null,
      category: true,
      percentOver20: 10,
      percentPolice: 5,
    });
  });

  it('says null, not 0, of what an owner did not declare', () => {
    expect(plan.annexA.rows[0]).toMatchObject({
      percentOver20: null,
      percentPolice: null,
      conferred: null,
      category: false,
      sat: 0,
    });
  });

  it('adds each column and says how many values were null', () => {
    expect(plan.annexA.totals).toMatchObject({
      available: 33,
      sap: 3362,
      nulls: { conferred: 3, percentOver20: 2, percentPolice: 2 },
    });
  });
});

describe('Allegato B', () => {
  it('lists ALER’s free and as-is units by Comune, with both codes and the state', () => {
    expect(plan.annexB.vacantAndAsIs).toEqual([
      {
        unitId: 'A1',
        ownerCode: 'BS1',
        municipality: 'Cremona',
        state: 'SFITTO PER CARENZE MANUTENTIVE (assegnabile nello stato di fatto)',
        lifecycle: 'VACANT_AS_IS',
      },
      { unitId: 'A2', ownerCode: 'BS2', municipality: 'Soresina', state: 'LIBERO', lifecycle: 'VACANT_LETTABLE' },
      { unitId: 'A4', ownerCode: null, municipality: null, state: 'LIBERO', lifecycle: 'VACANT_LETTABLE' },
    ]);
  });
});

describe('TAB 1', () => {
  it('counts pairs and Comuni with something expected; a null municipality counts as neither, its units in the total', () => {
    expect(plan.tab1.ALER).toMatchObject({
      pairs: 2,
      municipalities: 2,
      free: 2,
      renovation: 1,
      asIs: 1,
      conferred: null,
      total: 4,
    });
    expect(plan.tab1.COMUNE).toMatchObject({
      pairs: 2,
      municipalities: 2,
      free: 8,
      renovation: 19,
      asIs: 2,
      total: 29,
    });
    expect(plan.tab1.AMBITO).toMatchObject({ pairs: 4, municipalities: 3, total: 33 });
  });

  it('shows shares in integer percent, half up', () => {
    expect(plan.tab1.COMUNE.percent).toEqual({ free: 80, renovation: 95, asIs: 67, total: 88 });
    expect(plan.tab1.ALER.percent).toEqual({ free: 20, renovation: 5, asIs: 33, total: 12 });
    expect(plan.tab1.AMBITO.percent).toEqual({ free: 100, renovation: 100, asIs: 100, total: 100 });
  });

  it('has no share of nothing', () => {
    expect(computePlan(facts({ declarations: [submitted('Annicco')] })).tab1.COMUNE.percent.total).toBeNull();
  });
});

describe('TAB 2', () => {
  it('counts owners and Comuni with stock above 0, by class, with shares', () => {
    expect(plan.tab2.COMUNE).toMatchObject({ owners: 3, municipalities: 3, sap: 954, sas: 93, total: 1047 });
    expect(plan.tab2.ALER).toEqual({
      owners: 1,
      municipalities: 1,
      sap: 2417,
      sas: 19,
      total: 2436,
      percent: { sap: 72, sas: 17, total: 70 },
    });
    expect(plan.tab2.AMBITO).toMatchObject({ owners: 4, municipalities: 3 });
  });
});

describe('the response rate', () => {
  it('asks the members less certified zero and not required; only those that submitted answered', () => {
    expect(plan.response).toEqual({
      answered: 2,
      owners: 4,
      rate: 0.5,
      byStatus: { submitted: 2, 'certified-zero': 1, 'not-required': 0, 'carried-forward': 1, missing: 1 },
    });
  });

  it('does not ask a Comune in which only ALER owns, and has no rate when nobody is asked', () => {
    const notRequired = answered(istat('Annicco'), 'not-required');
    expect(computePlan(facts({ declarations: [notRequired, submitted('Cremona')] })).response).toMatchObject({
      answered: 1,
      owners: 1,
      rate: 1,
    });
    expect(computePlan(facts({ declarations: [notRequired] })).response).toMatchObject({ owners: 0, rate: null });
  });
});
