import type { FigureLetter } from '#declarations/domain';
import type { Finding } from '../document.js';
import { isPlainCount, type Figure, type FigureTable } from '../figures.js';
import { carriersAtD } from '../letters/carried-units.js';
import type { Owner } from '../owners.js';
import type { AnyTable, Workings } from '../workings.js';
import { agree, alloggi, finding, placeName, unitsEn } from './finding.js';
import { CELL_OF_LETTER, LETTER_TITLES } from './letter-titles.js';

/** Letters whose count cannot be larger than the SAP stock of the owner: a year's assignments and new build may. */
const WITHIN_STOCK: ReadonlySet<FigureLetter> = new Set(['b', 'c', 'e1', 'e2', 'j']);

/** Declared counts beside the units that unit events support (domain.md, section 4). */
export function findingsOfCounts(workings: Workings): readonly Finding[] {
  const sap = sapStock(workings.a);
  return tablesOf(workings).flatMap((table) => [
    ...countOnly(workings, table),
    ...table.rows.flatMap((row) => findingsOfRow(workings, sap, table, row)),
    ...carriedCounts(workings, table.letter),
  ]);
}

export function tablesOf({ b, c, d, e1, e2, f, j, k }: Workings): readonly AnyTable[] {
  return [b, c, d, e1, e2, f, j, k];
}

/** One finding a letter, which names its cells: they are marked wherever they are shown. */
function countOnly({ context }: Workings, { letter, rows }: FigureTable): readonly Finding[] {
  const name = context.cellName;
  const unsupported = rows.filter(({ rest }) => rest > 0);
  if (unsupported.length === 0) return [];
  const rest = unsupported.reduce((sum, row) => sum + row.rest, 0);
  const title = LETTER_TITLES[letter];
  const [column, header] = CELL_OF_LETTER[letter];
  return [
    finding(
      'COUNT_WITHOUT_UNITS',
      'info',
      {
        it: `Nella ${title.it} ${alloggi(rest)} ${agree(rest, 'è', 'sono')} solo un numero: nessun alloggio del registro ${agree(rest, 'lo', 'li')} sostiene.`,
        en: `In ${title.en} ${unitsEn(rest)} ${agree(rest, 'is', 'are')} only a number: no unit of the register supports ${agree(rest, 'it', 'them')}.`,
      },
      { cells: unsupported.map((row) => name(column, row, header)) },
    ),
  ];
}

function findingsOfRow(
  workings: Workings,
  sap: ReadonlyMap<Owner, number>,
  table: FigureTable,
  row: Figure,
): readonly Finding[] {
  if (!row.counted) return [];
  const { context } = workings;
  const [letter, column] = CELL_OF_LETTER[table.letter];
  const cells = [context.cellName(letter, row, column)];
  const title = LETTER_TITLES[table.letter];
  const place = placeName(context, row);
  const declared = declaredCount(row);
  if (declared === null) {
    const it = `${place.it}, ${title.it}: dichiarata una cifra senza numero; è ignota, non zero.`;
    const en = `${place.en}, ${title.en}: a figure was declared without a number; it is unknown, not zero.`;
    return row.declared.length === 0 ? [] : [finding('FIGURE_WITHOUT_NUMBER', 'warning', { it, en }, { cells })];
  }
  return [
    ...besideUnits(workings, table, row, declared, cells),
    ...aboveStock(sap, table.letter, row, declared, cells),
  ];
}

