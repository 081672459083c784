import type { Finding } from '#plan';
import { both, severityWords, type Language, type Words } from '#wording';
import { heading, paragraph, type Block } from '../output/answer.js';
import type { Table } from '../output/table.js';

const SEVERITIES = ['error', 'warning', 'info'] as const;
const pluralWords: Words<Finding['severity']> = {
  error: both('errori', 'errors'),
  warning: both('avvisi', 'warnings'),
  info: both('note', 'notes'),
};
const MOST_OF_A_RULE = 5;

/** Findings as people read them: the gravest first, by rule, the many of a rule cut with their number said. */
export function findingBlocks(findings: readonly Finding[], language: Language, all: boolean): readonly Block[] {
  const counts = SEVERITIES.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${pluralWords[severity][language]} ${count}`;
  });
  const title = language === 'it' ? 'Rilievi' : 'Findings';
  return [
    heading(`${title} (${counts.join(', ')})`),
    ...SEVERITIES.flatMap((severity) => {
      const byRule = Map.groupBy(
        findings.filter((finding) => finding.severity === severity),
        ({ rule }) => rule,
      );
      return [...byRule].map(([rule, found]) => ruleBlock(rule, severity, found, language, all));
    }),
  ];
}

function ruleBlock(
  rule: string,
  severity: Finding['severity'],
  found: readonly Finding[],
  language: Language,
  all: boolean,
): Block {
  const shown = all ? found : found.slice(0, MOST_OF_A_RULE);
  const rest = found.length - shown.length;
  return paragraph(
    `[${severityWords[severity][language]}] ${rule} (${found.length})`,
    ...shown.map((finding) => `  ${messageOf(finding, language)}`),
    ...(rest > 0
      ? [
          `  ${both(`… e altri ${rest}: --table findings li elenca tutti`, `… and ${rest} more: --table findings lists them all`)[language]}`,
        ]
      : []),
  );
}

/** Every finding in a row of its own. */
export function findingTable(findings: readonly Finding[], language: Language): Table {
  return {
    id: 'findings',
    title: language === 'it' ? 'Rilievi' : 'Findings',
    columns: [
      { title: both('Gravità', 'Severity')[language] },
      { title: both('Regola', 'Rule')[language] },
      { title: both('Alloggi', 'Units')[language] },
      { title: both('Celle', 'Cells')[language] },
      { title: both('Che cosa', 'What')[language] },
    ],
    rows: findings.map((finding) => [
      severityWords[finding.severity][language],
      finding.rule,
      finding.unitIds.join(' '),
      finding.cells.join(' '),
      messageOf(finding, language),
    ]),
  };
}

function messageOf({ message, messageEn }: Finding, language: Language): string {
  return language === 'it' ? message : messageEn;
}
