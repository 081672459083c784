import { describe, expect, it } from '@jest/globals';
import { computePlan } from '../compute-plan.js';
import type { PlanFacts } from '../facts.js';
import {
  ALER,
  alerSubmitted,
  answered,
  assignment,
  counted,
  facts,
  figure,
  free,
  istat,
  of,
  submitted,
} from '../testing/facts.js';
import { findingsNamed, rowOf } from '../testing/reading.js';

const frees = (town: 'Cremona' | 'Annicco', n: number) =>
  Array.from({ length: n }, (_, i) => free(`${town}-${i}`, of(town)));

describe('letter h, indigent households', () => {
  it.each([
    [10, 27, 9],
    [10, 10, 3],
    [0, 10, 2],
    [5, 1, 1],
    [80, 7, 7],
  ])('reserves ceil((20 + %i)%% of %i) units of municipal stock: %i', (excess, expected, units) => {
    const declarations = [submitted('Cremona', figure('h', { percent: excess }))];
    const { h } = computePlan(facts({ declarations, units: frees('Cremona', expected) })).letters;
    expect(rowOf(h, 'Cremona')).toMatchObject({ percentOver20: excess, units });
  });

  it('reserves 20% without a declared excess, which is then not known', () => {
    const { h } = computePlan(facts({ declarations: [submitted('Cremona')], units: frees('Cremona', 6) })).letters;
    expect(rowOf(h, 'Cremona')).toMatchObject({ percentOver20: null, units: 2 });
  });

  it('reserves nothing of nothing where an excess was declared', () => {
    const declarations = [submitted('Annicco', figure('h', { percent: 10 }))];
    expect(rowOf(computePlan(facts({ declarations })).letters.h, 'Annicco')).toMatchObject({
      percentOver20: 10,
      units: 0,
    });
  });

  it('reserves ceil(20%) of ALER’s in each Comune, and applies no excess that ALER declares', () => {
    const units = [
      ...Array.from({ length: 6 }, (_, i) => free(`C${i}`)),
      free('S1', { municipality: istat('Soresina') }),
    ];
    const declarations = [alerSubmitted(figure('h', { percent: 10, municipality: istat('Cremona') }))];
    const plan = computePlan(facts({ declarations, units }));
    expect(rowOf(plan.letters.h, 'ALER', istat('Cremona'))).toMatchObject({ percentOver20: null, units: 2 });
    expect(rowOf(plan.letters.h, 'ALER', istat('Soresina'))).toMatchObject({ percentOver20: null, units: 1 });
    expect(findingsNamed(plan, 'EXCESS_NOT_FOR_OWNER')).toHaveLength(1);
  });
});

describe('letter i', () => {
  it('a: repeats the further category of a Comune', () => {
    const declarations = [submitted('Cremona', figure('ia', { category: 'families in emergency accommodation' }))];
    expect(computePlan(facts({ declarations })).letters.i.a.rows).toEqual([
      { owner: 'Cremona', municipality: 'Cremona', category: 'families in emergency accommodation' },
    ]);
  });

  it('b: takes the declared percentage of g, rounded as the rule set says', () => {
    const declarations = [submitted('Cremona', figure('ib', { percent: 5 }))];
    const { i } = computePlan(facts({ declarations, units: frees('Cremona', 27) })).letters;
    expect(rowOf(i.b, 'Cremona')).toMatchObject({ percent: 5, units: 2, cap: 10 });
  });

  it('b: raises a finding above the cap and cuts nothing; from 10 March 2025 the cap is 20%', () => {
    const declarations = [submitted('Cremona', figure('ib', { percent: 15 }))];
    const before = facts({ validAt: '2025-03-09', declarations, units: frees('Cremona', 10) });
    const plan = computePlan(before);
    expect(rowOf(plan.letters.i.b, 'Cremona')).toMatchObject({ percent: 15, units: 2, cap: 10 });
    expect(findingsNamed(plan, 'POLICE_ABOVE_CAP')[0]?.cells).toEqual(['i.b/COMUNE/Cremona/percent']);
    const after = computePlan({ ...before, validAt: '2025-03-10' });
    expect(rowOf(after.letters.i.b, 'Cremona').cap).toBe(20);
    expect(findingsNamed(after, 'POLICE_ABOVE_CAP')).toEqual([]);
  });
});

