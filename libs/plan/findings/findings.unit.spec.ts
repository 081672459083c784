import { describe, expect, it } from '@jest/globals';
import { computePlan } from '../compute-plan.js';
import type { PlanFacts } from '../facts.js';
import {
  alike,
  ALER,
  alerSubmitted,
  answered,
  asIs,
  convention,
  counted,
  facts,
  figure,
  free,
  inLot,
  istat,
  lot,
  of,
  reported,
  stock,
  submitted,
  unit,
} from '../testing/facts.js';
import { findingsNamed } from '../testing/reading.js';

const plan = (parts: Partial<PlanFacts>) => computePlan(facts({ declarations: [alerSubmitted()], ...parts }));

/** Facts that raise a rule, the units it names and its gravity; the same facts without the cause do not raise it. */
const CASES: readonly (readonly [
  rule: string,
  severity: string,
  unitIds: readonly string[],
  parts: Partial<PlanFacts>,
])[] = [
  ['OWNER_MISSING', 'warning', [], { declarations: [answered(istat('Annicco'), 'missing')] }],
  ['CARRIED_FORWARD', 'warning', [], { declarations: [answered(istat('Annicco'), 'carried-forward')] }],
  [
    'ZERO_WITH_UNITS',
    'warning',
    [],
    { declarations: [answered(istat('Annicco'), 'certified-zero')], stock: [stock('Annicco', 1)] },
  ],
  ['ZERO_WITH_UNITS', 'warning', [], { declarations: [answered(istat('Annicco'), 'not-required', counted('b', 1))] }],
  ['BEFORE_CENSUS', 'warning', [], { validAt: '2024-11-29' }],
  ['OWNER_UNKNOWN', 'error', [], { stock: [{ owner: 'nobody', municipality: null, sap: 1, sas: 0, other: 0 }] }],
  ['MUNICIPALITY_UNKNOWN', 'info', [], { stock: [{ owner: ALER, municipality: null, sap: 1, sas: 0, other: 0 }] }],
  ['UNIT_OF_NO_MUNICIPALITY', 'warning', ['1'], { units: [free('1', { municipality: null })] }],
  ['IDENTIFIER_MISSING', 'warning', ['provisional:x'], { units: [free('provisional:x', { provisional: true })] }],
  [
    'CLASS_ASSUMED',
    'info',
    ['1', '2'],
    {
      // The third came after the census. The fourth was one of a count, which says its class, and was identified later.
      units: [free('1'), asIs('2'), free('3', { registeredOn: '2024-12-01' }), free('4')],
      classCounted: new Set(['unit-4']),
    },
  ],
  [
    'CONFERRAL_NOT_OPEN',
    'info',
    ['1'],
    { units: [unit('1', { conferral: 'c1' })], conferrals: [convention('c1', '2020-01-01', '2024-12-31')] },
  ],
  ['LOT_UNKNOWN', 'error', ['1'], { units: [inLot('1')] }],
  ['LOT_UNIT_NOT_DECLARED', 'warning', ['1'], { units: [inLot('1', { lifecycle: 'NOT_DECLARED' })], lots: [lot()] }],
  ['LOT_NOT_FORMALISED', 'warning', ['1'], { units: [inLot('1')], lots: [lot({ formalised: false })] }],
  ['LOT_CLOSED_WITH_UNITS', 'warning', ['1'], { units: [inLot('1')], lots: [lot({ open: false })] }],
  ['LOT_UNDATED', 'warning', ['1'], { units: [inLot('1')], lots: [lot({ assignableIn: null })] }],
  [
    'WORKS_OVERDUE',
    'warning',
    ['1'],
    { units: [inLot('1')], lots: [lot({ assignableIn: null, expectedOn: '2024-06-30' })] },
  ],
  ['EXPECTED_AFTER_YEAR', 'warning', ['1'], { units: [inLot('1', { worksExpectedOn: '2026-01-01' })], lots: [lot()] }],
  [
    'SOURCE_CODE_UNMAPPED',
    'warning',
    ['1'],
    { sourceStatuses: alike(reported('1', { code: '1006', mapsTo: 'UNMAPPED' })) },
  ],
  [
    'SOURCE_STATUS_DIFFERS',
    'info',
    ['1'],
    {
      units: [free('1')],
      sourceStatuses: alike(reported('1', { code: '1007', mapsTo: 'UNDER_MAINTENANCE' })),
    },
  ],
  [
    'UNFINISHED_COMMAND',
    'error',
    ['1', 'elsewhere'],
    { units: [free('1')], unfinishedCommands: [{ commandId: 'c', unitIds: ['unit-1', 'elsewhere'] }] },
  ],
  [
    'COMMAND_HALF_ANNULLED',
    'warning',
    ['1', 'elsewhere'],
    {
      units: [free('1')],
      halfAnnulledCommands: [{ commandId: 'c', annulledOn: ['1'], standsOn: ['elsewhere'] }],
    },
  ],
  [
    'FACT_OUT_OF_PLACE',
    'warning',
    ['1'],
    {
      anomalies: [
        {
          unitId: 'unit-1',
          label: '1',
          type: 'UnitReleased',
          code: 'NOT_OCCUPIED',
          effectiveOn: '2024-12-01',
          eventId: 'e',
        },
      ],
    },
  ],
];

