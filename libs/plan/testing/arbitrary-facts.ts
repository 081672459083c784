import fc from 'fast-check';
import { FIGURE_BASES, FIGURE_LETTERS, SURVEY_STATUSES } from '#declarations/domain';
import { ASSIGNMENT_CHANNELS, LIFECYCLE_STATES, SERVICE_CLASSES } from '#units/domain';
import type {
  AssignmentOfYear,
  DeclaredFigure,
  LotAtD,
  OwnerDeclaration,
  PlanFacts,
  PlanUnit,
  StockRow,
} from '../facts.js';
import { ALER, CENSUS, alerBody, alike, comune, convention, facts, istat, lot, unit, type Town } from './facts.js';

/** Random facts of a small Ambito: every dimension that a rule reads takes every value. */

const TOWNS: readonly Town[] = ['Annicco', 'Cremona', 'Pessina', 'Soresina'];
const OPERATOR = 'operator-1';
const owners = fc.constantFrom(...TOWNS.map(istat), ALER, ALER, OPERATOR);
const municipality = fc.option(fc.constantFrom(...TOWNS.map(istat)), { freq: 5 });
const dates = fc.constantFrom(
  '2023-12-31',
  '2024-06-30',
  CENSUS,
  '2024-12-31',
  '2025-01-01',
  '2025-12-31',
  '2026-01-01',
);

