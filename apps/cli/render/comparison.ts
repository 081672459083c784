import type { PlanComparison } from '#register';
import { both, type Language } from '#wording';
import { heading, paragraph, tableBlock, type Answer, type Block } from '../output/answer.js';
import type { CellValue, Table } from '../output/table.js';
import { eventsOfSeveral } from './events.js';
import { coordinateBlock } from './plan.js';

/** Two plans compared: the numbers that moved, the units that came and went, the events that moved them. */
export function comparisonAnswer(comparison: PlanComparison, language: Language): Answer {
  const { from, to, diff, events } = comparison;
  const say = (it: string, en: string) => both(it, en)[language];
  const blocks: Block[] = [
    heading(say('Prima', 'Before')),
    coordinateBlock(from, language),
    heading(say('Dopo', 'After')),
    coordinateBlock(to, language),
    tableBlock(changeTable(comparison, language)),
    ...findingLines(say('Rilievi comparsi', 'Findings that appeared'), diff.findings.appeared, language),
    ...findingLines(say('Rilievi scomparsi', 'Findings gone'), diff.findings.gone, language),
    tableBlock(eventsOfSeveral(events, language, say('Eventi che li hanno mossi', 'Events that moved them'))),
  ];
  return { json: comparison, blocks, csv: changeTable(comparison, language) };
}

/** The cells that moved. */
export function changeTable({ diff }: Pick<PlanComparison, 'diff'>, language: Language): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  return {
    id: 'changes',
    title:
      diff.changes.length === 0
        ? say('Nessun numero è cambiato.', 'No number moved.')
        : say('Numeri cambiati', 'Numbers that moved'),
    columns: [
      { title: say('Cella', 'Cell') },
      { title: say('Prima', 'Before'), align: 'right' },
      { title: say('Dopo', 'After'), align: 'right' },
      { title: say('Entrano', 'In') },
      { title: say('Escono', 'Out') },
    ],
    rows: diff.changes.map(({ cell, before, after, unitIdsIn, unitIdsOut }): CellValue[] => [
      cell,
      before,
      after,
      unitIdsIn.join(' '),
      unitIdsOut.join(' '),
    ]),
  };
}

function findingLines(
  title: string,
  findings: PlanComparison['diff']['findings']['appeared'],
  language: Language,
): Block[] {
  if (findings.length === 0) return [];
  return [
    paragraph(
      `${title}:`,
      ...findings.map(({ rule, message, messageEn }) => `  ${rule}: ${language === 'it' ? message : messageEn}`),
    ),
  ];
}
