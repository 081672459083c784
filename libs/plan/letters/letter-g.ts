import { byPlace, placeKey, type Place, type PlanContext } from '../context.js';
import type { Basis } from '../document.js';
import type { PlanUnit } from '../facts.js';
import { basisOf, isSilent, type Figure, type FigureTable } from '../figures.js';
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
  const drafts = new Map<string, Draft>();
  const placed = new Map<string, ExpectedColumn>();
  for (const source of expectedOrder(context.ruleSet)) {
    for (const row of tables[source].rows) if (!isSilent(row)) addRow(draftAt(drafts, row), source, row, placed);
  }
  for (const overlap of overlapsOf(context, tables, placed)) {
    const { owner, municipality } = overlap.unit;
    draftAt(drafts, { owner: context.ownerOf(owner), municipality }).overlaps.push(overlap);
  }
  addSilentOwners(context, drafts);
  const rows = [...drafts.values()].map(figureOf).sort(byPlace(context));
  const byKey = new Map(rows.map((row) => [placeKey(row), row]));
  return { rows, placed, at: (place) => byKey.get(placeKey(place)) };
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

function addSilentOwners(context: PlanContext, drafts: Map<string, Draft>): void {
  const heard = new Set([...drafts.values()].map(({ owner }) => owner));
  for (const owner of context.owners) {
    if (!heard.has(owner)) draftAt(drafts, { owner, municipality: owner.municipality });
  }
}

function draftAt(drafts: Map<string, Draft>, { owner, municipality }: Place): Draft {
  const key = placeKey({ owner, municipality });
  const known = drafts.get(key);
  if (known) return known;
  const units = { free: [], renovation: [], asIs: [], conferred: [] };
  const draft: Draft = { owner, municipality, sum: new ExpectedSum(), units, overlaps: [] };
  drafts.set(key, draft);
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
  const lettersOf = new Map<string, { unit: PlanUnit; sources: ExpectedSource[] }>();
  for (const source of ['b', 'c', 'd', 'e1', 'f'] as const) {
    for (const unit of tables[source].rows.flatMap(({ units }) => units)) {
      const known = lettersOf.get(unit.unitId);
      if (known) known.sources.push(source);
      else lettersOf.set(unit.unitId, { unit, sources: [source] });
    }
  }
  return context.units.flatMap(({ unitId }) => {
    const found = lettersOf.get(unitId);
    const column = placed.get(unitId);
    if (!found || !column || found.sources.length < 2) return [];
    const columns = new Set(found.sources.map((source) => COLUMN_OF[source]));
    columns.delete(column);
    const letters = found.sources.map((source) => (source === 'e1' ? 'e' : source));
    return [{ unit: found.unit, letters, column, leftOutOf: [...columns] }];
  });
}
