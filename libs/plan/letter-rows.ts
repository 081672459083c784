import type { PlanContext } from './context.js';
import type { ExpectedRow, FreeRow, LetterOfUnits, Letters, UnitsRow } from './document.js';
import { basisOf, isSilent, type Figure, type FigureTable } from './figures.js';
import { EXPECTED_COLUMNS } from './letters/expected-sum.js';
import type { ExpectedFigure } from './letters/letter-g.js';
import type { StockFigure } from './letters/letter-a.js';
import type { Owner } from './owners.js';
import { ByPlace, type Place } from './plan-places.js';
import { addKnown, groupTotals } from './totals.js';
import type { Workings } from './workings.js';

/** The letters as the document writes them. */
export function lettersOf(workings: Workings): Letters {
  const { context } = workings;
  return {
    a: letterARows(context, workings.a),
    b: unitsLetter(context, workings.b),
    c: unitsLetter(context, workings.c),
    d: unitsLetter(context, workings.d),
    e: letterERows(workings),
    f: unitsLetter(context, workings.f, null),
    g: letterGRows(context, workings.g.rows),
    h: {
      rows: workings.h.map((row) => ({
        ...context.places.of(row).cell,
        percentOver20: row.percentOver20,
        units: row.units,
      })),
    },
    i: {
      a: {
        rows: workings.ia.map((row) => {
          const { owner, municipality } = context.places.of(row).cell;
          return { owner, municipality, category: row.category };
        }),
      },
      b: {
        rows: workings.ib.map((row) => ({
          ...context.places.of(row).cell,
          percent: row.percent,
          units: row.units,
          cap: row.cap,
        })),
      },
    },
    j: unitsLetter(context, workings.j),
    k: letterKRows(workings),
  };
}

function letterARows(context: PlanContext, figures: readonly StockFigure[]): Letters['a'] {
  const rows = figures.map((figure) => {
    const { sap, sas, other, total, basis } = figure;
    const { owner, ownerKind, municipality } = context.places.of(figure).cell;
    return { owner, ownerKind, municipality, sap, sas, other, total, basis, status: figure.owner.status };
  });
  return { rows, totals: groupTotals(rows, ['sap', 'sas', 'other', 'total']) };
}

function unitsLetter(context: PlanContext, table: FigureTable, empty: 0 | null = 0): LetterOfUnits {
  const rows = table.rows.map((figure): UnitsRow => {
    const { number, units, basis, rest } = figure;
    const { owner, ownerKind, municipality } = context.places.of(figure).cell;
    return { owner, ownerKind, municipality, units: number, unitIds: labelsOf(units), basis, unsupported: rest };
  });
  return { rows, totals: groupTotals(rows, ['units'], () => empty) };
}

function labelsOf(units: Figure['units']): readonly string[] {
  return units.map(({ label }) => label);
}

function letterERows({ context, e1, e2 }: Workings): Letters['e'] {
  const rows = placesOfLetterE(context, e1, e2).map((place): FreeRow => {
    const free = e1.at(place);
    const turnover = e2.at(place);
    const numbers = { free: free ? free.number : place.owner.silence, turnover: turnover?.number ?? null };
    const isNamed = (free?.units.length ?? 0) + (turnover?.units.length ?? 0) > 0;
    const counted = (free?.counted ?? false) || (turnover?.counted ?? false);
    const { owner, ownerKind, municipality } = context.places.of(place).cell;
    return {
      owner,
      ownerKind,
      municipality,
      free: numbers.free,
      turnover: numbers.turnover,
      total: addKnown([numbers.free, numbers.turnover]),
      unitIds: labelsOf(free?.units ?? []),
      basis: basisOf(place.owner, counted, isNamed),
      unsupported: (free?.rest ?? 0) + (turnover?.rest ?? 0),
      turnoverUnitIds: labelsOf(turnover?.units ?? []),
      turnoverMethod: e2.methodAt(place),
    };
  });
  return { rows, totals: groupTotals(rows, ['free', 'turnover', 'total']) };
}

/** Every place of which letter e says something, and for an owner of whom it says nothing its own. */
function placesOfLetterE({ places }: PlanContext, e1: FigureTable, e2: FigureTable): readonly Place[] {
  const spoken = new ByPlace<Place>(places);
  const heard = new Set<Owner>();
  for (const { rows } of [e1, e2]) {
    for (const row of rows) {
      if (isSilent(row)) continue;
      spoken.set(row, row);
      heard.add(row.owner);
    }
  }
  for (const row of e1.rows) if (!heard.has(row.owner)) spoken.set(row, row);
  return spoken.inOrder;
}

function letterGRows(context: PlanContext, figures: readonly ExpectedFigure[]): Letters['g'] {
  const rows = figures.map((figure): ExpectedRow => {
    const { parts, total, basis, literal, overlaps } = figure;
    const { owner, ownerKind, municipality } = context.places.of(figure).cell;
    return {
      owner,
      ownerKind,
      municipality,
      free: parts.free.number,
      renovation: parts.renovation.number,
      asIs: parts.asIs.number,
      conferred: parts.conferred.number,
      total,
      unitIds: EXPECTED_COLUMNS.flatMap((column) => parts[column].units.map(({ label }) => label)),
      basis,
      unsupported: EXPECTED_COLUMNS.reduce((sum, column) => sum + parts[column].rest, 0),
      literal,
      overlaps: overlaps.map(({ unit, letters }) => ({ unitId: unit.label, letters })),
    };
  });
  const columns = [...EXPECTED_COLUMNS, 'total', 'literal'] as const;
  return { rows, totals: groupTotals(rows, columns, (column) => (column === 'conferred' ? null : 0)) };
}

function letterKRows({ context, k }: Workings): Letters['k'] {
  const rows = k.rows.map((figure) => {
    const { number, units, basis, rest } = figure;
    const { owner, ownerKind, municipality } = context.places.of(figure).cell;
    return {
      owner,
      ownerKind,
      municipality,
      assigned: number,
      ofWhichMobility: k.mobilityAt(figure),
      unitIds: labelsOf(units),
      basis,
      unsupported: rest,
    };
  });
  return { rows, totals: groupTotals(rows, ['assigned', 'ofWhichMobility']) };
}
