import { uuidV5 } from '#event-store';
import { optionalText, readCsv, readTable, RowReports, text, type RowReport, type TableRow } from '#intake';
import type { CommandContext, Outcome } from '#recording';
import { UnknownName } from '#register';
import { IdentifyUnit } from '#units/commands';
import { both, type Language } from '#wording';
import type { IdentifyOptions } from '../commands/unit.js';
import { tellError } from '../errors.js';
import type { Globals } from '../globals.js';
import { paragraph, tableBlock } from '../output/answer.js';
import type { Table } from '../output/table.js';
import { withProgress } from '../progress.js';
import { rowReportTable } from '../render/row-reports.js';
import { commandContext, print, withWriting, type Names, type Writing } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';

/** A row: the owner, the municipality where it is to be said, and the alias of one of the owner's counted units. */
const COLUMNS = { owner: text(), municipality: optionalText(), scheme: text(100), value: text(100) };
type Row = TableRow<typeof COLUMNS>;

interface Identification {
  readonly row: number;
  readonly owner: string;
  readonly municipality: string | null;
  readonly alias: { readonly scheme: string; readonly value: string };
}

interface RowOutcome extends Identification {
  readonly outcome: Outcome['status'] | 'refused';
  readonly unitId: string | null;
  readonly message: string | null;
}

/**
 * Identifies the units of a file. Every row is checked before the first is recorded: with a row in error nothing is.
 * Then each row is a command of its own, made from the command's id, so that the same file again finishes what was not done.
 */
export async function identifyFile(
  shell: Shell,
  globals: Globals,
  file: string,
  options: IdentifyOptions,
): Promise<ExitCode> {
  const context = commandContext(shell, globals);
  return withWriting(shell, globals, 'unit identify --from', async (session) => {
    const reports = new RowReports();
    const csv = await readCsv(file, undefined, reports);
    const rows = csv ? (readTable(csv, COLUMNS, reports) ?? []) : [];
    const found = rows.flatMap((row) => identificationOf(row, session.names, reports) ?? []);
    refuseRepeated(found, rows, reports);
    if (reports.has('error')) return tellRefused(shell, globals, reports.all());
    const done = await withProgress(shell, both('Identifico gli alloggi', 'Identifying the units'), () =>
      recordAll(session, context, found, options),
    );
    return tellDone(shell, globals, reports.all(), done, session.names);
  });
}

function identificationOf({ cells, at }: Row, names: Names, reports: RowReports): Identification | null {
  const resolve = (column: 'owner' | 'municipality', name: string, idOf: (text: string) => string): string | null => {
    try {
      return idOf(name);
    } catch (error) {
      if (!(error instanceof UnknownName)) throw error;
      const near = error.nearest.join(', ');
      reports.error('UNKNOWN_NAME', at(column), {
        it: `«${name}» non è il nome di nessun ente.${near === '' ? '' : ` Simili: ${near}.`}`,
        en: `"${name}" names no body.${near === '' ? '' : ` Near: ${near}.`}`,
      });
      return null;
    }
  };
  const owner = resolve('owner', cells.owner, names.bodyId);
  const municipality =
    cells.municipality === null ? null : resolve('municipality', cells.municipality, names.municipalityId);
  if (owner === null || (cells.municipality !== null && municipality === null)) return null;
  return { row: at().row ?? 0, owner, municipality, alias: { scheme: cells.scheme, value: cells.value } };
}

/** The same alias twice cannot name two units. */
function refuseRepeated(found: readonly Identification[], rows: readonly Row[], reports: RowReports): void {
  for (const same of Map.groupBy(found, ({ alias }) => `${alias.scheme}:${alias.value}`).values()) {
    const [first, ...others] = same;
    for (const { row } of others) {
      const place = rows.find(({ at }) => at().row === row)!.at('value');
      reports.error('REPEATED_ALIAS', place, {
        it: `Lo stesso codice è già alla riga ${first!.row}.`,
        en: `The same alias is in row ${first!.row} already.`,
      });
    }
  }
}

