import { describe, expect, it } from '@jest/globals';
import { computePlan } from './compute-plan.js';
import type { PlanFacts } from './facts.js';
import {
  alerSubmitted,
  answered,
  asIs,
  checked,
  counted,
  facts,
  figure,
  free,
  istat,
  of,
  submitted,
} from './testing/facts.js';
import { findingsNamed, rowOf } from './testing/reading.js';

const plan = (parts: Partial<PlanFacts>) => computePlan(facts(parts));
const annicco = (label: string) => asIs(label, of('Annicco'));

describe('a declared figure beside the units of unit events', () => {
  it('basis list: the named units are the whole answer', () => {
    const declarations = [submitted('Annicco', figure('b', { basis: 'list', units: 5 }))];
    expect(rowOf(plan({ declarations, units: [annicco('1')] }).letters.b, 'Annicco')).toMatchObject({
      units: 1,
      basis: 'units',
      unsupported: 0,
    });
  });

  it('basis count: a number without units, marked as not supported by units', () => {
    const document = plan({ declarations: [submitted('Annicco', counted('b', 2))] });
    expect(rowOf(document.letters.b, 'Annicco')).toMatchObject({
      units: 2,
      unitIds: [],
      basis: 'count',
      unsupported: 2,
    });
    expect(findingsNamed(document, 'COUNT_WITHOUT_UNITS')[0]?.cells).toEqual(['b/COMUNE/Annicco/units']);
  });

  it.each([
    [2, 1, 2, 1],
    [2, 2, 2, 0],
    [2, 3, 3, 0],
    [0, 1, 1, 0],
  ])(
    'given a count of %i and %i units, then the larger holds: %i, and %i of them rest on no unit',
    (count, units, number, rest) => {
      const document = plan({
        declarations: [submitted('Annicco', counted('b', count))],
        units: Array.from({ length: units }, (_, i) => annicco(`A${i}`)),
      });
      expect(rowOf(document.letters.b, 'Annicco')).toMatchObject({ units: number, basis: 'mixed', unsupported: rest });
      const rule = units > count ? 'COUNT_BELOW_UNITS' : 'COUNT_BESIDE_UNITS';
      expect(findingsNamed(document, rule)[0]?.cells).toEqual(['b/COMUNE/Annicco/units']);
    },
  );

  it('does not know a count that was declared without a number', () => {
    const document = plan({ declarations: [submitted('Annicco', figure('b'))] });
    expect(rowOf(document.letters.b, 'Annicco').units).toBeNull();
    expect(rowOf(document.letters.g, 'Annicco').asIs).toBeNull();
    expect(findingsNamed(document, 'FIGURE_WITHOUT_NUMBER')).toHaveLength(1);
  });

  it('an owner-wide figure of a Comune belongs to its own municipality', () => {
    const document = plan({ declarations: [submitted('Annicco', counted('b', 2, { municipality: null }))] });
    expect(rowOf(document.letters.b, 'Annicco').municipality).toBe('Annicco');
  });

  it('an owner-wide count of ALER leaves in the null row what the rows by municipality do not explain', () => {
    const declarations = [alerSubmitted(counted('b', 5), counted('b', 2, { municipality: istat('Soresina') }))];
    const { b } = plan({ declarations, units: [asIs('1'), asIs('2', { municipality: null })] }).letters;
    expect(b.rows.filter(({ ownerKind }) => ownerKind === 'ALER').map(({ units }) => units)).toEqual([1, 2, 2]);
    expect(rowOf(b, 'ALER', null)).toMatchObject({ units: 2, unitIds: ['2'], unsupported: 1, basis: 'mixed' });
    expect(b.totals.ALER.units).toBe(5);
  });

  it('an owner-wide count is mixed as soon as one of the owner’s units stands beside it, wherever it is', () => {
    const declarations = [alerSubmitted(counted('b', 5))];
    const nullRow = (units: PlanFacts['units']) => rowOf(plan({ declarations, units }).letters.b, 'ALER', null);
    expect(nullRow([])).toMatchObject({ units: 5, basis: 'count' });
    expect(nullRow([asIs('1')])).toMatchObject({ units: 4, unitIds: [], unsupported: 4, basis: 'mixed' });
  });

  it('a figure of another year is not read', () => {
    const earlier = { ...submitted('Annicco', counted('b', 2)), year: 2024 };
    expect(rowOf(plan({ declarations: [earlier] }).letters.b, 'Annicco').units).toBeNull();
  });

  it('figures of an owner carried forward are shown and flagged', () => {
    const carried = answered(istat('Annicco'), 'carried-forward', counted('b', 2));
    expect(rowOf(plan({ declarations: [carried] }).letters.b, 'Annicco')).toMatchObject({
      units: 2,
      basis: 'carried-forward',
    });
  });

  it('a count above the owner’s SAP stock is shown, with a finding', () => {
    const document = plan({
      declarations: [submitted('Annicco', counted('b', 9))],
      stock: [{ owner: istat('Annicco'), municipality: istat('Annicco'), sap: 8, sas: 5, other: 0 }],
    });
    expect(rowOf(document.letters.b, 'Annicco').units).toBe(9);
    expect(findingsNamed(document, 'FIGURE_ABOVE_STOCK')).toHaveLength(1);
  });
});