describe('a finding', () => {
  const clean = plan({});

  it.each(CASES)('%s (%s) names its units and says so in two languages', (rule, severity, unitIds, parts) => {
    const found = findingsNamed(plan(parts), rule);
    expect(found).toMatchObject([{ severity, unitIds }]);
    expect(found[0]?.message).not.toBe(found[0]?.messageEn);
    expect(findingsNamed(clean, rule)).toEqual([]);
  });

  it('names states in words, not by their codes', () => {
    const differs = { sourceStatuses: alike(reported('1', { code: '1007', mapsTo: 'UNDER_MAINTENANCE' })) };
    const [found] = findingsNamed(plan({ units: [free('1')], ...differs }), 'SOURCE_STATUS_DIFFERS');
    expect(found?.message).toMatch(/cioè «in manutenzione straordinaria»\), dai fatti risulta «libera»\.$/);
  });

  it('never comes without a known gravity, and the gravest come first', () => {
    const all = plan({
      units: [inLot('1'), free('2', { municipality: null })],
      stock: [{ owner: ALER, municipality: null, sap: 1, sas: 0, other: 0 }],
    });
    const order = all.findings.map(({ severity }) => ['error', 'warning', 'info'].indexOf(severity));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).toContain(0);
  });
});

describe('units of which a source reports what the facts do not say', () => {
  const differing = (labels: readonly string[], owner = 'Annicco' as const) => {
    const sourceStatuses = alike(
      ...labels.map((label) => reported(label, { code: '1007', mapsTo: 'UNDER_MAINTENANCE', owner: istat(owner) })),
    );
    return findingsNamed(plan({ sourceStatuses, stock: [stock(owner, 9)] }), 'SOURCE_STATUS_DIFFERS');
  };

  it('are one finding for what was reported and what is derived, which names a few of them', () => {
    const [found, ...others] = differing(['3', '1', '2']);
    expect(found).toMatchObject({ unitIds: ['1', '2', '3'] });
    expect(found?.message).toMatch(/^Gli alloggi 1, 2, 3: la fonte riporta 1007 .* risultano «libera»\.$/);
    expect(others).toEqual([]);
  });

  it('are counted in the sentence when they are many, and all named beside it', () => {
    const [found] = differing(['1', '2', '3', '4', '5', '6']);
    expect(found?.unitIds).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(found?.message).toMatch(/^6 alloggi: la fonte riporta 1007 /);
  });

  it('are two findings when two states are derived', () => {
    const sourceStatuses = alike(
      reported('1', { code: '1007', mapsTo: 'UNDER_MAINTENANCE' }),
      reported('2', { code: '1007', mapsTo: 'UNDER_MAINTENANCE', lifecycle: 'VACANT_AS_IS' }),
    );
    const found = findingsNamed(plan({ sourceStatuses }), 'SOURCE_STATUS_DIFFERS');
    expect(found.map(({ unitIds }) => unitIds)).toEqual([['1'], ['2']]);
  });

  it('raise nothing where nobody ever declared their state', () => {
    const sourceStatuses = alike(
      reported('1', { code: '1007', mapsTo: 'UNDER_MAINTENANCE', lifecycle: 'NOT_DECLARED' }),
    );
    expect(findingsNamed(plan({ sourceStatuses }), 'SOURCE_STATUS_DIFFERS')).toEqual([]);
  });
});

