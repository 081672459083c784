import { describe, expect, it } from '@jest/globals';
import { computePlan } from '../compute-plan.js';
import { ALER, CENSUS, alerSubmitted, answered, comune, facts, istat, stock, submitted } from '../testing/facts.js';
import { rowOf } from '../testing/reading.js';

describe('letter a, the stock', () => {
  it('counts the units in stock of an owner by class; other classes are shown apart and in the total', () => {
    const { letters } = computePlan(
      facts({ stock: [stock('Annicco', 12, 2, 1)], declarations: [submitted('Annicco')] }),
    );
    expect(rowOf(letters.a, 'Annicco')).toEqual({
      owner: 'Annicco',
      ownerKind: 'COMUNE',
      municipality: 'Annicco',
      sap: 12,
      sas: 2,
      other: 1,
      total: 15,
      basis: 'units',
      status: 'submitted',
    });
  });

  it('gives units of an unknown municipality their own row, sorted last', () => {
    const rows = [
      { owner: ALER, municipality: null, sap: 5, sas: 1, other: 0 },
      { owner: ALER, municipality: istat('Soresina'), sap: 2, sas: 0, other: 0 },
      { owner: ALER, municipality: istat('Cremona'), sap: 3, sas: 0, other: 0 },
    ];
    const bodies = [comune('Cremona'), comune('Soresina'), ...facts().bodies];
    const { letters } = computePlan(facts({ bodies, stock: rows, declarations: [alerSubmitted()] }));
    const places = letters.a.rows
      .filter(({ ownerKind }) => ownerKind === 'ALER')
      .map(({ municipality }) => municipality);
    expect(places).toEqual(['Cremona', 'Soresina', null]);
    expect(letters.a.totals.ALER).toEqual({ sap: 10, sas: 1, other: 0, total: 11 });
  });

  it('is 0 for an owner that certified zero and for one that was not asked', () => {
    const declarations = [
      { ...answered(istat('Annicco'), 'certified-zero'), firstCensusOn: null },
      { ...answered(istat('Cremona'), 'not-required'), firstCensusOn: null },
    ];
    const { letters } = computePlan(facts({ declarations }));
    expect(rowOf(letters.a, 'Annicco').total).toBe(0);
    expect(rowOf(letters.a, 'Cremona').total).toBe(0);
    expect(letters.a.totals.COMUNE).toEqual({ sap: 0, sas: 0, other: 0, total: 0 });
  });

  it('is null, not 0, for an owner that is missing, and the total says how many were null', () => {
    const missing = { ...answered(istat('Annicco'), 'missing'), firstCensusOn: null };
    const { letters } = computePlan(
      facts({ declarations: [missing, submitted('Cremona')], stock: [stock('Cremona', 10)] }),
    );
    expect(rowOf(letters.a, 'Annicco')).toMatchObject({ sap: null, total: null, status: 'missing' });
    expect(letters.a.totals.COMUNE).toEqual({
      sap: 10,
      sas: 0,
      other: 0,
      total: 10,
      nulls: { sap: 1, sas: 1, other: 1, total: 1 },
    });
  });

  it('treats a member of which no declaration is known as missing', () => {
    const { letters } = computePlan(facts({ bodies: [comune('Annicco')] }));
    expect(rowOf(letters.a, 'Annicco')).toMatchObject({ total: null, status: null });
  });

  it('is null for an owner that submitted and whose stock nobody counted', () => {
    const declaration = { ...submitted('Annicco'), firstCensusOn: null };
    expect(rowOf(computePlan(facts({ declarations: [declaration] })).letters.a, 'Annicco').total).toBeNull();
  });

  it('is 0 for an owner whose counted units have all left the stock', () => {
    expect(rowOf(computePlan(facts({ declarations: [submitted('Annicco')] })).letters.a, 'Annicco').total).toBe(0);
  });

  it('keeps the last declaration known of an owner that did not answer, flagged carried forward', () => {
    const earlier = { ...submitted('Annicco'), year: 2024, firstCensusOn: '2023-11-30' };
    const { letters } = computePlan(facts({ declarations: [earlier], stock: [stock('Annicco', 14)] }));
    expect(rowOf(letters.a, 'Annicco')).toMatchObject({ total: 14, basis: 'carried-forward', status: null });
  });

  it('flags an owner whose figures were carried forward', () => {
    const carried = answered(istat('Annicco'), 'carried-forward');
    const { letters } = computePlan(facts({ declarations: [carried], stock: [stock('Annicco', 14)] }));
    expect(rowOf(letters.a, 'Annicco')).toMatchObject({ total: 14, basis: 'carried-forward' });
  });

  it('given D before the owner’s first census, then what rests on its units is null', () => {
    const before = facts({
      validAt: '2024-11-29',
      declarations: [submitted('Annicco')],
      stock: [stock('Annicco', 14)],
    });
    expect(rowOf(computePlan(before).letters.a, 'Annicco').total).toBeNull();
    expect(rowOf(computePlan({ ...before, validAt: CENSUS }).letters.a, 'Annicco').total).toBe(14);
  });
});
