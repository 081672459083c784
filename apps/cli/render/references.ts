import type { KnownBody, KnownConferral, KnownNotice, KnownProgramme } from '#directory';
import { both, ownerKindWords, type Language, type Words } from '#wording';
import type { ReferenceName } from '../commands/references.js';
import type { CellValue, Table } from '../output/table.js';
import type { Names } from '../session.js';

type Row = KnownBody | KnownConferral | KnownNotice | KnownProgramme;

/** Bodies, programmes with their lots, conventions or notices in rows. */
export function referenceTable(name: ReferenceName, rows: readonly Row[], names: Names, language: Language): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  const table = (titles: readonly string[], cells: readonly (readonly CellValue[])[]): Table => ({
    id: name,
    title: '',
    columns: titles.map((title) => ({ title })),
    rows: cells,
  });
  switch (name) {
    case 'body':
      return table(
        [
          'Id',
          say('Nome', 'Name'),
          say('Tipo', 'Kind'),
          say('Ambiti', 'Ambiti'),
          say('Gestito da', 'Managed by'),
          say('Altre grafie', 'Other spellings'),
        ],
        (rows as readonly KnownBody[]).map((body) => [
          body.id,
          body.name,
          ownerKindWords[body.kind][language],
          body.ambiti.join(', '),
          body.managedBy === null ? '—' : names.nameOf(body.managedBy),
          body.spellings.join('; '),
        ]),
      );
    case 'programme':
      return table(
        [
          say('Programma', 'Programme'),
          say('Proprietario', 'Owner'),
          say('Formal.', 'Formal.'),
          say('Lotto', 'Lot'),
          say('Tipo', 'Kind'),
          say('Aperto', 'Opened'),
          say('Chiuso', 'Closed'),
          say('Previsto', 'Expected'),
          say('Assegn.', 'Assign.'),
        ],
        (rows as readonly KnownProgramme[]).flatMap((programme) => programmeRows(programme, names, language)),
      );
    case 'conferral':
      return table(
        ['Id', say('Titolo', 'Title'), say('Ente', 'Body'), 'Ambito', say('Dal', 'From'), say('Al', 'Until')],
        (rows as readonly KnownConferral[]).map(({ id, title, body, ambito, from, until }) => [
          id,
          title,
          names.nameOf(body),
          ambito,
          from,
          until ?? '—',
        ]),
      );
    case 'notice':
      return table(
        [
          'Id',
          say('Titolo', 'Title'),
          'Ambito',
          say('Aperto', 'Opened'),
          say('Chiusura annunciata', 'Announced closing'),
          say('Chiuso', 'Closed'),
        ],
        (rows as readonly KnownNotice[]).map(({ id, title, ambito, openedOn, closesOn, closedOn }) => [
          id,
          title,
          ambito,
          openedOn,
          closesOn ?? '—',
          closedOn ?? '—',
        ]),
      );
    default:
      return never(name);
  }
}

/** A row a lot; a programme without lots has one row. */
function programmeRows(
  { id, owner, formalisedOn, lots }: KnownProgramme,
  names: Names,
  language: Language,
): CellValue[][] {
  const first: CellValue[] = [id, names.nameOf(owner), formalisedOn ?? '—'];
  if (lots.length === 0) return [[...first, '—', '—', '—', '—', '—', '—']];
  return lots.map((lot) => [
    ...first,
    lot.lot,
    LOT_KINDS[lot.kind][language],
    lot.openedOn,
    lot.closedOn ?? '—',
    lot.expectedOn,
    lot.assignableIn,
  ]);
}

/** Short, for a table of nine columns. */
const LOT_KINDS: Words<KnownProgramme['lots'][number]['kind']> = {
  renovation: both('ristr.', 'renov.'),
  'new-build': both('nuova', 'new'),
};

function never(name: never): never {
  throw new TypeError(`not a reference: ${String(name)}`);
}
