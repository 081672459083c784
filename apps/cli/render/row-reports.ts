import type { RowReport } from '#intake';
import { both, type Language } from '#wording';
import type { Table } from '../output/table.js';

/** What there is to say of a file's rows: where, what stands there, the rule. */
export function rowReportTable(reports: readonly RowReport[], language: Language): Table {
  const say = (it: string, en: string) => both(it, en)[language];
  const severities: Readonly<Record<RowReport['severity'], string>> = {
    error: say('errore', 'error'),
    warning: say('avviso', 'warning'),
    note: say('nota', 'note'),
  };
  return {
    id: 'rows',
    title: '',
    columns: [
      { title: say('Gravità', 'Severity') },
      { title: 'File' },
      { title: say('Riga', 'Row'), align: 'right' },
      { title: say('Colonna', 'Column') },
      { title: say('Valore', 'Value') },
      { title: say('Regola', 'Rule') },
      { title: say('Che cosa', 'What') },
    ],
    rows: reports.map((report) => [
      severities[report.severity],
      report.file,
      report.row ?? '—',
      report.column ?? '—',
      report.value ?? '—',
      report.rule,
      report[language],
    ]),
  };
}
