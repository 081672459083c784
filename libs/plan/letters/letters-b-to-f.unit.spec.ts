import { describe, expect, it } from '@jest/globals';
import { computePlan } from '../compute-plan.js';
import type { PlanFacts } from '../facts.js';
import { alerSubmitted, asIs, convention, facts, free, inLot, istat, lot, unit } from '../testing/facts.js';
import { rowOf } from '../testing/reading.js';

function aler(parts: Partial<PlanFacts>) {
  const { letters } = computePlan(facts({ declarations: [alerSubmitted()], ...parts }));
  return letters;
}

describe('letter b, assignable as they are', () => {
  it('lists the SAP units that are as-is at D, by label', () => {
    const { b } = aler({
      units: [asIs('3160352'), asIs('3156664'), free('3156471'), asIs('3160369', { serviceClass: 'SAS' })],
    });
    expect(rowOf(b, 'ALER')).toMatchObject({
      units: 2,
      unitIds: ['3156664', '3160352'],
      basis: 'units',
      unsupported: 0,
    });
  });
});

describe('letter c, renovation', () => {
  const expected = (unitParts: Parameters<typeof inLot>[1] = {}, lotParts: Parameters<typeof lot>[0] = {}) => {
    const { c } = aler({ units: [inLot('3159033', unitParts)], lots: [lot(lotParts)] });
    return c.totals.ALER.units;
  };
  const lotOverlay = { programme: 'p1', lot: '2.2', includedOn: '2024-11-30' };

  it('counts a unit in an open lot of a formalised programme that is assignable in the year', () => {
    expect(expected()).toBe(1);
  });

  it('counts it when the expected date is within the year, though the lot is not declared assignable', () => {
    expect(expected({}, { assignableIn: null, expectedOn: '2025-12-31' })).toBe(1);
    expect(expected({}, { assignableIn: null, expectedOn: '2026-01-01' })).toBe(0);
    expect(expected({}, { assignableIn: null, expectedOn: '2024-12-31' })).toBe(0);
    expect(expected({}, { assignableIn: null })).toBe(0);
  });

  it('reads the unit’s own expected date before its lot’s', () => {
    expect(expected({ worksExpectedOn: '2026-02-01' }, { assignableIn: null, expectedOn: '2025-06-30' })).toBe(0);
    expect(expected({ worksExpectedOn: '2025-02-01' }, { assignableIn: null, expectedOn: '2026-06-30' })).toBe(1);
  });

  it('counts it when the lot is assignable in the year, whatever the unit’s date says', () => {
    expect(expected({ worksExpectedOn: '2026-02-01' })).toBe(1);
  });

  it.each([
    ['the programme is not formalised', {}, { formalised: false }],
    ['the lot is not open', {}, { open: false }],
    ['the lot is of new build', {}, { kind: 'new-build' }],
    ['the unit is not SAP', { serviceClass: 'SAS' }, {}],
    [
      'works are completed, or the unit was let or delivered since it entered the lot',
      { lot: { ...lotOverlay, delivered: true } },
      {},
    ],
    ['the unit was removed from the lot', { lot: null }, {}],
    ['the unit is occupied, which counts as let', { lifecycle: 'OCCUPIED' }, {}],
    ['the unit is let as transitory', { lifecycle: 'OCCUPIED_TRANSITORY' }, {}],
    ['the unit is out of stock', { stock: 'OUT', lifecycle: 'OUT_OF_STOCK' }, {}],
    ['the unit’s state was never declared', { lifecycle: 'NOT_DECLARED' }, {}],
  ] as const)('leaves it out when %s', (_, unitParts, lotParts) => {
    expect(expected(unitParts, lotParts)).toBe(0);
  });

  it('keeps a unit that is lettable: being lettable is not delivery', () => {
    expect(expected({ lifecycle: 'VACANT_LETTABLE' })).toBe(1);
  });

  it('keeps a unit occupied without title, which was not let', () => {
    expect(expected({ lifecycle: 'OCCUPIED_UNTITLED' })).toBe(1);
  });
});

describe('letter d, new build', () => {
  it('counts the units of new-build lots, planned ones too, and letter c does not', () => {
    const planned = inLot('N1', { stock: 'PLANNED', lifecycle: 'UNDER_CONSTRUCTION' });
    const letters = aler({ units: [planned], lots: [lot({ kind: 'new-build' })] });
    expect(letters.d.totals.ALER.units).toBe(1);
    expect(letters.c.totals.ALER.units).toBe(0);
    expect(rowOf(letters.g, 'ALER')).toMatchObject({ renovation: 1, total: 1 });
  });
});

