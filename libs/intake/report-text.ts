import type { ChangeKind } from './changes.js';
import { changeCounts, type ChangeReport, type IntakeReport, type IntakeStatus } from './report.js';
import type { RowReport, Severity } from './row-report.js';
import type { Language, Wording } from '#wording';

/** An import's report as lines of text for people. */
export function reportLines(report: IntakeReport, language: Language): readonly string[] {
  const { ambito, year, censusOn, files, assumptions, rows, changes } = report;
  const say = (said: Wording) => said[language];
  return [
    ...(ambito ? [`${ambito.name}, ${year ?? ''} (${say(CENSUS)} ${censusOn ?? ''})`] : []),
    ...section(
      say(FILES),
      files.map(
        ({ file, role, rows: read, encoding, delimiter }) =>
          `${file} · ${role} · ${read ?? say(UNREAD)}${encoding === null ? '' : ` · ${encoding} «${delimiter}»`}`,
      ),
    ),
    ...section(say(ASSUMPTIONS), assumptions.map(say)),
    ...SEVERITIES.flatMap((severity) =>
      section(
        say(HEADINGS[severity]),
        rows.filter((row) => row.severity === severity).map((row) => rowLine(row, language)),
      ),
    ),
    ...section(
      say(CHANGES),
      changeCounts(changes).map((count) => countLine(count, report.status, language)),
    ),
    ...(changes.length > TOLD_ONE_BY_ONE ? [] : section(say(ONE_BY_ONE), changeLines(report, language))),
    ...section(
      say(FAILED),
      changes.filter(({ outcome }) => outcome === 'failed').map((change) => failureLine(change, language)),
    ),
    '',
    say(report.status === 'errors' && changes.length === 0 ? NOTHING_TO_CHANGE : ENDINGS[report.status]),
  ];
}

/** One line a change, with its row. */
function changeLines({ changes }: IntakeReport, language: Language): readonly string[] {
  return changes.map((change) => `${where(change)}: ${change[language]}`);
}

/** The rows of the report as CSV (RFC 4180, UTF-8), for a spreadsheet. */
export function reportCsv({ rows }: IntakeReport, language: Language): string {
  const header = ['severity', 'rule', 'file', 'row', 'column', 'value', 'message'];
  const lines = rows.map((row) => [row.severity, row.rule, row.file, row.row, row.column, row.value, row[language]]);
  return [header, ...lines].map((cells) => cells.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

/** A text that a spreadsheet would take for a formula is quoted with an apostrophe. */
function csvCell(value: string | number | null): string {
  if (value === null || typeof value === 'number') return String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)];
}

function rowLine(row: RowReport, language: Language): string {
  const cell = row.value === null ? '' : ` «${row.value}»`;
  return `${where(row)}${row.column === null ? '' : `, ${row.column}`}${cell}: ${row[language]} [${row.rule}]`;
}

function where({ file, row }: { readonly file: string; readonly row: number | null }): string {
  return row === null ? file : `${file}:${row}`;
}

function countLine(
  { kind, changes, recorded }: ReturnType<typeof changeCounts>[number],
  status: IntakeStatus,
  language: Language,
): string {
  const made = status === 'incomplete' ? `${recorded}/${changes}` : String(changes);
  return `${made.padStart(6)}  ${KINDS[kind][language]}`;
}