describe('a check, which repeats a list', () => {
  const units = [asIs('1'), asIs('2'), asIs('3', { municipality: istat('Soresina') })];
  const checkedPlan = (number: number) =>
    plan({ declarations: [alerSubmitted(checked('b', number, 'Cremona'))], units });

  it('is never counted', () => {
    expect(checkedPlan(40).letters.b.totals.ALER.units).toBe(3);
  });

  it('raises nothing when it repeats the owner’s cell', () => {
    const document = checkedPlan(2);
    expect(document.findings.filter(({ rule }) => rule.startsWith('CHECK'))).toEqual([]);
  });

  it('says so when it repeats the owner’s total: its label is wrong about the place', () => {
    const [found] = findingsNamed(checkedPlan(3), 'CHECK_MATCHES_OTHER_PLACE');
    expect(found?.message).toContain('totale');
    expect(found?.cells).toEqual([`b/ALER/${istat('Cremona')}/units`]);
  });

  it('says so when it repeats neither', () => {
    expect(findingsNamed(checkedPlan(4), 'CHECK_DIFFERS')).toHaveLength(1);
  });
});

describe('a count declared to be the same units as another letter’s list', () => {
  const ids = ['1', '2', '3'];
  const pessina = (parts: Partial<Parameters<typeof free>[1]> = {}) =>
    ids.map((id) => free(id, { ...of('Pessina'), ...parts }));
  const same = counted('c', 3, { sameUnits: { letter: 'e1', units: ids.map((id) => `unit-${id}`) } });
  const withFirst = (parts: NonNullable<Parameters<typeof free>[1]>) =>
    plan({
      declarations: [submitted('Pessina', same)],
      units: [free('1', { ...of('Pessina'), ...parts }), ...pessina().slice(1)],
    });

  it('those units carry the fact and nothing is added', () => {
    const document = plan({ declarations: [submitted('Pessina', same)], units: pessina() });
    expect(rowOf(document.letters.c, 'Pessina')).toMatchObject({
      units: 3,
      unitIds: ids,
      basis: 'units',
      unsupported: 0,
    });
    expect(findingsNamed(document, 'COUNT_CARRIED_BY_UNITS')).toHaveLength(1);
  });

  it.each([
    ['let after the count was stated', { lifecycle: 'OCCUPIED', lastDeliveredOn: '2024-12-10' }],
    ['completed on the day it was stated', { lastDeliveredOn: '2024-11-30' }],
    ['sold', { stock: 'OUT', lifecycle: 'OUT_OF_STOCK' }],
  ] as const)('given one of them %s, then it is delivered and the count is one less', (_, parts) => {
    const document = withFirst(parts);
    expect(rowOf(document.letters.c, 'Pessina')).toMatchObject({ units: 2, unitIds: ['2', '3'] });
    expect(findingsNamed(document, 'CARRIED_COUNT_DIFFERS')).toHaveLength(1);
  });

  it('given one of them let and released before the count was stated, then it still carries it', () => {
    expect(rowOf(withFirst({ lastDeliveredOn: '2024-06-01' }).letters.c, 'Pessina').units).toBe(3);
  });

  it('given a unit that two counts name, then it carries them once', () => {
    const twice = { ...same, municipality: istat('Annicco') };
    const document = plan({ declarations: [submitted('Pessina', same, twice)], units: pessina() });
    expect(rowOf(document.letters.c, 'Pessina', 'Pessina')).toMatchObject({ units: 3, unitIds: ids });
  });

  it('given a check that names units, or a count of assignments, then no unit carries it', () => {
    const check = { ...same, basis: 'check' as const };
    const lettings = { ...same, letter: 'k' as const };
    const { letters } = plan({ declarations: [submitted('Pessina', check, lettings)], units: pessina() });
    expect(rowOf(letters.c, 'Pessina').units).toBe(0);
    expect(rowOf(letters.k, 'Pessina')).toMatchObject({ assigned: 3, basis: 'count', unsupported: 3 });
  });
});
