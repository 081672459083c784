import type { OwnedFigure } from '../context.js';
import type { Figure, FigureTable, Supporting } from '../figures.js';
import { COLUMN_OF, EXPECTED_COLUMNS, type ExpectedColumn, type ExpectedLetter } from '../letters/expected-sum.js';
import type { ExpectedFigure } from '../letters/letter-g.js';
import { quotaOf } from '../letters/letter-h.js';
import { isMobility } from '../letters/letter-k.js';
import { ByPlace, type Place } from '../plan-places.js';
import { addKnown } from '../totals.js';
import type { Workings } from '../workings.js';
import type { ExplainedRow, ExplainedUnit, Share } from './explanation.js';

/** A row of a number that is opened, before it is put into words. */
export interface OpenedRow
  extends Place, Pick<ExplainedRow, 'number' | 'units' | 'rest' | 'stock' | 'share' | 'answer'> {
  readonly declared: readonly OwnedFigure[];
}

export type Rows = (workings: Workings) => readonly OpenedRow[];

const LETTERS_OF_G = Object.keys(COLUMN_OF) as readonly ExpectedLetter[];

/** Letter a: units in stock, of one class or of all. */
export function stockRows(
  column: 'sap' | 'sas' | 'other' | 'total',
  serviceClass: 'SAP' | 'SAS' | 'OTHER' | null,
): Rows {
  return ({ a }) =>
    a.map(({ owner, municipality, [column]: number }) => {
      return { owner, municipality, number, units: null, rest: 0, declared: [], stock: { serviceClass } };
    });
}

/** A letter of units: those that events support, and the rest of what was declared. */
export function tableRows<U extends Supporting & { readonly eventId?: string }>({
  rows,
}: FigureTable<U>): readonly OpenedRow[] {
  return rows.map(({ owner, municipality, number, units, rest, declared }: Figure<U>) => {
    return { owner, municipality, number, units: units.map(unitOf), rest, declared };
  });
}

/** Columns of letter g: each unit once. */
export function expectedRows(columns: readonly ExpectedColumn[]): Rows {
  return (workings) => workings.g.rows.map((row) => expectedRow(workings, row, columns));
}

function expectedRow(workings: Workings, row: ExpectedFigure, columns: readonly ExpectedColumn[]): OpenedRow {
  const parts = columns.map((column) => row.parts[column]);
  const letters = LETTERS_OF_G.filter((letter) => columns.includes(COLUMN_OF[letter]));
  return {
    owner: row.owner,
    municipality: row.municipality,
    number: addKnown(parts.map(({ number }) => number)),
    units: parts.flatMap(({ units }) => units.map(unitOf)),
    rest: parts.reduce((sum, part) => sum + part.rest, 0),
    declared: letters.flatMap((letter) => tableOf(workings, letter).at(row)?.declared ?? []),
  };
}

/** The literal sum of letters b to f: a unit of two letters stands twice. */
export function literalRows(workings: Workings): readonly OpenedRow[] {
  return workings.g.rows.map((row) => {
    const { owner, municipality, literal: number } = row;
    const figures = LETTERS_OF_G.flatMap((letter) => tableOf(workings, letter).at(row) ?? []);
    return {
      ...{ owner, municipality, number },
      units: figures.flatMap(({ units }) => units.map(unitOf)),
      rest: figures.reduce((sum, { rest }) => sum + rest, 0),
      declared: figures.flatMap(({ declared }) => declared),
    };
  });
}

function tableOf({ b, c, d, e1, e2, f }: Workings, letter: ExpectedLetter) {
  return { b, c, d, e1, e2, f }[letter];
}

/** Letter k, those by mobility alone. */
export function mobilityRows({ context, k }: Workings): readonly OpenedRow[] {
  return k.rows.map((row) => {
    const number = k.mobilityAt(row);
    const units = row.units.filter(({ channel }) => isMobility(context.ruleSet, channel));
    const { owner, municipality, declared } = row;
    const rest = (number ?? units.length) - units.length;
    return { owner, municipality, number, units: units.map(unitOf), rest, declared };
  });
}

/** Letter h: the share of g reserved for indigent households. */
export function indigentRows(workings: Workings): readonly OpenedRow[] {
  const { context, h } = workings;
  return h.map((row) => {
    const base = quotaOf(context.ruleSet.indigents, row.owner)?.basePercent ?? 0;
    return shareOfExpected(workings, row, row.units, base + (row.percentOver20 ?? 0), 'h');
  });
}

/** Letter i.b: the share of g reserved for police and fire. */
export function policeRows(workings: Workings): readonly OpenedRow[] {
  return workings.ib.map((row) => shareOfExpected(workings, row, row.units, row.percent, 'ib'));
}

function shareOfExpected(
  workings: Workings,
  place: Place,
  number: number | null,
  percent: number,
  letter: 'h' | 'ib',
): OpenedRow {
  const { owner, municipality } = place;
  const expected = workings.g.at(place);
  const whole = expected && expectedRow(workings, expected, EXPECTED_COLUMNS);
  const share: Share = { percent, of: 'g.total', whole: whole ? whole.number : owner.silence };
  const declared = [...declaredAt(workings, letter, place), ...(whole?.declared ?? [])];
  return { owner, municipality, number, units: whole?.units ?? [], rest: whole?.rest ?? 0, declared, share };
}

/** Letter h's excess over the base, where the owner may declare one: as the letter says it. */
export function excessRows(workings: Workings): readonly OpenedRow[] {
  return workings.h
    .filter(({ percentOver20 }) => percentOver20 !== null)
    .map((row) => {
      const { owner, municipality, percentOver20: number } = row;
      return { owner, municipality, number, units: [], rest: 0, declared: declaredAt(workings, 'h', row) };
    });
}

/** The percentages that owners declared, each the number of its own row. */
export function percentRows(letter: 'h' | 'ib'): Rows {
  return ({ context }) =>
    context.figuresOf(letter).map((owned) => {
      const { owner, municipality, figure } = owned;
      return { owner, municipality, number: figure.percent, units: [], rest: 0, declared: [owned] };
    });
}

function declaredAt({ context }: Workings, letter: 'h' | 'ib', place: Place): readonly OwnedFigure[] {
  const { places } = context;
  return context.figuresOf(letter).filter((owned) => places.of(owned) === places.of(place));
}

/** Things that happened to units or hold of them, counted by place. */
export function countedRows<U extends Supporting>(workings: Workings, counted: readonly U[]): readonly OpenedRow[] {
  const { context } = workings;
  const here = counted.filter(({ owner }) => context.findOwner(owner));
  const rows = new ByPlace<OpenedRow>(context.places);
  const places = Map.groupBy(here, ({ owner, municipality }) => {
    return context.places.of({ owner: context.ownerOf(owner), municipality });
  });
  for (const [place, of] of places) {
    const { owner, municipality } = place;
    rows.set(place, { owner, municipality, number: of.length, units: of.map(unitOf), rest: 0, declared: [] });
  }
  return rows.inOrder;
}

export function unitOf({ unitId, label, eventId }: Supporting & { readonly eventId?: string }): ExplainedUnit {
  return { unitId, label, ...(eventId !== undefined && { eventId }) };
}