describe('letter j, transitory services', () => {
  it('counts the designated units that are in g, and says which are not', () => {
    const units = [free('1', { sat: true }), free('2'), free('3', { sat: true, lifecycle: 'OCCUPIED_TRANSITORY' })];
    const plan = computePlan(facts({ declarations: [alerSubmitted()], units }));
    expect(rowOf(plan.letters.j, 'ALER')).toMatchObject({ units: 1, unitIds: ['1'], basis: 'units' });
    expect(findingsNamed(plan, 'SAT_OUTSIDE_EXPECTED')[0]?.unitIds).toEqual(['3']);
  });

  it('raises a finding when an owner’s count is above what it expects in the year', () => {
    const declarations = [submitted('Annicco', counted('j', 3))];
    const above = computePlan(facts({ declarations, units: frees('Annicco', 2) }));
    expect(rowOf(above.letters.j, 'Annicco').units).toBe(3);
    expect(findingsNamed(above, 'SAT_ABOVE_EXPECTED')[0]?.cells).toEqual(['j/COMUNE/Annicco/units']);
    expect(
      findingsNamed(computePlan(facts({ declarations, units: frees('Annicco', 3) })), 'SAT_ABOVE_EXPECTED'),
    ).toEqual([]);
  });
});

describe('letter k, assigned in the year before', () => {
  const k = (parts: Partial<PlanFacts>) => computePlan(facts({ declarations: [alerSubmitted()], ...parts })).letters.k;

  it('counts SAP assignments effective in Y-1 and not after D, mobility apart', () => {
    const assignments = [
      assignment('1'),
      assignment('2', { channel: 'mobility', effectiveOn: '2024-01-01' }),
      assignment('3', { effectiveOn: '2023-12-31' }),
      assignment('4', { effectiveOn: '2025-01-01' }),
      assignment('5', { serviceClass: 'SAS' }),
    ];
    expect(rowOf(k({ assignments }), 'ALER')).toMatchObject({
      assigned: 2,
      ofWhichMobility: 1,
      unitIds: ['1', '2'],
      basis: 'units',
    });
    expect(
      rowOf(
        k({ assignments, validAt: '2024-05-31', declarations: [{ ...alerSubmitted(), firstCensusOn: null }] }),
        'ALER',
      ),
    ).toMatchObject({ assigned: 1 });
  });

  it('names a unit twice when it was let twice', () => {
    const assignments = [assignment('1'), assignment('1', { effectiveOn: '2024-09-01', eventId: 'again' })];
    expect(rowOf(k({ assignments }), 'ALER')).toMatchObject({ assigned: 2, unitIds: ['1', '1'] });
  });

  it('keeps a declared count when one assignment is recorded, and shows it as mixed', () => {
    const declarations = [submitted('Cremona', counted('k', 24, { ofWhichMobility: 13 }))];
    const assignments = [assignment('1', of('Cremona'))];
    expect(rowOf(k({ declarations, assignments }), 'Cremona')).toMatchObject({
      municipality: 'Cremona',
      assigned: 24,
      ofWhichMobility: 13,
      basis: 'mixed',
      unsupported: 23,
    });
  });

  it('does not know the mobility that a count left blank', () => {
    const declarations = [submitted('Annicco', counted('k', 2))];
    expect(rowOf(k({ declarations }), 'Annicco')).toMatchObject({ assigned: 2, ofWhichMobility: null });
  });

  it('holds ALER’s count of its whole operating unit against all its units: the null row shows what is left', () => {
    const declarations = [alerSubmitted(counted('k', 154, { ofWhichMobility: 10, label: 'U.O.CREMONA' }))];
    const assignments = [
      assignment('1', { channel: 'mobility' }),
      assignment('2', { municipality: istat('Soresina') }),
      assignment('3', { municipality: null }),
    ];
    const letter = k({ declarations, assignments });
    expect(rowOf(letter, 'ALER', istat('Cremona'))).toMatchObject({ assigned: 1, basis: 'units' });
    expect(rowOf(letter, 'ALER', null)).toMatchObject({
      assigned: 152,
      ofWhichMobility: 9,
      unitIds: ['3'],
      unsupported: 151,
      basis: 'mixed',
    });
    expect(letter.totals.ALER).toMatchObject({ assigned: 154, ofWhichMobility: 10 });
  });

  it('never shows less than 0 left of an owner-wide count', () => {
    const declarations = [alerSubmitted(counted('k', 1))];
    const letter = k({ declarations, assignments: [assignment('1'), assignment('2')] });
    expect(rowOf(letter, 'ALER', null)).toMatchObject({ assigned: 0, unsupported: 0 });
    expect(letter.totals.ALER.assigned).toBe(2);
  });

  it('is null for ALER when it is missing', () => {
    expect(rowOf(k({ declarations: [answered(ALER, 'missing')] }), 'ALER').assigned).toBeNull();
  });
});
