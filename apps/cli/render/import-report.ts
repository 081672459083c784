import { reportLines, type IntakeReport } from '#intake';
import type { Language } from '#wording';
import { paragraph, type Answer } from '../output/answer.js';
import { rowReportTable } from './row-reports.js';

/** What an import found, what it would change or has changed, and what it has not. As CSV: what there is to say of rows. */
export function importAnswer(report: IntakeReport, language: Language): Answer {
  return {
    json: report,
    blocks: [paragraph(...reportLines(report, language))],
    csv: rowReportTable(report.rows, language),
  };
}