async function recordAll(
  session: Writing,
  context: CommandContext,
  found: readonly Identification[],
  options: IdentifyOptions,
): Promise<readonly RowOutcome[]> {
  const { class: serviceClass, effectiveOn, act, note } = options;
  const done: RowOutcome[] = [];
  for (const identification of found) {
    const { owner, municipality, alias, row } = identification;
    const command = new IdentifyUnit(
      { ...context, commandId: uuidV5(context.commandId, `${row}`), source: { file: options.from!, row } },
      { owner, ...(serviceClass !== undefined && { serviceClass }) },
      {
        aliases: [alias],
        ...(municipality !== null && { municipality }),
        ...(effectiveOn !== undefined && { effectiveOn }),
        ...(act !== undefined && { act }),
        ...(note !== undefined && { note }),
      },
    );
    try {
      const outcome: Outcome = await session.commands.execute(command);
      done.push({
        ...identification,
        outcome: outcome.status,
        unitId: session.names.unitId(`${alias.scheme}:${alias.value}`),
        message: null,
      });
    } catch (error) {
      const told = tellError(error, session.language, false);
      if (told.exitCode !== 1) throw error;
      done.push({ ...identification, outcome: 'refused', unitId: null, message: told.text });
    }
  }
  return done;
}

function tellRefused(shell: Shell, globals: Globals, reports: readonly RowReport[]): ExitCode {
  const text = both(
    'Il file ha righe in errore: non è stato registrato nulla.',
    'The file has rows in error: nothing was recorded.',
  );
  const table = rowReportTable(reports, shell.language);
  print(shell, globals, {
    json: { applied: false, reports, rows: [] },
    blocks: [tableBlock(table), paragraph(text[shell.language])],
  });
  return 1;
}

function tellDone(
  shell: Shell,
  globals: Globals,
  reports: readonly RowReport[],
  done: readonly RowOutcome[],
  names: Names,
): ExitCode {
  const refused = done.filter(({ outcome }) => outcome === 'refused').length;
  const recorded = done.filter(({ outcome }) => outcome === 'recorded').length;
  const text = both(
    `Righe: ${done.length}; registrate ${recorded}, già a posto ${done.length - recorded - refused}, rifiutate ${refused}.`,
    `Rows: ${done.length}; recorded ${recorded}, in place already ${done.length - recorded - refused}, refused ${refused}.`,
  );
  const table = outcomeTable(done, names, shell.language);
  print(shell, globals, {
    json: { applied: true, recorded, refused, reports, rows: done },
    blocks: [
      ...(reports.length > 0 ? [tableBlock(rowReportTable(reports, shell.language))] : []),
      tableBlock(table),
      paragraph(text[shell.language]),
    ],
    csv: table,
  });
  return refused > 0 ? 1 : 0;
}

function outcomeTable(done: readonly RowOutcome[], names: Names, language: Language): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  const words: Readonly<Record<RowOutcome['outcome'], string>> = {
    recorded: say('registrato', 'recorded'),
    repeated: say('già registrato', 'recorded before'),
    unchanged: say('già così', 'so already'),
    refused: say('rifiutato', 'refused'),
  };
  return {
    id: 'identified',
    title: '',
    columns: [
      { title: say('Riga', 'Row'), align: 'right' },
      { title: say('Proprietario', 'Owner') },
      { title: say('Codice', 'Alias') },
      { title: say('Esito', 'Outcome') },
      { title: say('Alloggio o motivo', 'Unit or reason') },
    ],
    rows: done.map(({ row, owner, alias, outcome, unitId, message }) => [
      row,
      names.nameOf(owner),
      `${alias.scheme}:${alias.value}`,
      words[outcome],
      unitId ?? message,
    ]),
  };
}
