import type { ChangeKind, IntakeReport, IntakeStatus, RowReport } from '#intake';
import { both, type Language } from '#wording';
import { heading, paragraph, tableBlock, type Answer, type Block } from '../output/answer.js';
import { changeWords } from './change-words.js';
import { rowReportTable } from './row-reports.js';

type Counts = readonly { readonly kind: ChangeKind; readonly changes: number; readonly recorded: number }[];

/** What an import found, what it would change or has changed, and what it has not. */
export function importAnswer(report: IntakeReport, counts: Counts, language: Language): Answer {
  const { ambito, year, censusOn, rows, assumptions } = report;
  const say = (it: string, en: string) => both(it, en)[language];
  const table = rowReportTable(bySeverity(rows), language);
  const blocks: Block[] = [
    paragraph(
      `${statusSentence(report.status, language)}`,
      ...(ambito === null
        ? []
        : [`${ambito.name}, ${say('piano', 'plan')} ${year}, ${say('censimento al', 'census on')} ${censusOn}.`]),
    ),
    ...(rows.length === 0 ? [] : [heading(rowHeading(rows, language)), tableBlock(table)]),
    ...(counts.length === 0 ? [] : [tableBlock(countTable(counts, report.status, language))]),
    ...failures(report, language),
    ...(assumptions.length === 0
      ? []
      : [heading(say('Assunzioni', 'Assumptions')), paragraph(...assumptions.map((said) => `- ${said[language]}`))]),
  ];
  return { json: report, blocks, csv: table };
}

function statusSentence(status: IntakeStatus, language: Language): string {
  const words: Readonly<Record<IntakeStatus, ReturnType<typeof both>>> = {
    unchanged: both(
      'Nulla da cambiare: il registro dice già tutto questo.',
      'Nothing to change: the register says all this already.',
    ),
    applied: both('Importato.', 'Imported.'),
    'dry-run': both(
      'Prova: non è stato scritto nulla. Ecco che cosa cambierebbe.',
      'Dry run: nothing was written. This is what would change.',
    ),
    errors: both(
      'Ci sono righe in errore: non è stato applicato nulla, neanche le righe giuste. Ecco che cosa cambierebbe.',
      'Rows are in error: nothing was applied, the right rows neither. This is what would change.',
    ),
    unconfirmed: both(
      'Ci sono avvisi da confermare: non è stato applicato nulla. Letti gli avvisi, si conferma con --accept-warnings.',
      'Warnings are to be confirmed: nothing was applied. Once read, confirm them with --accept-warnings.',
    ),
    incomplete: both(
      'Importazione interrotta a metà: ripetendola si completa. Ecco che cosa è stato applicato e che cosa no.',
      'The import stopped half-way: run it again to finish. This is what was applied and what was not.',
    ),
  };
  return words[status][language];
}

function rowHeading(rows: readonly RowReport[], language: Language): string {
  const count = (severity: RowReport['severity']) => rows.filter((row) => row.severity === severity).length;
  return language === 'it'
    ? `Righe: ${count('error')} errori, ${count('warning')} avvisi, ${count('note')} note`
    : `Rows: ${count('error')} errors, ${count('warning')} warnings, ${count('note')} notes`;
}

function bySeverity(rows: readonly RowReport[]): readonly RowReport[] {
  const order = ['error', 'warning', 'note'];
  return [...rows].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function countTable(counts: Counts, status: IntakeStatus, language: Language) {
  const say = (it: string, en: string) => both(it, en)[language];
  const done = status === 'applied' || status === 'incomplete';
  return {
    id: 'changes',
    title: done ? say('Che cosa è cambiato', 'What has changed') : say('Che cosa cambierebbe', 'What would change'),
    columns: [
      { title: say('Cambiamento', 'Change') },
      { title: say('Quanti', 'How many'), align: 'right' as const },
      ...(done ? [{ title: say('Registrati', 'Recorded'), align: 'right' as const }] : []),
    ],
    rows: counts.map(({ kind, changes, recorded }) => [
      changeWords[kind][language],
      changes,
      ...(done ? [recorded] : []),
    ]),
  };
}

/** Changes that could not be made, and why. */
function failures({ changes }: IntakeReport, language: Language): Block[] {
  const failed = changes.filter(({ outcome }) => outcome === 'failed');
  if (failed.length === 0) return [];
  const lines = failed.map(
    (change) => `- ${change.file}:${change.row ?? '—'} ${change[language]} (${change.reason ?? ''})`,
  );
  return [paragraph(both('Non riusciti:', 'Failed:')[language], ...lines)];
}
