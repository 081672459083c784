import type { KnownDeclaration } from '#directory';
import { GetStreamHistory, ListDeclarations } from '#register';
import type { Act } from '#requests/acts';
import { both, fieldValueWord, statusWords, type Language } from '#wording';
import type { GivenValues } from '../acts/act-values.js';
import { withIds } from '../acts/named-fields.js';
import type { DeclarationOptions } from '../commands/declarations.js';
import type { AnnulOptions } from '../commands/unit.js';
import type { Globals } from '../globals.js';
import { paragraph, tableBlock } from '../output/answer.js';
import type { CellValue, Table } from '../output/table.js';
import { eventCsv, eventTable } from '../render/events.js';
import { print, withRegister, type Names } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';
import { recordAct } from './acts.js';
import { annul } from './annul.js';

/** Declarations by Ambito, year and owner. */
export async function listDeclarations(shell: Shell, globals: Globals, options: DeclarationOptions): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', 'declarations', async ({ queries, names }) => {
    const { knownAt, ...search } = withIds('', { ...options }, names) as DeclarationOptions;
    const rows = await queries.execute(new ListDeclarations(search, knownAt));
    print(shell, globals, { json: rows, blocks: [tableBlock(declarationTable(rows, names, shell.language))] });
    return 0;
  });
}

/** One declaration with its figures. */
export async function showDeclaration(shell: Shell, globals: Globals, options: DeclarationOptions): Promise<ExitCode> {
  requireKey(options);
  return withRegister(shell, globals, 'read', 'declaration', async ({ queries, names }) => {
    const { knownAt, ...search } = withIds('', { ...options }, names) as DeclarationOptions;
    const [row] = await queries.execute(new ListDeclarations(search, knownAt));
    if (!row) throw new BadCall(both('Questa dichiarazione non c’è.', 'There is no such declaration.'));
    print(shell, globals, {
      json: row,
      blocks: [
        tableBlock(declarationTable([row], names, shell.language)),
        row.figures.length === 0
          ? paragraph(both('Nessun dato dichiarato.', 'No figure is declared.')[shell.language])
          : tableBlock(figureTable(row, names, shell.language)),
      ],
      csv: figureTable(row, names, shell.language),
    });
    return 0;
  });
}

export async function declarationHistory(shell: Shell, globals: Globals, key: DeclarationOptions): Promise<ExitCode> {
  requireKey(key);
  return withRegister(shell, globals, 'read', 'declaration history', async ({ queries, names }) => {
    const stream = `declaration-${declarationId(key, names)}`;
    const events = await queries.execute(new GetStreamHistory(stream, key.knownAt));
    print(shell, globals, {
      json: events,
      blocks: [tableBlock(eventTable(events, shell.language, stream))],
      csv: eventCsv(events),
    });
    return 0;
  });
}

export async function recordDeclaration(
  shell: Shell,
  globals: Globals,
  key: DeclarationOptions,
  act: Act,
  given: GivenValues,
): Promise<ExitCode> {
  requireKey(key);
  return recordAct(shell, globals, { aggregate: 'declaration', id: (names) => declarationId(key, names), act, given });
}

export async function annulInDeclaration(
  shell: Shell,
  globals: Globals,
  key: DeclarationOptions,
  call: AnnulOptions & { readonly target: string; readonly rest: readonly string[] },
): Promise<ExitCode> {
  requireKey(key);
  return annul(shell, globals, { aggregate: 'declaration', id: (names) => declarationId(key, names), ...call });
}

/** @throws BadCall */
function requireKey({ ambito, year, owner }: DeclarationOptions): void {
  if (ambito !== undefined && year !== undefined && owner !== undefined) return;
  throw new BadCall(
    both(
      'Di chi e di quando? Servono --ambito, --year e --owner.',
      'Whose and of when? --ambito, --year and --owner are needed.',
    ),
  );
}

function declarationId({ ambito, year, owner }: DeclarationOptions, names: Names): string {
  return `${ambito}-${year}-${names.bodyId(owner!)}`;
}

function declarationTable(rows: readonly KnownDeclaration[], names: Names, language: Language): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  return {
    id: 'declarations',
    title: '',
    columns: [
      { title: 'Ambito' },
      { title: say('Anno', 'Year'), align: 'right' },
      { title: say('Proprietario', 'Owner') },
      { title: say('Stato', 'Status') },
      { title: say('Al', 'As of') },
      { title: 'SAP', align: 'right' },
      { title: 'SAS', align: 'right' },
      { title: say('Totale', 'Total'), align: 'right' },
      { title: say('Dati', 'Figures'), align: 'right' },
    ],
    rows: rows.map(({ ambito, year, owner, status, counted, figures }): CellValue[] => [
      ambito,
      year,
      names.nameOf(owner),
      status === null ? '—' : statusWords[status][language],
      counted?.on ?? '—',
      counted?.sap ?? null,
      counted?.sas ?? null,
      counted?.total ?? null,
      figures.length,
    ]),
  };
}

function figureTable({ figures }: KnownDeclaration, names: Names, language: Language): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  return {
    id: 'figures',
    title: say('Dati dichiarati', 'Declared figures'),
    columns: [
      { title: say('Lettera', 'Letter') },
      { title: say('Comune', 'Municipality') },
      { title: say('Base', 'Basis') },
      { title: say('Valore', 'Value') },
      { title: say('Dicitura', 'Label') },
    ],
    rows: figures.map(
      ({ letter, municipality, basis, units, ofWhichMobility, percent, category, label }): CellValue[] => [
        letter,
        names.nameOf(municipality),
        fieldValueWord('basis', basis, language),
        category ??
          (percent !== null
            ? `${percent}%`
            : units === null
              ? null
              : `${units}${ofWhichMobility === null ? '' : ` (${say('mobilità', 'mobility')} ${ofWhichMobility})`}`),
        label ?? '—',
      ],
    ),
  };
}