describe('letter e, free and turnover', () => {
  it('lists free units and none that is under assignment, valorised, as-is or of another class', () => {
    const { e } = aler({
      units: [
        free('1'),
        unit('2', { lifecycle: 'UNDER_ASSIGNMENT' }),
        unit('3', { lifecycle: 'VALORISED' }),
        asIs('4'),
        free('5', { serviceClass: 'SAS' }),
        free('6', { stock: 'PLANNED' }),
      ],
    });
    expect(rowOf(e, 'ALER')).toMatchObject({ free: 1, unitIds: ['1'] });
  });

  it('counts as turnover the release forecasts with a date in the year, and names the method', () => {
    const { e, g } = aler({
      units: [
        unit('1', { releaseExpectedOn: '2025-01-01' }),
        unit('2', { releaseExpectedOn: '2025-12-31' }),
        unit('3', { releaseExpectedOn: '2026-01-01' }),
        unit('4', { releaseExpectedOn: '2024-12-31' }),
      ],
    });
    expect(rowOf(e, 'ALER')).toMatchObject({
      turnover: 2,
      turnoverUnitIds: ['1', '2'],
      turnoverMethod: 'forecasts',
      total: 2,
    });
    expect(rowOf(g, 'ALER')).toMatchObject({ free: 2, total: 2 });
  });

  it('does not know the turnover that nobody declared or forecast, and still knows the free units', () => {
    const { e, g } = aler({ units: [free('1')] });
    expect(rowOf(e, 'ALER')).toMatchObject({ free: 1, turnover: null, turnoverMethod: null, total: 1 });
    expect(rowOf(g, 'ALER')).toMatchObject({ free: 1, total: 1 });
  });

  it('asks a model only where it is given one and nothing was declared or forecast', () => {
    const turnoverModel = {
      name: 'test',
      estimates: [{ owner: 'aler-bcm', municipality: istat('Cremona'), units: 4 }],
    };
    const silent = facts({ declarations: [alerSubmitted()], units: [free('1')] });
    const asked = computePlan(silent, { turnoverModel }).letters;
    expect(rowOf(asked.e, 'ALER')).toMatchObject({
      turnover: 4,
      turnoverMethod: 'model:test',
      unsupported: 4,
      basis: 'mixed',
    });
    expect(rowOf(asked.g, 'ALER')).toMatchObject({ free: 5, total: 5 });
    const forecast = { ...silent, units: [unit('2', { releaseExpectedOn: '2025-03-01' })] };
    expect(rowOf(computePlan(forecast, { turnoverModel }).letters.e, 'ALER')).toMatchObject({
      turnover: 1,
      turnoverMethod: 'forecasts',
    });
  });
});

describe('letter f, conferred by private owners', () => {
  const conferred = unit('P1', { conferral: 'c1' });

  it.each([
    ['open without an end', convention('c1', '2020-01-01'), 1],
    ['ending on the first day of the year', convention('c1', '2020-01-01', '2025-01-01'), 1],
    ['opening on the last day of the year', convention('c1', '2025-12-31'), 1],
    ['ended the day before the year', convention('c1', '2020-01-01', '2024-12-31'), null],
    ['opening the day after the year', convention('c1', '2026-01-01'), null],
  ])('given a convention %s', (_, conferral, units) => {
    expect(aler({ units: [conferred], conferrals: [conferral] }).f.totals.ALER.units).toBe(units);
  });

  it('is null, not 0, where nobody declared or conferred any', () => {
    const { f, g } = aler({ units: [free('1')] });
    expect(f).toMatchObject({ rows: [], totals: { AMBITO: { units: null } } });
    expect(rowOf(g, 'ALER').conferred).toBeNull();
    expect(g.totals.AMBITO.conferred).toBeNull();
  });
});

describe('a unit whose state was never declared', () => {
  it('is in letter a and in no other', () => {
    const units = [
      unit('1', { lifecycle: 'NOT_DECLARED', sat: true, conferral: 'c1', releaseExpectedOn: '2025-05-01' }),
    ];
    const letters = aler({ units, conferrals: [convention('c1', '2020-01-01')] });
    expect(letters.g.totals.AMBITO).toMatchObject({ free: 0, renovation: 0, asIs: 0, conferred: null, total: 0 });
    expect(letters.j.totals.AMBITO.units).toBe(0);
  });
});