const units: fc.Arbitrary<PlanUnit[]> = fc
  .array(
    fc.record({
      owner: owners,
      municipality,
      stock: fc.constantFrom('IN_STOCK' as const, 'IN_STOCK' as const, 'PLANNED' as const, 'OUT' as const),
      serviceClass: fc.constantFrom('SAP' as const, 'SAP' as const, ...SERVICE_CLASSES),
      lifecycle: fc.constantFrom(...LIFECYCLE_STATES, 'VACANT_LETTABLE' as const, 'UNDER_MAINTENANCE' as const),
      provisional: fc.boolean(),
      sat: fc.boolean(),
      conferral: fc.option(fc.constantFrom('c1', 'c2', 'c3'), { freq: 1 }),
      lot: fc.option(
        fc.record({
          programme: fc.constantFrom('p1', 'p2'),
          lot: fc.constantFrom('1', '2'),
          includedOn: fc.constant(CENSUS),
          delivered: fc.boolean(),
        }),
      ),
      lastDeliveredOn: fc.option(dates),
      releaseExpectedOn: fc.option(dates),
      worksExpectedOn: fc.option(dates),
      voidSince: fc.option(dates, { nil: undefined }),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map((parts, i) => unit(`L${i}`, parts)));

const figures: fc.Arbitrary<DeclaredFigure[]> = fc.uniqueArray(
  fc.record({
    letter: fc.constantFrom(...FIGURE_LETTERS),
    municipality,
    basis: fc.constantFrom(...FIGURE_BASES, 'count' as const),
    units: fc.option(fc.nat({ max: 12 }), { freq: 6 }),
    ofWhichMobility: fc.option(fc.nat({ max: 12 })),
    percent: fc.option(fc.nat({ max: 30 })),
    category: fc.option(fc.constant('category')),
    label: fc.constant(null),
    sameUnits: fc.option(
      fc.record({
        letter: fc.constantFrom(...FIGURE_LETTERS),
        units: fc.uniqueArray(
          fc.nat({ max: 24 }).map((i) => `unit-L${i}`),
          { maxLength: 4 },
        ),
      }),
      { freq: 2 },
    ),
    statedOn: dates,
  }),
  { maxLength: 12, selector: ({ letter, municipality: place }) => `${letter}|${place ?? ''}` },
);

const declarations: fc.Arbitrary<OwnerDeclaration[]> = fc.uniqueArray(
  fc.record({
    owner: owners,
    year: fc.constantFrom(2025, 2025, 2024),
    status: fc.constantFrom(...SURVEY_STATUSES, 'submitted' as const),
    firstCensusOn: fc.option(fc.constantFrom(CENSUS, '2025-01-01')),
    counted: fc.option(
      fc.record({
        on: dates,
        total: fc.nat({ max: 30 }),
        sap: fc.nat({ max: 20 }),
        sas: fc.nat({ max: 5 }),
        other: fc.nat({ max: 5 }),
      }),
    ),
    figures,
  }),
  { maxLength: 8, selector: ({ owner, year }) => `${owner}|${year}` },
);

const stock: fc.Arbitrary<StockRow[]> = fc.uniqueArray(
  fc.record({
    owner: owners,
    municipality,
    sap: fc.nat({ max: 50 }),
    sas: fc.nat({ max: 9 }),
    other: fc.nat({ max: 3 }),
  }),
  { maxLength: 8, selector: ({ owner, municipality: place }) => `${owner}|${place ?? ''}` },
);

const assignments: fc.Arbitrary<AssignmentOfYear[]> = fc
  .array(
    fc.record({
      owner: owners,
      municipality,
      serviceClass: fc.constantFrom(...SERVICE_CLASSES),
      channel: fc.constantFrom(...ASSIGNMENT_CHANNELS),
      effectiveOn: dates,
      unit: fc.nat({ max: 24 }),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ unit: n, ...parts }, i) => ({ ...parts, unitId: `unit-L${n}`, label: `L${n}`, eventId: `let-${i}` })),
  );

const lots: fc.Arbitrary<LotAtD[]> = fc.uniqueArray(
  fc
    .record({
      programme: fc.constantFrom('p1', 'p2'),
      lot: fc.constantFrom('1', '2'),
      owner: owners,
      kind: fc.constantFrom('renovation' as const, 'new-build' as const),
      formalised: fc.boolean(),
      open: fc.boolean(),
      expectedOn: fc.option(dates),
      assignableIn: fc.option(fc.constantFrom(2024, 2025, 2025, 2026)),
    })
    .map((parts) => lot({ name: `LOTTO ${parts.lot}`, ...parts })),
  { maxLength: 4, selector: ({ programme, lot: id }) => `${programme}|${id}` },
);

export const arbitraryFacts: fc.Arbitrary<PlanFacts> = fc
  .record({
    units,
    declarations,
    stock,
    assignments,
    lots,
    validAt: fc.constantFrom('2024-12-31', '2024-11-29', '2025-03-10'),
  })
  .map((parts) => {
    const operator = { ...alerBody, id: OPERATOR, kind: 'OPERATOR' as const, name: 'Operatore' };
    const conferrals = [convention('c1', '2020-01-01'), convention('c2', '2020-01-01', '2024-12-31')];
    const sourceStatuses = parts.units.slice(0, 3).map(({ unitId, label, owner, lifecycle }, i) => {
      const mapsTo = (['VACANT_LETTABLE', 'UNMAPPED', 'UNDER_MAINTENANCE'] as const)[i]!;
      return { unitId, label, owner, lifecycle, code: `100${i}`, statusLabel: `100${i} - X`, mapsTo };
    });
    return facts({
      ...parts,
      bodies: [...TOWNS.map(comune), alerBody, operator],
      conferrals,
      sourceStatuses: alike(...sourceStatuses),
    });
  });

/** The same facts, every list in another order. */
export function shuffled(original: PlanFacts): fc.Arbitrary<PlanFacts> {
  const shuffle = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
  return fc
    .record({
      bodies: shuffle(original.bodies),
      stock: shuffle(original.stock),
      units: shuffle(original.units),
      assignments: shuffle(original.assignments),
      declarations: shuffle(
        original.declarations.map((declaration) => ({ ...declaration, figures: declaration.figures.toReversed() })),
      ),
      lots: shuffle(original.lots),
      conferrals: shuffle(original.conferrals),
      sourceStatuses: shuffle(original.sourceStatuses.map((group) => group.toReversed())),
    })
    .map((lists) => ({ ...original, ...lists }));
}
