import type { IntakeReport } from '#intake';
import type { PlanDocument } from '#plan';
import type { PlanComparison } from '#register';
import { both, type Language } from '#wording';
import type { December } from '../actions/demo-december.js';
import { heading, paragraph, tableBlock, WIDTH, type Answer, type Block } from '../output/answer.js';
import { changeTable } from './comparison.js';
import { eventsOfSeveral } from './events.js';

export interface DemoStory {
  readonly data: string;
  readonly report: IntakeReport;
  /** The plan right after the import. */
  readonly before: PlanDocument;
  /** Position of the log right after the import. */
  readonly knownBefore: string;
  readonly december: December;
  /** The plan as known before the facts of December, and as known now. */
  readonly comparison: PlanComparison;
}

/** What was accepted, why this register is different, and what to try next. */
export function demoAnswer(story: DemoStory, language: Language): Answer {
  const { data, before, knownBefore, comparison } = story;
  const json = { data, knownBefore, plan: before, ...story.december, comparison };
  const table = changeTable(comparison, language);
  return {
    json,
    blocks: [...acceptedWarnings(story, language), ...difference(story, language), ...next(story, language)],
    csv: table,
  };
}

function acceptedWarnings({ report }: DemoStory, language: Language): Block[] {
  const say = (it: string, en: string) => both(it, en)[language];
  const warnings = report.rows.filter(({ severity }) => severity === 'warning');
  const byRule = Map.groupBy(warnings, ({ rule }) => rule);
  return [
    heading(say('Avvisi dell’importazione, accettati', 'Warnings of the import, accepted')),
    ...(warnings.length === 0 ? [paragraph(say('Nessuno.', 'None.'))] : []),
    ...[...byRule].map(([rule, of]) =>
      paragraph(
        `${rule} (${of.length})`,
        ...of.slice(0, 3).map((row) => `  ${row.file}:${row.row ?? '—'} ${row[language]}`),
        ...(of.length > 3 ? [`  … ${say(`e altri ${of.length - 3}`, `and ${of.length - 3} more`)}`] : []),
      ),
    ),
  ];
}

function difference({ before, knownBefore, december, comparison }: DemoStory, language: Language): Block[] {
  const say = (it: string, en: string) => both(it, en)[language];
  const { released, assigned } = december;
  const letters = { ...comparison, diff: { ...comparison.diff, changes: comparison.diff.changes.filter(isOfLetters) } };
  const others = comparison.diff.changes.length - letters.diff.changes.length;
  const same = comparison.from.digest === before.digest;
  return [
    heading(say('Perché questo registro è diverso', 'Why this register is different')),
    paragraph(
      say(
        'Il piano qui sopra è al 31 dicembre 2024. Ora l’ufficio viene a sapere tre fatti di dicembre, e li registra in ritardo:',
        'The plan above is as of 31 December 2024. Now the office learns three facts of December, and records them late:',
      ),
      say(
        `  1. un rilascio: ALER ha riavuto le chiavi di un suo alloggio di Cremona (${released}) il 3 dicembre; il 5 il sopralluogo lo dà libero;`,
        `  1. a release: ALER got back the keys of one of its units in Cremona (${released}) on 3 December; on the 5th the inspection finds it lettable;`,
      ),
      say(
        `  2. un’assegnazione: l’alloggio ${assigned}, dell’elenco dei liberi, è stato assegnato il 16 dicembre;`,
        `  2. an assignment: unit ${assigned}, of the list of free ones, was let on 16 December;`,
      ),
      say(
        '  3. una correzione: il sopralluogo diceva «assegnabile nello stato di fatto». L’evento sbagliato è annullato e sostituito, non cancellato.',
        '  3. a correction: the inspection had said "lettable as is". The wrong event is annulled and replaced, not deleted.',
      ),
    ),
    tableBlock({
      ...changeTable(letters, language),
      title: say(
        'Il piano al 31 dicembre 2024: come noto prima e come noto adesso',
        'The plan as of 31 December 2024: as known before and as known now',
      ),
      legend: [
        say(
          `Le celle si chiamano lettera/proprietario/Comune/colonna. Si muovono anche ${others} celle di totali, Allegato A, TAB 1 e TAB 2.`,
          `Cells are called letter/owner/municipality/column. ${others} cells of totals, Annex A, TAB 1 and TAB 2 move too.`,
        ),
      ],
    }),
    tableBlock(
      eventsOfSeveral(comparison.events, language, say('Gli eventi che li hanno mossi', 'The events that moved them')),
    ),
    paragraph(
      say(
        `Il piano per come era noto prima (posizione ${knownBefore}) ${same ? 'ha ancora la stessa impronta' : 'HA UN’ALTRA IMPRONTA'}:`,
        `The plan as it was known before (position ${knownBefore}) ${same ? 'still has the same digest' : 'HAS ANOTHER DIGEST'}:`,
      ),
      `  ${say('allora', 'then')}   ${before.digest}`,
      `  ${say('riletto', 'again')}  ${comparison.from.digest}`,
      `  ${say('adesso', 'now')}   ${comparison.to.digest}`,
    ),
  ];
}

/** The letters' own cells; totals and annexes follow from them. */
function isOfLetters({ cell }: { readonly cell: string }): boolean {
  return /^(?:[a-h]|i\.[ab]|j|k)\//.test(cell);
}

function next({ data, knownBefore, december, comparison }: DemoStory, language: Language): Block[] {
  const plan = `npx registro plan --ambito ${comparison.to.ambito} --year ${comparison.to.year}`;
  const commands = [
    [plan, '--explain g.as-is --municipality Cremona', `--data ${data}`],
    [`npx registro unit ${december.released} history`, `--data ${data}`],
    [
      `npx registro plan diff ${plan.slice('npx registro plan '.length)}`,
      `--from-known-at ${knownBefore}`,
      `--data ${data}`,
    ],
  ];
  // To be copied: a line that is too long goes on with the shell's own mark.
  const lines = commands.flatMap((parts) =>
    parts.join(' ').length > WIDTH ? [parts.join(' \\\n    ')] : [parts.join(' ')],
  );
  return [heading(both('Da provare adesso', 'To try next')[language]), { kind: 'verbatim', lines }];
}
