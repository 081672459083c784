import { describe, expect, it } from '@jest/globals';
import { foldAsOf, isRejected } from '#temporal';
import { annulment, streamOfFacts } from '#temporal/testing';
import { declaration, decide } from './decide.js';
import type { DeclarationFact } from './state.js';
import { declarationKeyOf, declarationStream } from './stream.js';

type FigureData = Extract<DeclarationFact, { type: 'FigureDeclared' }>['data'];

const KEY = { ambito: 'cremonese', year: 2025, owner: '019001' };
const DAY = '2025-01-10';
const UNIT = '00000000-0000-4000-8000-000000000001';
const others = { isBody: (id: string) => id === '019001', isMunicipality: (code: string) => code.startsWith('019') };

function figure(letter: FigureData['letter'], more: Partial<FigureData>, effectiveOn = DAY): DeclarationFact {
  return { type: 'FigureDeclared', data: { effectiveOn, letter, municipality: '019001', basis: 'count', ...more } };
}
function code(given: readonly DeclarationFact[], fact: DeclarationFact, key = KEY): string | undefined {
  const decided = decide(key, { kind: 'record', facts: [fact] }, streamOfFacts(...given), others);
  return isRejected(decided) ? decided.rejection.code : undefined;
}
function after(...facts: DeclarationFact[]) {
  return foldAsOf(streamOfFacts(...facts), declaration.initial, declaration.evolve);
}
const answered = (status: 'submitted' | 'carried-forward', effectiveOn = DAY): DeclarationFact => ({
  type: 'SurveyAnswered',
  data: { effectiveOn, status, ...(status === 'carried-forward' && { carriedFrom: 2024 }) },
});
const counted = (effectiveOn: string, total: number): DeclarationFact => ({
  type: 'StockCounted',
  data: { effectiveOn, total, sap: total, sas: 0, other: 0 },
});

