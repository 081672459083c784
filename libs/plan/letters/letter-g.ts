import type { PlanContext } from '../context.js';
import type { Basis } from '../document.js';
import type { PlanUnit } from '../facts.js';
import { basisOf, isSilent, rowAt, type Figure, type FigureTable } from '../figures.js';
import { ByPlace, type Place } from '../plan-places.js';
import type { ExpectedSource } from '../rule-sets/index.js';
import {
  COLUMN_OF,
  EXPECTED_COLUMNS,
  expectedOrder,
  ExpectedSum,
  type ExpectedColumn,
  type ExpectedLetter,
} from './expected-sum.js';

/** The figures of the letters that letter g adds. */
export type ExpectedTables = Readonly<Record<ExpectedLetter, FigureTable<PlanUnit>>>;

/** One column of one row: the units placed there, each once in the whole plan, and what no unit supports. */
export interface ExpectedPart {
  readonly units: readonly PlanUnit[];
  readonly rest: number;
  readonly number: number | null;
}

export interface ExpectedFigure extends Place {
  readonly parts: Readonly<Record<ExpectedColumn, ExpectedPart>>;
  readonly total: number | null;
  readonly basis: Basis;
  /** The sum of letters b to f, in which a unit may stand twice. */
  readonly literal: number | null;
  readonly overlaps: readonly Overlap[];
}

/** A unit that several letters count. */
export interface Overlap {
  readonly unit: PlanUnit;
  readonly letters: readonly string[];
  /** The column that counts it in g, and those that left it out. */
  readonly column: ExpectedColumn;
  readonly leftOutOf: readonly ExpectedColumn[];
}

export interface ExpectedTable {
  readonly rows: readonly ExpectedFigure[];
  readonly at: (place: Place) => ExpectedFigure | undefined;
  /** Every unit in g, with its column. */
  readonly placed: ReadonlyMap<string, ExpectedColumn>;
}

/** Letters that may list the same unit. */
const OVERLAPPING = ['b', 'c', 'd', 'e1', 'f'] as const satisfies readonly ExpectedSource[];

interface Draft extends Place {
  readonly sum: ExpectedSum;
  readonly units: Readonly<Record<ExpectedColumn, PlanUnit[]>>;
  readonly overlaps: Overlap[];
}

/**
 * Letter g: what is expected in the year, each unit once, in the first letter of the rule set's precedence; of figures
 * with a count only the rest enters as a number. Rows and columns agree by construction.
 */
export function letterG(context: PlanContext, tables: ExpectedTables): ExpectedTable {
  const drafts = new ByPlace<Draft>(context.places);
  const placed = new Map<string, ExpectedColumn>();
  for (const source of expectedOrder(context.ruleSet)) {
    for (const row of tables[source].rows) if (!isSilent(row)) addRow(draftAt(drafts, row), source, row, placed);
  }
  for (const overlap of overlapsOf(context, tables, placed)) {
    const { owner, municipality } = overlap.unit;
    draftAt(drafts, { owner: context.ownerOf(owner), municipality }).overlaps.push(overlap);
  }
  addSilentOwners(context, drafts);
  const rows = drafts.inOrder.map(figureOf);
  return { rows, placed, at: rowAt(context, rows) };
}

/** Adds a letter's row to its column: units that no earlier letter placed, and the rest of its count. */
function addRow(
  draft: Draft,
  source: ExpectedLetter,
  row: Figure<PlanUnit>,
  placed: Map<string, ExpectedColumn>,
): void {
  const column = COLUMN_OF[source];
  const units = row.units.filter(({ unitId }) => !placed.has(unitId));
  for (const { unitId } of units) placed.set(unitId, column);
  draft.units[column].push(...units);
  draft.sum.add(source, row.number, row.rest, row.counted, units.length);
}

function addSilentOwners(context: PlanContext, drafts: ByPlace<Draft>): void {
  const heard = new Set(drafts.inOrder.map(({ owner }) => owner));
  for (const owner of context.owners) {
    if (!heard.has(owner)) draftAt(drafts, { owner, municipality: owner.municipality });
  }
}

function draftAt(drafts: ByPlace<Draft>, place: Place): Draft {
  const known = drafts.get(place);
  if (known) return known;
  const units = { free: [], renovation: [], asIs: [], conferred: [] };
  const { owner, municipality } = place;
  const draft: Draft = { owner, municipality, sum: new ExpectedSum(), units, overlaps: [] };
  drafts.set(place, draft);
  return draft;
}

function figureOf({ owner, municipality, sum, units, overlaps }: Draft): ExpectedFigure {
  const numbers = sum.numbers(owner);
  const part = (column: ExpectedColumn): ExpectedPart => {
    return { units: units[column], rest: sum.parts[column].rest, number: numbers[column] };
  };
  const hasUnits = EXPECTED_COLUMNS.some((column) => units[column].length > 0);
  return {
    owner,
    municipality,
    parts: { free: part('free'), renovation: part('renovation'), asIs: part('asIs'), conferred: part('conferred') },
    total: numbers.total,
    basis: basisOf(owner, sum.counted, hasUnits),
    literal: numbers.literal,
    overlaps,
  };
}

function overlapsOf(
  context: PlanContext,
  tables: ExpectedTables,
  placed: ReadonlyMap<string, ExpectedColumn>,
): readonly Overlap[] {
  const listed = new Set<string>();
  const twice = new Set<string>();
  for (const source of OVERLAPPING) {
    for (const { units } of tables[source].rows) {
      for (const { unitId } of units) if (listed.size === listed.add(unitId).size) twice.add(unitId);
    }
  }
  if (twice.size === 0) return [];
  return context.units.flatMap((unit) => {
    const column = twice.has(unit.unitId) ? placed.get(unit.unitId) : undefined;
    if (!column) return [];
    const place = { owner: context.ownerOf(unit.owner), municipality: unit.municipality };
    const sources = OVERLAPPING.filter((source) => tables[source].at(place)?.units.includes(unit));
    const columns = new Set(sources.map((source) => COLUMN_OF[source]));
    columns.delete(column);
    const letters = sources.map((source) => (source === 'e1' ? 'e' : source));
    return [{ unit, letters, column, leftOutOf: [...columns] }];
  });
}
