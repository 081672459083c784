import { cellNamer, type CellNamer } from './cell-names.js';
import { PLAN_GROUPS, type Cell, type Finding, type PlanDocument } from './document.js';
import { compare } from './owners.js';

type Value = number | string | boolean | null;
type Plan = Omit<PlanDocument, 'digest'>;

/** A cell of the plan that is not what it was, with the units that came and went in its row. */
export interface CellChange {
  /** As findings name cells; `totals/g/AMBITO/free`, `annexA/{owner}/sap`, `tab1/ALER/total`, `response/rate` for the rest. */
  readonly cell: string;
  readonly before: Value;
  readonly after: Value;
  /** A unit identified in between goes out as `provisional:...` and comes in by its alias. */
  readonly unitIdsIn: readonly string[];
  readonly unitIdsOut: readonly string[];
}

export interface PlanDiff {
  readonly changes: readonly CellChange[];
  readonly findings: { readonly appeared: readonly Finding[]; readonly gone: readonly Finding[] };
}

/** What moved between two plans of the same Ambito: at two dates, at two states of knowledge, by two rule sets. */
export function diffPlans(before: Plan, after: Plan): PlanDiff {
  const nameOf = cellNamer([...before.letters.a.rows, ...after.letters.a.rows]);
  const [old, now] = [cellsOf(before, nameOf), cellsOf(after, nameOf)];
  const names = new Set([...old.cells.keys(), ...now.cells.keys()]);
  return {
    changes: [...names].flatMap((name) => changeOf(name, old, now)),
    findings: {
      appeared: without(after.findings, before.findings),
      gone: without(before.findings, after.findings),
    },
  };
}

interface CellValue {
  readonly value: Value;
  readonly unitIds: readonly string[];
  /** The first column of a row: it also tells of units that came and went while no number moved. */
  readonly leads: boolean;
  /** Letter, owner and column: what an absent row of the same is compared as. */
  readonly series: string | null;
}

interface Cells {
  readonly cells: ReadonlyMap<string, CellValue>;
  /** Series with a known number somewhere: a place they do not name has none. */
  readonly known: ReadonlySet<string>;
}

function changeOf(cell: string, old: Cells, now: Cells): readonly CellChange[] {
  const [was, is] = [old.cells.get(cell), now.cells.get(cell)];
  const before = valueIn(old, was, is);
  const after = valueIn(now, is, was);
  const unitIdsIn = missingFrom(was?.unitIds ?? [], is?.unitIds ?? []);
  const unitIdsOut = missingFrom(is?.unitIds ?? [], was?.unitIds ?? []);
  const unitsMoved = unitIdsIn.length > 0 || unitIdsOut.length > 0;
  if (before === after && !(unitsMoved && (was ?? is)?.leads)) return [];
  return [{ cell, before, after, unitIdsIn, unitIdsOut }];
}

/** A row that a plan does not have is 0 where the plan knows that owner's numbers, else not known. */
function valueIn(cells: Cells, own: CellValue | undefined, other: CellValue | undefined): Value {
  if (own) return own.value;
  return other?.series && cells.known.has(other.series) ? 0 : null;
}

function missingFrom(from: readonly string[], of: readonly string[]): readonly string[] {
  const there = new Set(from);
  return of.filter((id) => !there.has(id));
}

function cellsOf(plan: Plan, nameOf: CellNamer): Cells {
  const cells = new Map<string, CellValue>();
  const known = new Set<string>();
  for (const [letter, rows, columns] of rowsOf(plan)) {
    for (const row of rows) {
      columns.forEach((column, index) => {
        const value = (row as unknown as Readonly<Record<string, Value>>)[column] ?? null;
        const series = `${letter}|${row.owner}|${column}`;
        if (value !== null) known.add(series);
        cells.set(nameOf(letter, row, column), { value, unitIds: row.unitIds ?? [], leads: index === 0, series });
      });
    }
  }
  for (const [name, value] of otherCells(plan)) cells.set(name, { value, unitIds: [], leads: false, series: null });
  return { cells, known };
}

type LetterRows = readonly [
  letter: string,
  rows: readonly (Cell & { readonly unitIds?: readonly string[] })[],
  columns: readonly string[],
];

function rowsOf({ letters }: Plan): readonly LetterRows[] {
  return [
    ['a', letters.a.rows, ['total', 'sap', 'sas', 'other']],
    ['b', letters.b.rows, ['units']],
    ['c', letters.c.rows, ['units']],
    ['d', letters.d.rows, ['units']],
    ['e', letters.e.rows, ['free', 'turnover', 'total']],
    ['f', letters.f.rows, ['units']],
    ['g', letters.g.rows, ['total', 'free', 'renovation', 'asIs', 'conferred', 'literal']],
    ['h', letters.h.rows, ['units', 'percentOver20']],
    ['i.b', letters.i.b.rows, ['units', 'percent', 'cap']],
    ['j', letters.j.rows, ['units']],
    ['k', letters.k.rows, ['assigned', 'ofWhichMobility']],
  ];
}

function* otherCells({ letters, annexA, annexB, tab1, tab2, response }: Plan): Generator<readonly [string, Value]> {
  const { a, b, c, d, e, f, g, j, k } = letters;
  for (const [letter, { totals }] of Object.entries({ a, b, c, d, e, f, g, j, k })) {
    for (const group of PLAN_GROUPS) yield* leaves(`totals/${letter}/${group}`, totals[group]);
  }
  for (const { owner, ...columns } of annexA.rows) yield* leaves(`annexA/${owner}`, columns);
  yield* leaves('annexA/totals', annexA.totals);
  yield* leaves('annexB', { lotRows: annexB.lotRows, distinctUnits: annexB.distinctUnits });
  yield* leaves('tab1', tab1);
  yield* leaves('tab2', tab2);
  yield* leaves('response', response);
}

/** Every single value of a nested record, with its path. */
function* leaves(path: string, record: object): Generator<readonly [string, Value]> {
  for (const [key, value] of Object.entries(record) as [string, Value | object][]) {
    if (typeof value === 'object' && value !== null) yield* leaves(`${path}/${key}`, value);
    else yield [`${path}/${key}`, value];
  }
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const there = new Set(others.map(identity));
  return findings.filter((found) => !there.has(identity(found)));
}

function identity({ rule, unitIds, cells, message }: Finding): string {
  return [rule, [...unitIds].sort(compare).join(' '), cells.join(' '), message].join('\n');
}
