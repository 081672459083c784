import { cellOf, type OwnedFigure, type Place, type PlanContext } from './context.js';
import type { Cell } from './document.js';
import type { DeclaredFigure, PlanFacts } from './facts.js';
import type { Figure, FigureTable, Supporting } from './figures.js';
import { EXPECTED_COLUMNS, type ExpectedColumn } from './letters/expected-sum.js';
import { addKnown } from './totals.js';
import { computeWorkings, type PlanOptions, type Workings } from './workings.js';

/** Which rows of a letter: by the owner's name, id or kind, and the municipality's name or ISTAT code. */
export interface ExplainFilter {
  readonly owner?: string;
  readonly municipality?: string;
}

/** A number of the plan opened: the units it counts, and the figure behind the rest. */
export interface Explanation {
  /** `letter.column`, as the document names them. */
  readonly address: string;
  readonly number: number | null;
  readonly rows: readonly ExplainedRow[];
}

export interface ExplainedRow extends Cell {
  readonly ownerId: string;
  /** ISTAT code. */
  readonly municipalityCode: string | null;
  readonly number: number | null;
  /** Null for letter a, whose units are every unit in stock: `stock` says which, and whoever has the units lists them. */
  readonly units: readonly ExplainedUnit[] | null;
  /** What no unit supports. */
  readonly rest: number;
  /** The declared figures behind the row. */
  readonly figures: readonly DeclaredFigure[];
  readonly stock?: { readonly serviceClass: 'SAP' | 'SAS' | 'OTHER' | null };
}

export interface ExplainedUnit {
  readonly unitId: string;
  readonly label: string;
  /** The assignment that is counted: letter k. */
  readonly eventId?: string;
}

/** The address names no number that rests on units. */
export class UnknownAddress extends RangeError {
  override readonly name = 'UnknownAddress';
  constructor(readonly address: string) {
    super(`no number ${address}; known: ${ADDRESSES.join(', ')}`);
  }
}

type Row = Place &
  Pick<ExplainedRow, 'number' | 'units' | 'rest' | 'stock'> & { readonly declared: readonly OwnedFigure[] };
type Opened = (workings: Workings) => readonly Row[];

const OPENERS: Readonly<Record<string, Opened>> = {
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
  'j.units': ({ j }) => tableRows(j),
  'k.assigned': ({ k }) => tableRows(k),
  'k.ofWhichMobility': mobilityRows,
};

/** The numbers that can be opened. */
export const ADDRESSES: readonly string[] = Object.keys(OPENERS);

/**
 * Opens a number: `g.free`, `k.assigned`, `c.units`. Letter and column in any case, with or without hyphens (`g.as-is`).
 * The events behind each unit are the caller's to add: rules see states.
 * @throws UnknownAddress, UnknownRuleSet
 */
export function explainNumber(
  facts: PlanFacts,
  address: string,
  filter: ExplainFilter = {},
  options: PlanOptions = {},
): Explanation {
  const known = ADDRESSES.find((candidate) => plain(candidate) === plain(address));
  const opener = known === undefined ? undefined : OPENERS[known];
  if (known === undefined || opener === undefined) throw new UnknownAddress(address);
  const workings = computeWorkings(facts, options);
  const { context } = workings;
  const rows = opener(workings).filter((row) => matches(context, row, filter));
  return {
    address: known,
    number: addKnown(rows.map(({ number }) => number)),
    rows: rows.map((row) => explained(context, row)),
  };
}

function explained(context: PlanContext, row: Row): ExplainedRow {
  const { owner, municipality, number, units, rest, declared, stock } = row;
  return {
    ...cellOf(context, row),
    ownerId: owner.id,
    municipalityCode: municipality,
    number,
    units,
    rest,
    figures: declared.map(({ figure }) => figure),
    ...(stock && { stock }),
  };
}

function matches(context: PlanContext, { owner, municipality }: Place, filter: ExplainFilter): boolean {
  const isOwner = filter.owner === undefined || [owner.name, owner.id, owner.kind].some(same(filter.owner));
  const names = [context.municipalityName(municipality), municipality];
  return isOwner && (filter.municipality === undefined || names.some(same(filter.municipality)));
}

function same(wanted: string): (candidate: string | null) => boolean {
  return (candidate) => candidate !== null && candidate.toLowerCase() === wanted.toLowerCase();
}

function plain(address: string): string {
  return address.toLowerCase().replaceAll('-', '');
}

function stockRows(column: 'sap' | 'sas' | 'other' | 'total', serviceClass: 'SAP' | 'SAS' | 'OTHER' | null): Opened {
  return ({ a }) =>
    a.map(({ owner, municipality, [column]: number }) => {
      return { owner, municipality, number, units: null, rest: 0, declared: [], stock: { serviceClass } };
    });
}

function tableRows<U extends Supporting & { readonly eventId?: string }>({ rows }: FigureTable<U>): readonly Row[] {
  return rows.map(({ owner, municipality, number, units, rest, declared }: Figure<U>) => {
    return { owner, municipality, number, units: units.map(unitOf), rest, declared };
  });
}

function unitOf({ unitId, label, eventId }: Supporting & { readonly eventId?: string }): ExplainedUnit {
  return { unitId, label, ...(eventId !== undefined && { eventId }) };
}

function expectedRows(columns: readonly ExpectedColumn[]): Opened {
  return (workings) =>
    workings.g.rows.map((row) => {
      const parts = columns.map((column) => row.parts[column]);
      const { owner, municipality } = row;
      return {
        owner,
        municipality,
        number: addKnown(parts.map(({ number }) => number)),
        units: parts.flatMap(({ units }) => units.map(unitOf)),
        rest: parts.reduce((sum, part) => sum + part.rest, 0),
        declared: columns.flatMap((column) => declaredBehind(workings, column, row)),
      };
    });
}

/** The figures of the letters that a column of g adds. */
function declaredBehind(
  { b, c, d, e1, e2, f }: Workings,
  column: ExpectedColumn,
  place: Place,
): readonly OwnedFigure[] {
  const tables = { free: [e1, e2], renovation: [c, d], asIs: [b], conferred: [f] }[column];
  return tables.flatMap((table) => table.at(place)?.declared ?? []);
}

function mobilityRows({ context, k }: Workings): readonly Row[] {
  const channels = context.ruleSet.assignments.mobilityChannels;
  return k.rows.map((row) => {
    const number = k.mobilityAt(row);
    const units = row.units.filter(({ channel }) => channels.includes(channel));
    const { owner, municipality, declared } = row;
    return {
      owner,
      municipality,
      number,
      units: units.map(unitOf),
      rest: (number ?? units.length) - units.length,
      declared,
    };
  });
}