/** Units beside a count, of the place or, for a count of the whole owner, anywhere in the Ambito. */
function besideUnits(
  { context }: Workings,
  { letter, rows }: FigureTable,
  row: Figure,
  declared: number,
  cells: readonly string[],
): readonly Finding[] {
  const supporting = row.municipality === null ? rows.filter(({ owner }) => owner === row.owner) : [row];
  const units = supporting.flatMap((other) => other.units);
  if (units.length === 0) return [];
  const place = placeName(context, row);
  const title = LETTER_TITLES[letter];
  const contradicted = units.length > declared;
  return [
    finding(
      contradicted ? 'COUNT_BELOW_UNITS' : 'COUNT_BESIDE_UNITS',
      contradicted ? 'warning' : 'info',
      {
        it: `${place.it}, ${title.it}: dichiarati ${declared}, dai fatti registrati ${units.length}; vale il maggiore dei due.`,
        en: `${place.en}, ${title.en}: ${declared} declared, ${units.length} by the facts recorded; the larger of the two holds.`,
      },
      { units, cells },
    ),
  ];
}

/** The largest number declared as a count for the place; null when none says a number. */
function declaredCount({ declared }: Figure): number | null {
  const numbers = declared.filter(isPlainCount).map(({ figure }) => figure.units);
  return numbers.reduce<number | null>((largest, n) => (n === null ? largest : Math.max(largest ?? 0, n)), null);
}

function aboveStock(
  sap: ReadonlyMap<Owner, number>,
  letter: FigureLetter,
  { owner }: Figure,
  declared: number,
  cells: readonly string[],
): readonly Finding[] {
  const stock = WITHIN_STOCK.has(letter) ? sap.get(owner) : undefined;
  if (stock === undefined || declared <= stock) return [];
  const title = LETTER_TITLES[letter];
  return [
    finding(
      'FIGURE_ABOVE_STOCK',
      'warning',
      {
        it: `${owner.name}, ${title.it}: dichiarati ${declared}, più degli alloggi SAP che possiede (${stock}).`,
        en: `${owner.name}, ${title.en}: ${declared} declared, more than the SAP units it owns (${stock}).`,
      },
      { cells },
    ),
  ];
}

/** SAP units of each owner whose stock is known. */
function sapStock(rows: Workings['a']): ReadonlyMap<Owner, number> {
  const stock = new Map<Owner, number>();
  for (const { owner, sap } of rows) if (sap !== null) stock.set(owner, (stock.get(owner) ?? 0) + sap);
  return stock;
}

/** A count declared to be the same units as another letter's list: they carry it, nothing is added. */
function carriedCounts({ context }: Workings, letter: FigureLetter): readonly Finding[] {
  const name = context.cellName;
  const [column, header] = CELL_OF_LETTER[letter];
  return context.figuresOf(letter).flatMap((owned) => {
    const { sameUnits, units, basis } = owned.figure;
    // Before the census nobody can say which of them are left.
    if (!sameUnits || basis !== 'count' || isPlainCount(owned) || owned.owner.beforeCensus) return [];
    const carriers = carriersAtD(context, owned);
    const place = placeName(context, owned);
    const [title, other] = [LETTER_TITLES[letter], LETTER_TITLES[sameUnits.letter]];
    const missing = units !== null && units !== carriers.length;
    return [
      finding(
        missing ? 'CARRIED_COUNT_DIFFERS' : 'COUNT_CARRIED_BY_UNITS',
        missing ? 'warning' : 'info',
        {
          it: `${place.it}, ${title.it}: ${units ?? 'gli alloggi'} dichiarati sono gli stessi della ${other.it}; alla data ne restano ${carriers.length}. Non si aggiunge nulla.`,
          en: `${place.en}, ${title.en}: the ${units ?? 'units'} declared are the same as in ${other.en}; at the date ${carriers.length} of them are left. Nothing is added.`,
        },
        { units: carriers, cells: [name(column, owned, header)] },
      ),
    ];
  });
}

/** Units that stand in a letter because a count is declared to be them. */
export function declaredSame({ context }: Workings): ReadonlySet<string> {
  const figures = (['b', 'c', 'd', 'e1', 'f'] as const).flatMap((letter) => context.figuresOf(letter));
  return new Set(figures.flatMap(({ figure }) => figure.sameUnits?.units ?? []));
}
