import { describe, expect, it } from '@jest/globals';
import { computePlan } from './compute-plan.js';
import type { PlanFacts } from './facts.js';
import {
  alerSubmitted,
  alike,
  comune,
  counted,
  facts,
  free,
  inLot,
  lot,
  of,
  reported,
  submitted,
} from './testing/facts.js';
import { findingsNamed, rowOf } from './testing/reading.js';

const LOT = inLot('').lot;

describe('unit 3161156 of the published plan, in the free list and in lot 2.2', () => {
  const units = [
    free('3161156', { lot: LOT, ownerCode: 'BS157603' }),
    inLot('3159033'),
    inLot('3159394'),
    free('3156471'),
  ];
  const parts: Partial<PlanFacts> = {
    declarations: [alerSubmitted()],
    units,
    lots: [lot()],
    sourceStatuses: alike(
      reported('3161156', { code: '1001', statusLabel: '1001 - ASSEGNABILE', mapsTo: 'VACANT_LETTABLE' }),
      reported('3159394', {
        code: '1001',
        statusLabel: '1001 - ASSEGNABILE',
        mapsTo: 'VACANT_LETTABLE',
        lifecycle: 'UNDER_MAINTENANCE',
      }),
    ),
  };
  const plan = computePlan({ ...facts(parts), bodies: [...facts().bodies, comune('Cremona')] });

  it('stays in letters c and e, and counts once in g, under free', () => {
    expect(rowOf(plan.letters.c, 'ALER').unitIds).toContain('3161156');
    expect(rowOf(plan.letters.e, 'ALER').unitIds).toContain('3161156');
    expect(rowOf(plan.letters.g, 'ALER')).toMatchObject({ free: 2, renovation: 2, total: 4, literal: 5 });
  });

  it('raises a finding that names the unit and the cell it left', () => {
    expect(findingsNamed(plan, 'UNIT_IN_TWO_LETTERS')).toMatchObject([
      { severity: 'warning', unitIds: ['3161156'], cells: ['g/ALER/Cremona/renovation'] },
    ]);
  });

  it('makes Allegato B count three lot rows and two distinct units', () => {
    expect(plan.annexB).toMatchObject({ lotRows: 3, distinctUnits: 2 });
    expect(plan.annexB.lots[0]).toMatchObject({
      lot: 'LOTTO 2.2',
      rows: [{ unitId: '3159033' }, { unitId: '3159394' }, { unitId: '3161156' }],
    });
  });

  it('leaves a lot unit whose source status says assignable in c, with a finding', () => {
    expect(findingsNamed(plan, 'LOT_UNIT_SAYS_ASSIGNABLE').map(({ unitIds }) => unitIds)).toEqual([
      ['3159394'],
      ['3161156'],
    ]);
  });
});

describe('Pessina’s three units, free and counted under renovation', () => {
  const ids = ['150352', '157966', '159739'];
  const same = counted('c', 3, { sameUnits: { letter: 'e1', units: ids.map((id) => `unit-${id}`) } });
  const plan = computePlan(
    facts({ declarations: [submitted('Pessina', same)], units: ids.map((id) => free(id, of('Pessina'))) }),
  );

  it('are the three of c; g counts them free, and none under renovation', () => {
    expect(rowOf(plan.letters.c, 'Pessina')).toMatchObject({ units: 3, unitIds: ids });
    expect(rowOf(plan.letters.g, 'Pessina')).toMatchObject({ free: 3, renovation: 0, total: 3, literal: 6 });
    expect(rowOf(plan.letters.g, 'Pessina').overlaps).toHaveLength(3);
  });

  it('are no contradiction: the owner declared it', () => {
    expect(findingsNamed(plan, 'UNIT_IN_TWO_LETTERS')).toEqual([]);
    expect(findingsNamed(plan, 'COUNT_CARRIED_BY_UNITS')[0]).toMatchObject({
      unitIds: ids,
      cells: ['c/COMUNE/Pessina/units'],
    });
  });
});
