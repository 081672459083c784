import type { ExplainedRow } from '#plan';
import type { ExplainedPlan } from '#register';
import { both, fieldValueWord, statusWords, word, type Language } from '#wording';
import { heading, paragraph, tableBlock, type Answer, type Block } from '../output/answer.js';
import type { CellValue } from '../output/table.js';
import { eventTable } from './events.js';

/** A number of the plan opened: rows, units, declared figures, and the events behind each. */
export function explanationAnswer(explained: ExplainedPlan, language: Language): Answer {
  const { explanation, events } = explained;
  const say = (it: string, en: string) => both(it, en)[language];
  const blocks: Block[] = [
    heading(`${explanation.address} = ${explanation.number ?? say('n.d.', 'n/a')}`),
    ...explanation.rows.map((row) => paragraph(...rowLines(row, language))),
    ...(explanation.rows.length === 0
      ? [
          paragraph(
            say('Nessuna riga: nessun proprietario o Comune corrisponde.', 'No row: no owner or municipality matches.'),
          ),
        ]
      : []),
    ...Object.entries(events).map(([label, behind]) =>
      tableBlock(eventTable(behind, language, `${say('Eventi di', 'Events of')} ${label}`)),
    ),
  ];
  return { json: explained, blocks, csv: unitRows(explanation.rows) };
}

function rowLines(row: ExplainedRow, language: Language): string[] {
  const say = (it: string, en: string) => both(it, en)[language];
  const { owner, municipality, number, units, rest, figures, stock, share, answer } = row;
  const lines = [`${owner}, ${municipality ?? '—'}: ${number ?? say('n.d.', 'n/a')}`];
  if (share) lines.push(`  ${shareLine(share, language)}`);
  if (answer !== undefined) {
    lines.push(`  ${say('indagine', 'survey')}: ${word(statusWords, answer, language)}`);
  }
  if (units && units.length > 0)
    lines.push(`  ${say('alloggi', 'units')} (${units.length}): ${units.map(({ label }) => label).join(', ')}`);
  if (stock) {
    const ofClass = stock.serviceClass === null ? '' : ` (${stock.serviceClass})`;
    lines.push(
      say(
        `  tutti gli alloggi nel patrimonio${ofClass}; di uno solo: registro unit ID history`,
        `  every unit in stock${ofClass}; of one of them: registro unit ID history`,
      ),
    );
  }
  if (rest > 0) lines.push(say(`  non supportati da alloggi: ${rest}`, `  not supported by units: ${rest}`));
  for (const { letter, basis, units: declared, statedOn } of figures) {
    const resting = fieldValueWord('basis', basis, language);
    lines.push(
      say(
        `  dichiarato: lettera ${letter}, base ${resting}, ${declared ?? 'n.d.'} (al ${statedOn})`,
        `  declared: letter ${letter}, basis ${resting}, ${declared ?? 'n/a'} (as of ${statedOn})`,
      ),
    );
  }
  return lines;
}

/** How a share was taken, and of what: the units below are those of the whole. */
function shareLine({ percent, of, whole }: NonNullable<ExplainedRow['share']>, language: Language): string {
  const known = whole ?? both('n.d.', 'n/a')[language];
  return both(
    `${percent}% di ${of} = ${known}, dagli alloggi che seguono`,
    `${percent}% of ${of} = ${known}, of the units below`,
  )[language];
}

function unitRows(rows: readonly ExplainedRow[]): NonNullable<Answer['csv']> {
  const titles = ['owner', 'municipality', 'unitId', 'label'];
  return {
    columns: titles.map((title) => ({ title })),
    rows: rows.flatMap((row) =>
      (row.units ?? []).map((unit): CellValue[] => [row.owner, row.municipality, unit.unitId, unit.label]),
    ),
  };
}
