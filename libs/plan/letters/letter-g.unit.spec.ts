import { describe, expect, it } from '@jest/globals';
import { computePlan } from '../compute-plan.js';
import {
  alerSubmitted,
  answered,
  asIs,
  convention,
  counted,
  facts,
  free,
  inLot,
  istat,
  lot,
  of,
  submitted,
  unit,
} from '../testing/facts.js';
import { rowOf } from '../testing/reading.js';

describe('letter g, expected in the year', () => {
  const lots = [lot()];
  const conferrals = [convention('c1', '2024-01-01')];
  const inTheLot = inLot('x').lot;

  it.each([
    ['conferred beats free', free('1', { conferral: 'c1' }), { conferred: 1, free: 0 }, ['e', 'f']],
    ['conferred beats as-is', asIs('1', { conferral: 'c1' }), { conferred: 1, asIs: 0 }, ['b', 'f']],
    ['free beats renovation', free('1', { lot: inTheLot }), { free: 1, renovation: 0, conferred: null }, ['c', 'e']],
    ['as-is beats renovation', asIs('1', { lot: inTheLot }), { asIs: 1, renovation: 0 }, ['b', 'c']],
    ['conferred beats renovation', inLot('1', { conferral: 'c1' }), { conferred: 1, renovation: 0 }, ['c', 'f']],
  ])('counts a unit once: %s', (_, twice, columns, letters) => {
    const plan = computePlan(facts({ declarations: [alerSubmitted()], units: [twice], lots, conferrals }));
    expect(rowOf(plan.letters.g, 'ALER')).toMatchObject({
      ...columns,
      total: 1,
      unitIds: ['1'],
      literal: 2,
      overlaps: [{ unitId: '1', letters }],
    });
  });

  it('counts a conferred unit that is expected to be released once, under conferred', () => {
    const both = unit('1', { conferral: 'c1', releaseExpectedOn: '2025-03-01' });
    const { g } = computePlan(facts({ declarations: [alerSubmitted()], units: [both], conferrals })).letters;
    expect(rowOf(g, 'ALER')).toMatchObject({ conferred: 1, free: 0, total: 1 });
  });

  it('lets units of a figure enter once each, and only the rest of its count as a number', () => {
    const place = of('Annicco');
    const declarations = [submitted('Annicco', counted('b', 3), counted('e2', 2))];
    const { g } = computePlan(
      facts({ declarations, units: [asIs('A1', { ...place, conferral: 'c1' })], conferrals }),
    ).letters;
    expect(rowOf(g, 'Annicco')).toMatchObject({
      conferred: 1,
      asIs: 2,
      free: 2,
      total: 5,
      unsupported: 4,
      basis: 'mixed',
      unitIds: ['A1'],
    });
  });

  it('adds turnover to the free units', () => {
    const declarations = [submitted('Cremona', counted('e2', 5))];
    const units = ['36501269', '36502011', '36502021'].map((label) => free(label, of('Cremona')));
    const { g } = computePlan(facts({ declarations, units })).letters;
    expect(rowOf(g, 'Cremona')).toMatchObject({ free: 8, total: 8, unsupported: 5 });
  });

  it('is null for a missing owner of whom nothing is known, and adds the known numbers of one of whom something is', () => {
    const declarations = [answered(istat('Annicco'), 'missing'), answered(istat('Bordolano'), 'missing')];
    const { g } = computePlan(facts({ declarations, units: [free('B1', of('Bordolano'))] })).letters;
    expect(rowOf(g, 'Annicco')).toMatchObject({ free: null, renovation: null, asIs: null, total: null, literal: null });
    expect(rowOf(g, 'Bordolano')).toMatchObject({ free: 1, renovation: null, asIs: null, total: 1 });
    expect(g.totals.COMUNE).toMatchObject({
      free: 1,
      total: 1,
      nulls: { free: 1, renovation: 2, asIs: 2, total: 1, conferred: 2, literal: 1 },
    });
  });

  it('given D before the census, then counts stay and what rests on units is null', () => {
    const declarations = [submitted('Annicco', counted('c', 2))];
    const { g, k } = computePlan(
      facts({ validAt: '2024-06-30', declarations, units: [free('A1', of('Annicco'))] }),
    ).letters;
    expect(rowOf(g, 'Annicco')).toMatchObject({ free: null, asIs: null, renovation: 2, total: 2, unitIds: [] });
    expect(rowOf(k, 'Annicco').assigned).toBeNull();
  });
});