describe('a declaration', () => {
  it('given nothing, then it says nothing', () => {
    expect(after()).toEqual({
      status: null,
      answeredOn: null,
      carriedFrom: null,
      counted: null,
      firstCountedOn: null,
      figures: [],
    });
  });

  it('given an answer, then its status is that, and the latest answer is the one that counts', () => {
    expect(after(answered('submitted'))).toMatchObject({ status: 'submitted', answeredOn: DAY, carriedFrom: null });
    expect(after(answered('submitted', '2025-02-01'), answered('carried-forward'))?.status).toBe('submitted');
    expect(after(answered('carried-forward')).carriedFrom).toBe(2024);
  });

  it('given two stock counts, then the last is the stock and the first is when the census was', () => {
    expect(after(counted('2024-12-31', 14), counted('2025-06-30', 15))).toMatchObject({
      counted: { on: '2025-06-30', total: 15 },
      firstCountedOn: '2024-12-31',
    });
  });

  it('given a figure of a letter and place again, then it revises the first; another place stands beside it', () => {
    const state = after(
      figure('c', { units: 2 }),
      figure('b', { units: 1, municipality: null }),
      figure('b', { units: 3, municipality: '019002' }),
      figure('c', { units: 5 }, '2025-02-01'),
    );
    expect(
      state.figures.map(({ letter, municipality, units, statedOn }) => [letter, municipality, units, statedOn]),
    ).toEqual([
      ['b', '019002', 3, DAY],
      ['b', null, 1, DAY],
      ['c', '019001', 5, '2025-02-01'],
    ]);
  });

  it('given a figure withdrawn, then it is not declared; one that is not declared cannot be withdrawn', () => {
    const withdrawn: DeclarationFact = {
      type: 'FigureWithdrawn',
      data: { effectiveOn: '2025-02-01', letter: 'c', municipality: '019001' },
    };
    expect(after(figure('c', { units: 2 }), withdrawn).figures).toEqual([]);
    expect(code([figure('c', { units: 2 })], withdrawn)).toBeUndefined();
    expect(code([], withdrawn)).toBe('FIGURE_NOT_DECLARED');
    expect(code([figure('c', { units: 2, municipality: null })], withdrawn)).toBe('FIGURE_NOT_DECLARED');
  });

  it('given a figure annulled, then the one it had revised is back', () => {
    const stream = streamOfFacts(figure('c', { units: 2 }), figure('c', { units: 5 }, '2025-02-01'), annulment(1));
    expect(foldAsOf(stream, declaration.initial, declaration.evolve).figures[0]?.units).toBe(2);
  });

  it.each([
    ['a letter by units without a number', figure('c', {}), 'FIGURE_SAYS_NOTHING'],
    ['a percentage letter without one', figure('h', { units: 2 }), 'FIGURE_SAYS_NOTHING'],
    ['a category letter without one', figure('ia', {}), 'FIGURE_SAYS_NOTHING'],
    ['a percentage of units', figure('c', { units: 2, percent: 5 }), 'NOT_A_FIGURE_OF_THE_LETTER'],
    ['a category of units', figure('c', { units: 2, category: 'x' }), 'NOT_A_FIGURE_OF_THE_LETTER'],
    [
      'mobility of anything but assignments',
      figure('c', { units: 2, ofWhichMobility: 1 }),
      'NOT_A_FIGURE_OF_THE_LETTER',
    ],
    ['more mobility than assignments', figure('k', { units: 2, ofWhichMobility: 3 }), 'MOBILITY_ABOVE_UNITS'],
    [
      'the same units of a list',
      figure('c', { basis: 'list', sameUnits: { letter: 'e1', units: [UNIT] } }),
      'SAME_UNITS_NEED_A_COUNT',
    ],
    [
      'the same units as itself',
      figure('c', { units: 1, sameUnits: { letter: 'c', units: [UNIT] } }),
      'SAME_UNITS_OF_ITSELF',
    ],
    ['a place that is no Comune', figure('c', { units: 2, municipality: '999999' }), 'MUNICIPALITY_UNKNOWN'],
  ])('when %s is declared, then it is refused', (_, fact, expected) => {
    expect(code([], fact)).toBe(expected);
  });

  it.each([
    ['a list without a number: its units are the answer', figure('b', { basis: 'list' })],
    [
      'a count that another letter’s units carry',
      figure('c', { units: 3, sameUnits: { letter: 'e1', units: [UNIT] } }),
    ],
    ['assignments of which some by mobility', figure('k', { units: 24, ofWhichMobility: 13 })],
    ['an excess of percent', figure('h', { percent: 10 })],
    ['a quota of percent', figure('ib', { percent: 0 })],
    ['a category', figure('ia', { category: 'young couples' })],
    ['nothing at all, said as 0', figure('e2', { units: 0 })],
  ])('when %s is declared, then it can be', (_, fact) => {
    expect(code([], fact)).toBeUndefined();
  });

  it('when somebody unknown answers, or carries forward from no earlier year, then it is refused', () => {
    expect(code([], answered('submitted'), { ...KEY, owner: 'nobody' })).toBe('BODY_UNKNOWN');
    expect(code([], answered('carried-forward'), { ...KEY, year: 2024 })).toBe('CARRIED_FROM_NO_EARLIER_YEAR');
    expect(code([], answered('carried-forward'))).toBeUndefined();
  });

  it('given totals that do not add up, then that is a finding, not a refusal', () => {
    expect(
      code([], { type: 'StockCounted', data: { effectiveOn: DAY, total: 5, sap: 1, sas: 1, other: 1 } }),
    ).toBeUndefined();
  });
});

describe('the stream of a declaration', () => {
  it.each([KEY, { ambito: 'alto-mantovano', year: 2024, owner: 'aler-mn' }])('%j is read back from its name', (key) => {
    expect(declarationKeyOf(declarationStream(key))).toEqual(key);
  });

  it('is no name that could be read two ways, and no other stream', () => {
    expect(() => declarationStream({ ...KEY, ambito: 'piano-2024-b' })).toThrow(RangeError);
    expect(declarationKeyOf('body-019001')).toBeUndefined();
    expect(declarationKeyOf('declaration-cremonese')).toBeUndefined();
  });
});
