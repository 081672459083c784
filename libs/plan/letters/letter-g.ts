import { byPlace, placeKey, type Place, type PlanContext } from '../context.js';
import type { Basis } from '../document.js';
import type { PlanUnit } from '../facts.js';
import { basisOf, isSilent, type Figure, type FigureTable } from '../figures.js';
import type { ExpectedSource } from '../rule-sets/index.js';
import { addKnown } from '../totals.js';

export const EXPECTED_COLUMNS = ['free', 'renovation', 'asIs', 'conferred'] as const;
export type ExpectedColumn = (typeof EXPECTED_COLUMNS)[number];

/** The letters that letter g adds: those whose units have a precedence, and turnover. */
export type ExpectedTables = Readonly<Record<ExpectedSource | 'e2', FigureTable<PlanUnit>>>;

const COLUMN_OF: Readonly<Record<ExpectedSource | 'e2', ExpectedColumn>> = {
  f: 'conferred',
  e1: 'free',
  e2: 'free',
  b: 'asIs',
  c: 'renovation',
  d: 'renovation',
};

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
  readonly parts: Record<ExpectedColumn, { units: PlanUnit[]; rest: number; known: boolean; unknown: boolean }>;
  literal: number | null;
  counted: boolean;
  readonly overlaps: Overlap[];
}

/**
 * Letter g: what is expected in the year, each unit once, in the first letter of the rule set's precedence; of figures
 * with a count only the rest enters as a number. Rows and columns agree by construction.
 */
export function letterG(context: PlanContext, tables: ExpectedTables): ExpectedTable {
  const drafts = new Map<string, Draft>();
  const placed = new Map<string, ExpectedColumn>();
  for (const source of [...context.ruleSet.precedence, 'e2' as const]) {
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
  source: ExpectedSource | 'e2',
  row: Figure<PlanUnit>,
  placed: Map<string, ExpectedColumn>,
): void {
  const column = COLUMN_OF[source];
  const part = draft.parts[column];
  // Turnover that nobody states leaves the free units known.
  if (row.number === null) part.unknown ||= source !== 'e2';
  else {
    part.known = true;
    draft.literal = (draft.literal ?? 0) + row.number;
  }
  part.rest += row.rest;
  draft.counted ||= row.counted;
  for (const unit of row.units) {
    if (placed.has(unit.unitId)) continue;
    placed.set(unit.unitId, column);
    part.units.push(unit);
  }
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
  const part = () => ({ units: [], rest: 0, known: false, unknown: false });
  const parts = { free: part(), renovation: part(), asIs: part(), conferred: part() };
  const draft: Draft = { owner, municipality, parts, literal: null, counted: false, overlaps: [] };
  drafts.set(key, draft);
  return draft;
}

function figureOf(draft: Draft): ExpectedFigure {
  const { owner, municipality, literal, overlaps } = draft;
  const parts = {
    free: partOf(draft, 'free'),
    renovation: partOf(draft, 'renovation'),
    asIs: partOf(draft, 'asIs'),
    conferred: partOf(draft, 'conferred'),
  };
  const units = EXPECTED_COLUMNS.some((column) => parts[column].units.length > 0);
  return {
    owner,
    municipality,
    parts,
    total: addKnown(EXPECTED_COLUMNS.map((column) => parts[column].number)),
    basis: basisOf(owner, draft.counted, units),
    literal: literal ?? owner.silence,
    overlaps,
  };
}

/** A letter without a row in this place says what its owner's silence says; nothing conferred is null, not 0. */
function partOf(draft: Draft, column: ExpectedColumn): ExpectedPart {
  const { units, rest, known, unknown } = draft.parts[column];
  const silence = unknown || column === 'conferred' ? null : draft.owner.silence;
  return { units, rest, number: known ? units.length + rest : silence };
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
