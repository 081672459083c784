import { EXPECTED_COLUMNS } from '../letters/expected-sum.js';
import { isNormalTurnover, isVoid } from '../measures/measures.js';
import type { PlanOptions, Workings } from '../workings.js';
import { isAnswered, isAsked } from '../response.js';
import {
  countedRows,
  excessRows,
  expectedRows,
  indigentRows,
  literalRows,
  mobilityRows,
  percentRows,
  policeRows,
  stockRows,
  tableRows,
  unitOf,
  type OpenedRow,
  type Rows,
} from './opened-rows.js';

/** How a number of the plan is opened. */
export interface Opener {
  readonly rows: (workings: Workings, options: PlanOptions) => readonly OpenedRow[];
  /** What the rows come to, where they are not added up. */
  readonly number?: (rows: readonly OpenedRow[]) => number | null;
}

const LETTERS: Readonly<Record<string, Rows>> = {
  'a.sap': stockRows('sap', 'SAP'),
  'a.sas': stockRows('sas', 'SAS'),
  'a.other': stockRows('other', 'OTHER'),
  'a.total': stockRows('total', null),
  'b.units': ({ b }) => tableRows(b),
  'c.units': ({ c }) => tableRows(c),
  'd.units': ({ d }) => tableRows(d),
  'e.free': ({ e1 }) => tableRows(e1),
  'e.turnover': ({ e2 }) => tableRows(e2),
  'e.total': ({ e1, e2 }) => [...tableRows(e1), ...tableRows(e2)],
  'f.units': ({ f }) => tableRows(f),
  ...Object.fromEntries(EXPECTED_COLUMNS.map((column) => [`g.${column}`, expectedRows([column])])),
  'g.total': expectedRows(EXPECTED_COLUMNS),
  'g.literal': literalRows,
  'h.units': indigentRows,
  'ib.units': policeRows,
  'j.units': ({ j }) => tableRows(j),
  'k.assigned': ({ k }) => tableRows(k),
  'k.ofWhichMobility': mobilityRows,
};

/** Allegato A: letters of the owners that submitted. */
const ANNEX_A: Readonly<Record<string, string>> = {
  sas: 'a.sas',
  sap: 'a.sap',
  available: 'g.total',
  freeAndTurnover: 'g.free',
  asIs: 'g.asIs',
  newOrRenovated: 'g.renovation',
  sat: 'j.units',
  assignedPreviousYear: 'k.assigned',
  conferred: 'g.conferred',
};

/** How each number of the plan is opened, by its address. */
export const OPENERS: Readonly<Record<string, Opener>> = {
  ...Object.fromEntries(Object.entries(LETTERS).map(([address, rows]) => [address, { rows }])),
  ...Object.fromEntries(
    Object.entries(ANNEX_A).map(([column, address]) => [`annexA.${column}`, { rows: ofSubmitted(LETTERS[address]!) }]),
  ),
  // Percentages do not add up: one that all rows share, or none.
  'h.percentOver20': { rows: excessRows, number: shared },
  'ib.percent': { rows: percentRows('ib'), number: shared },
  'annexA.percentOver20': { rows: ofSubmitted(percentRows('h')), number: shared },
  'annexA.percentPolice': { rows: ofSubmitted(percentRows('ib')), number: shared },
  'annexB.vacantAndAsIs': { rows: (workings) => alerRows(workings, ['b', 'e1'], () => true) },
  'annexB.lotRows': { rows: (workings) => alerRows(workings, ['c', 'd'], ({ lot }) => lot !== null) },
  'annexB.distinctUnits': { rows: (workings) => alerRows(workings, ['c', 'd'], isNamedByLotAlone(workings)) },
  ...Object.fromEntries([...EXPECTED_COLUMNS, 'total'].map((of) => [`tab1.${of}`, { rows: LETTERS[`g.${of}`]! }])),
  'tab1.pairs': { rows: pairs },
  'tab1.municipalities': { rows: pairs, number: (rows) => distinct(rows, ({ municipality }) => municipality) },
  ...Object.fromEntries(['sap', 'sas', 'total'].map((of) => [`tab2.${of}`, { rows: LETTERS[`a.${of}`]! }])),
  'tab2.owners': { rows: stocked, number: (rows) => distinct(rows, ({ owner }) => owner) },
  'tab2.municipalities': {
    rows: (workings) => stocked(workings).filter(({ municipality }) => municipality !== null),
    number: (rows) => distinct(rows, ({ municipality }) => municipality),
  },
  'response.answered': { rows: answers(isAnswered) },
  'response.owners': { rows: answers(isAsked) },
  'measures.openVoids': { rows: (workings) => countedRows(workings, workings.context.units.filter(isVoid)) },
  'measures.releases': { rows: (workings, { movements }) => countedRows(workings, movements?.releases ?? []) },
  'measures.releasesOfTurnover': {
    rows: (workings, { movements }) => countedRows(workings, (movements?.releases ?? []).filter(isNormalTurnover)),
  },
  'measures.assignments': { rows: (workings, { movements }) => countedRows(workings, movements?.lettings ?? []) },
};

function ofSubmitted(rows: Rows): Rows {
  return (workings) => rows(workings).filter(({ owner }) => owner.status === 'submitted');
}

function shared(rows: readonly OpenedRow[]): number | null {
  const [first, ...others] = new Set(rows.map(({ number }) => number));
  return others.length > 0 ? null : (first ?? null);
}

type AlerTable = 'b' | 'c' | 'd' | 'e1';
type UnitOfTable = Workings[AlerTable]['rows'][number]['units'][number];

/** Units of ALER that letters name: Allegato B lists no count. */
function alerRows(
  workings: Workings,
  letters: readonly AlerTable[],
  isListed: (unit: UnitOfTable) => boolean,
): readonly OpenedRow[] {
  return letters
    .flatMap((letter) => workings[letter].rows)
    .filter(({ owner }) => owner.kind === 'ALER')
    .map(({ owner, municipality, units }) => {
      const listed = units.filter(isListed).map(unitOf);
      return { owner, municipality, number: listed.length, units: listed, rest: 0, declared: [] };
    })
    .filter(({ number }) => number > 0);
}

function isNamedByLotAlone(workings: Workings): (unit: UnitOfTable) => boolean {
  const vacant = alerRows(workings, ['b', 'e1'], () => true).flatMap(({ units }) => units ?? []);
  const named = new Set(vacant.map(({ unitId }) => unitId));
  return ({ lot, unitId }) => lot !== null && !named.has(unitId);
}

/** Owners and municipalities where something is expected: each is one. */
function pairs(workings: Workings): readonly OpenedRow[] {
  return LETTERS['g.total']!(workings)
    .filter(({ municipality, number }) => municipality !== null && (number ?? 0) > 0)
    .map((row) => ({ ...row, number: 1 }));
}

/** Owners and municipalities with stock: each is one. */
function stocked(workings: Workings): readonly OpenedRow[] {
  return LETTERS['a.total']!(workings)
    .filter(({ number }) => (number ?? 0) > 0)
    .map((row) => ({ ...row, number: 1 }));
}

/** Members of the Ambito, each with its declaration. */
function answers(isCounted: typeof isAsked): Rows {
  return ({ context }) =>
    context.owners.filter(isCounted).map((owner) => {
      const { municipality, status } = owner;
      return { owner, municipality, number: 1, units: [], rest: 0, declared: [], answer: status ?? 'missing' };
    });
}

function distinct(rows: readonly OpenedRow[], keyOf: (row: OpenedRow) => unknown): number {
  return new Set(rows.map(keyOf)).size;
}
