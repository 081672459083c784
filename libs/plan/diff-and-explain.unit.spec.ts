import { describe, expect, it } from '@jest/globals';
import { computePlan } from './compute-plan.js';
import { diffPlans } from './diff.js';
import { UnknownAddress, explainNumber } from './explain/explain.js';
import {
  ALER,
  alerSubmitted,
  asIs,
  assignment,
  comune,
  counted,
  facts,
  free,
  istat,
  of,
  stock,
  submitted,
  unit,
} from './testing/facts.js';

const bodies = [...facts().bodies, comune('Cremona'), comune('Annicco'), comune('Bordolano')];
const declarations = [submitted('Cremona', counted('e2', 5)), submitted('Annicco', counted('b', 2)), alerSubmitted()];
const before = facts({
  bodies,
  declarations,
  stock: [stock('Cremona', 3)],
  units: [free('1', of('Cremona')), free('2', of('Cremona')), free('A1')],
});

describe('the difference of two plans', () => {
  it('is nothing between a plan and itself', () => {
    expect(diffPlans(computePlan(before), computePlan(before))).toEqual({
      changes: [],
      findings: { appeared: [], gone: [] },
    });
  });

  it('given a unit let in between, then names every cell that moved, and the unit where it stood', () => {
    const after = { ...before, units: [free('1', of('Cremona')), free('A1'), unit('2', of('Cremona'))] };
    const { changes } = diffPlans(computePlan(before), computePlan(after));
    const moved = Object.fromEntries(
      changes.map((change) => [change.cell, [change.before, change.after, change.unitIdsOut]]),
    );
    expect(moved['e/COMUNE/Cremona/free']).toEqual([2, 1, ['2']]);
    expect(moved['g/COMUNE/Cremona/total']).toEqual([7, 6, ['2']]);
    expect(moved['totals/g/AMBITO/total']).toEqual([10, 9, []]);
    expect(moved['tab1/COMUNE/free']).toEqual([7, 6, []]);
    expect(moved['annexA/Cremona/available']).toEqual([7, 6, []]);
    expect(Object.keys(moved).some((cell) => cell.includes('Annicco'))).toBe(false);
  });

  it('given a unit in a Comune where its owner had none, then the cell was 0; of an owner that did not answer it was not known', () => {
    const after = {
      ...before,
      units: [...before.units, asIs('A2', { municipality: istat('Annicco') }), free('B1', of('Bordolano'))],
    };
    const { changes, findings } = diffPlans(computePlan(before), computePlan(after));
    expect(changes.find(({ cell }) => cell === 'b/ALER/Annicco/units')).toEqual({
      cell: 'b/ALER/Annicco/units',
      before: 0,
      after: 1,
      unitIdsIn: ['A2'],
      unitIdsOut: [],
    });
    expect(changes.find(({ cell }) => cell === 'e/COMUNE/Bordolano/free')).toMatchObject({ before: null, after: 1 });
    expect(findings.appeared.map(({ rule }) => rule)).toContain('CLASS_ASSUMED');
  });

  it('given one unit for another, then the row is named though no number moved', () => {
    const after = { ...before, units: [free('1', of('Cremona')), free('3', of('Cremona')), free('A1')] };
    const { changes } = diffPlans(computePlan(before), computePlan(after));
    expect(changes.map(({ cell, before: was, after: is }) => [cell, was, is])).toEqual([
      ['e/COMUNE/Cremona/free', 2, 2],
      ['g/COMUNE/Cremona/total', 7, 7],
    ]);
  });
});

describe('the explanation of a number', () => {
  it('opens g.free to its units and the figure behind the rest', () => {
    const explained = explainNumber(before, 'g.free', { owner: 'Cremona', municipality: 'Cremona' });
    expect(explained).toMatchObject({
      address: 'g.free',
      number: 7,
      rows: [
        {
          owner: 'Cremona',
          ownerId: istat('Cremona'),
          municipalityCode: istat('Cremona'),
          number: 7,
          units: [
            { unitId: 'unit-1', label: '1' },
            { unitId: 'unit-2', label: '2' },
          ],
          rest: 5,
          figures: [{ letter: 'e2', units: 5 }],
        },
      ],
    });
  });

  it.each([
    [{ owner: 'ALER' }, 1],
    [{ owner: ALER }, 1],
    [{ owner: 'aler brescia-cremona-mantova' }, 1],
    [{ municipality: istat('Cremona') }, 8],
    [{ municipality: 'cremona' }, 8],
    [{ owner: 'Nobody' }, null],
  ])('finds rows by name, id, kind or ISTAT code: %j', (filter, number) => {
    expect(explainNumber(before, 'g.free', filter).number).toBe(number);
  });

  it('names the assignment behind each unit of letter k', () => {
    const withLet = { ...before, assignments: [assignment('9', { channel: 'mobility' })] };
    expect(explainNumber(withLet, 'k.assigned', { owner: ALER }).rows[0]?.units).toEqual([
      { unitId: 'unit-9', label: '9', eventId: 'let-9' },
    ]);
    expect(explainNumber(withLet, 'k.of-which-mobility', { owner: ALER }).number).toBe(1);
  });

  it('says of letter a which units in stock to list', () => {
    expect(explainNumber(before, 'a.sap', { owner: 'Cremona' }).rows).toMatchObject([
      { number: 3, units: null, stock: { serviceClass: 'SAP' } },
    ]);
  });

  it('accepts the column in any case, with or without hyphens', () => {
    expect(explainNumber(before, 'G.as-is').address).toBe('g.asIs');
  });

  it('refuses an address of no number', () => {
    expect(() => explainNumber(before, 'g.nothing')).toThrow(UnknownAddress);
    expect(() => explainNumber(before, 'constructor')).toThrow(UnknownAddress);
  });

  it.each(['b.units', 'c.units', 'e.free', 'e.turnover', 'g.free', 'g.renovation', 'g.asIs', 'j.units', 'k.assigned'])(
    '%s: units and rest add up to the number of the plan',
    (address) => {
      for (const row of explainNumber(before, address).rows) {
        if (row.number !== null) expect((row.units?.length ?? 0) + row.rest).toBe(row.number);
      }
    },
  );
});
