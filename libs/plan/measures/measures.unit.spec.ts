import { describe, expect, it } from '@jest/globals';
import { computePlan } from '../compute-plan.js';
import type { LettingOfYear, MovementFacts, ReleaseOfYear } from '../facts.js';
import { ALER, alerSubmitted, comune, facts, free, istat, of, submitted, unit } from '../testing/facts.js';
import { rowOf } from '../testing/reading.js';
import { meanReleasesModel } from './turnover-model.js';
import { voidAgesOn } from './void-age.js';

describe('the age of an open void', () => {
  it.each([
    ['2024-12-31', '0-3'],
    ['2024-10-01', '0-3'],
    ['2024-09-30', '3-6'],
    ['2024-07-01', '3-6'],
    ['2024-06-30', '6-12'],
    ['2023-12-31', '12-24'],
    ['2022-12-31', 'over-24'],
    [null, 'unknown'],
  ] as const)('released on %s, at 31 December 2024: %s months', (since, age) => {
    expect(voidAgesOn('2024-12-31')(since)).toBe(age);
  });

  it.each([
    ['2024-08-31', '2024-11-30', '3-6'],
    ['2024-11-30', '2025-02-28', '3-6'],
    ['2024-11-30', '2025-02-27', '0-3'],
    ['2024-01-15', '2024-01-14', '0-3'],
    ['2024-02-29', '2026-02-28', 'over-24'],
    ['2024-02-28', '2026-02-27', '12-24'],
  ] as const)('from %s, on %s: %s whole months', (since, on, age) => {
    expect(voidAgesOn(on)(since)).toBe(age);
  });

  it('is counted by owners’ kind, and the units of an unknown release in a group of their own', () => {
    const units = [
      free('1', { voidSince: '2024-12-01' }),
      free('2', { voidSince: null }),
      free('3', { ...of('Annicco'), voidSince: '2022-01-01' }),
      unit('4'),
    ];
    const { openVoids } = computePlan(facts({ declarations: [submitted('Annicco'), alerSubmitted()], units })).measures;
    const known = (group: 'ALER' | 'COMUNE' | 'AMBITO') =>
      openVoids[group].filter((row) => row.units > 0).map(({ age, unitIds }) => [age, unitIds]);
    expect(known('ALER')).toEqual([
      ['0-3', ['1']],
      ['unknown', ['2']],
    ]);
    expect(known('COMUNE')).toEqual([['over-24', ['3']]]);
    expect(known('AMBITO')).toEqual([
      ['0-3', ['1']],
      ['over-24', ['3']],
      ['unknown', ['2']],
    ]);
  });
});

const letting = (label: string, parts: Partial<LettingOfYear> = {}): LettingOfYear => ({
  unitId: label,
  label,
  owner: ALER,
  municipality: istat('Cremona'),
  effectiveOn: '2024-06-30',
  channel: 'public-notice',
  voidSince: '2024-06-20',
  worksEndedOn: null,
  firstLet: false,
  ...parts,
});
const release = (label: string, cause: string | null = 'notice'): ReleaseOfYear => ({
  unitId: label,
  label,
  owner: ALER,
  municipality: istat('Cremona'),
  effectiveOn: '2024-06-20',
  cause,
});
const stockRow = (sap: number) => [{ owner: ALER, municipality: null, sap, sas: 0, other: 0 }];

describe('the movements of a year', () => {
  const movements: MovementFacts = {
    year: 2024,
    lettings: [
      letting('1'),
      letting('2', { voidSince: '2024-06-10' }),
      letting('3', { voidSince: '2024-05-31', worksEndedOn: '2024-06-25' }),
      letting('4', { voidSince: null }),
      letting('5', { firstLet: true }),
      letting('6', { channel: 'consensual-swap', voidSince: null }),
    ],
    releases: [release('1'), release('2', null), release('3', 'mobility')],
    stockOn: [
      { on: '2024-01-01', rows: stockRow(90) },
      { on: '2024-12-31', rows: stockRow(110) },
    ],
  };
  const measured = computePlan(
    facts({ declarations: [alerSubmitted()], bodies: [...facts().bodies, comune('Annicco')] }),
    { movements },
  ).measures.movements!;

  it('are counted: releases, those of turnover, assignments by channel', () => {
    expect(measured.ALER).toMatchObject({
      releases: 3,
      releasesOfTurnover: 2,
      assignments: 6,
      assignmentsByChannel: { 'consensual-swap': 1, 'public-notice': 5 },
    });
    expect(measured.COMUNE).toMatchObject({ releases: 0, assignments: 0 });
  });

  it('give the re-let time with and without works, and how many lets were left out', () => {
    expect(measured.AMBITO.reLetTime).toEqual({
      all: { lets: 3, meanDays: 20, meanNetDays: (10 + 20 + 5) / 3 },
      withWorks: { lets: 1, meanDays: 30, meanNetDays: 5 },
      withoutWorks: { lets: 2, meanDays: 15, meanNetDays: 15 },
      leftOut: { firstLets: 1, swaps: 1, releaseUnknown: 1 },
    });
    expect(measured.COMUNE.reLetTime.all).toEqual({ lets: 0, meanDays: null, meanNetDays: null });
  });

  it('give the turnover rate: releases without mobility over the mean stock', () => {
    expect(measured.ALER).toMatchObject({ meanStock: 100, turnoverRate: 0.02 });
    expect(measured.COMUNE.turnoverRate).toBeNull();
  });

  it('give a model of turnover, when one is asked for: the mean of the years, half up', () => {
    const model = meanReleasesModel([movements, { ...movements, year: 2023, releases: [release('9')] }]);
    expect(model).toEqual({
      name: 'mean-releases-2024-2023',
      estimates: [{ owner: ALER, municipality: istat('Cremona'), units: 2 }],
    });
    const { e } = computePlan(facts({ declarations: [alerSubmitted()] }), { turnoverModel: model }).letters;
    expect(rowOf(e, 'ALER')).toMatchObject({ turnover: 2, turnoverMethod: 'model:mean-releases-2024-2023' });
  });
});