describe('the stock beside what its owner counted', () => {
  const counting = (sap: number, sas: number, total = sap + sas) => ({
    declarations: [{ ...submitted('Annicco'), counted: { on: '2024-11-30', total, sap, sas, other: 0 } }],
    stock: [stock('Annicco', 12, 2)],
  });
  const rules = (parts: Partial<PlanFacts>) =>
    plan(parts)
      .findings.map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('STOCK') || rule.startsWith('CLASS'));

  it('raises nothing when they agree', () => {
    expect(rules(counting(12, 2))).toEqual([]);
  });
  it('says that there are more or fewer units', () => {
    const more = plan(counting(11, 2));
    expect(findingsNamed(more, 'STOCK_DIFFERS_FROM_COUNT')[0]?.message).toContain('1 in più');
    expect(findingsNamed(plan(counting(13, 2)), 'STOCK_DIFFERS_FROM_COUNT')[0]?.message).toContain('1 in meno');
  });
  it('says that a class differs', () => {
    expect(rules(counting(13, 1))).toEqual(['CLASS_DIFFERS_FROM_COUNT']);
  });
  it('says that the declared total is not the sum of its classes', () => {
    expect(rules(counting(12, 2, 15))).toEqual(['STOCK_COUNT_DOES_NOT_ADD_UP']);
  });
  it('compares nothing with a count made after D', () => {
    const after = { ...counting(11, 2), validAt: '2024-11-29' };
    const uncensused = after.declarations.map((declaration) => ({ ...declaration, firstCensusOn: null }));
    expect(rules({ ...after, declarations: uncensused })).toEqual([]);
  });
});

describe('a unit of a Comune in another municipality', () => {
  it('is named by its owner: the kind would not tell whose it is', () => {
    const elsewhere = free('1', { ...of('Annicco'), municipality: null });
    const found = findingsNamed(
      plan({ declarations: [submitted('Annicco')], units: [elsewhere] }),
      'UNIT_OF_NO_MUNICIPALITY',
    );
    expect(found[0]?.cells).toEqual(['g/Annicco/-/total']);
  });
});

describe('what an owner can offer before its census', () => {
  const declarations = [
    submitted(
      'Annicco',
      figure('c', { units: 3, sameUnits: { letter: 'e1', units: ['u1', 'u2', 'u3'] } }),
      figure('j', { units: 5 }),
      figure('b', { units: 1 }),
    ),
  ];
  const rules = (validAt: string) => plan({ validAt, declarations }).findings.map(({ rule }) => rule);

  it('is not known as a whole: SAT above it and units that are left are told from the census on only', () => {
    const told = ['SAT_ABOVE_EXPECTED', 'CARRIED_COUNT_DIFFERS'];
    expect(rules('2024-12-31')).toEqual(expect.arrayContaining(told));
    expect(rules('2024-11-29').filter((rule) => told.includes(rule))).toEqual([]);
  });
});

describe('a sentence of one unit', () => {
  it('agrees with it', () => {
    const sentence = (units: number) =>
      findingsNamed(plan({ declarations: [submitted('Annicco', figure('b', { units }))] }), 'COUNT_WITHOUT_UNITS')[0]
        ?.message;
    expect(sentence(1)).toContain('1 alloggio è solo un numero: nessun alloggio del registro lo sostiene');
    expect(sentence(2)).toContain('2 alloggi sono solo un numero: nessun alloggio del registro li sostiene');
  });
});