function failureLine(change: ChangeReport, language: Language): string {
  return `${where(change)}: ${change[language]} ${change.reason ?? ''}`;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
const CENSUS: Wording = { it: 'censimento del', en: 'census of' };
const FILES: Wording = { it: 'File letti', en: 'Files read' };
const UNREAD: Wording = { it: 'non leggibile', en: 'not readable' };
const ASSUMPTIONS: Wording = { it: 'Assunzioni (nessun documento le dice)', en: 'Assumptions (no document says them)' };
const CHANGES: Wording = { it: 'Cambiamenti', en: 'Changes' };
const FAILED: Wording = { it: 'Non riuscito', en: 'Failed' };

const HEADINGS: Readonly<Record<Severity, Wording>> = {
  error: { it: 'Errori', en: 'Errors' },
  warning: { it: 'Avvisi da confermare', en: 'Warnings to confirm' },
  note: { it: 'Note', en: 'Notes' },
};

/** Changes that a report tells one by one beside their number: a corrected folder's, not a first import's. */
const TOLD_ONE_BY_ONE = 50;
const ONE_BY_ONE: Wording = { it: 'Uno per uno', en: 'One by one' };
/** Of a folder that cannot be read, or whose other rows the register has: "above" there is nothing. */
const NOTHING_TO_CHANGE: Wording = {
  it: 'Ci sono errori: nulla è stato applicato.',
  en: 'There are errors: nothing was applied.',
};

const ENDINGS: Readonly<Record<IntakeStatus, Wording>> = {
  unchanged: {
    it: 'Il registro dice già tutto questo: nessun evento aggiunto.',
    en: 'The register says all this already: no event was appended.',
  },
  applied: { it: 'Importato.', en: 'Imported.' },
  'dry-run': {
    it: 'Prova: nulla è stato applicato. Quanto sopra è ciò che cambierebbe.',
    en: 'Dry run: nothing was applied. The above is what would change.',
  },
  errors: {
    it: 'Ci sono righe in errore: nulla è stato applicato, neanche le righe giuste, che cambierebbero quanto detto sopra.',
    en: 'Rows are in error: nothing was applied, not even the good rows, which would change what is said above.',
  },
  unconfirmed: {
    it: 'Ci sono avvisi: nulla è stato applicato. Per confermarli, ripetere con --accept-warnings.',
    en: 'There are warnings: nothing was applied. To confirm them, run again with --accept-warnings.',
  },
  incomplete: {
    it: 'Interrotto: applicato solo quanto indicato. Ripetere lo stesso comando completa l’importazione.',
    en: 'Interrupted: only what is shown was applied. The same command again finishes the import.',
  },
};

const KINDS: Readonly<Record<ChangeKind, Wording>> = {
  'register-body': { it: 'enti registrati', en: 'bodies registered' },
  'record-spelling': { it: 'grafie registrate', en: 'spellings recorded' },
  'join-ambito': { it: 'enti entrati nell’Ambito', en: 'bodies that join the Ambito' },
  'delegate-management': { it: 'deleghe di gestione', en: 'delegations of management' },
  'propose-programme': { it: 'programmi', en: 'programmes' },
  'open-lot': { it: 'lotti aperti', en: 'lots opened' },
  'date-lot': { it: 'lotti con nuova data', en: 'lots dated anew' },
  'register-unit': { it: 'alloggi registrati dagli elenchi', en: 'units registered from the lists' },
  'identify-unit': { it: 'alloggi identificati', en: 'units identified' },
  'adopt-counted-unit': { it: 'alloggi contati riconosciuti in un elenco', en: 'counted units recognised in a list' },
  'correct-unit': { it: 'alloggi corretti', en: 'units corrected' },
  'state-unit': { it: 'alloggi di cui si conosce ora lo stato', en: 'units whose state becomes known' },
  'include-in-lot': { it: 'alloggi in un lotto', en: 'units in a lot' },
  'annul-counted-unit': {
    it: 'alloggi tolti perché il conteggio è sceso',
    en: 'units annulled because the count went down',
  },
  'register-counted-unit': {
    it: 'alloggi registrati dal conteggio, stato non dichiarato',
    en: 'units registered from the count, state not declared',
  },
  'answer-survey': { it: 'stati di dichiarazione', en: 'statuses of declarations' },
  'count-stock': { it: 'consistenze', en: 'stock counts' },
  'declare-figure': { it: 'dati delle lettere b-k', en: 'figures of letters b to k' },
};
