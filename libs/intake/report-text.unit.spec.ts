import { describe, expect, it } from '@jest/globals';
import type { IntakeReport } from './report.js';
import { reportCsv, reportLines } from './report-text.js';

const report: IntakeReport = {
  status: 'incomplete',
  ambito: { id: 'cremonese', name: 'Ambito Cremonese' },
  year: 2025,
  censusOn: '2024-11-30',
  files: [{ role: 'a-stock', file: 'a.csv', encoding: 'windows-1252', delimiter: ';', rows: 3 }],
  assumptions: [{ it: 'Si assume.', en: 'Assumed.' }],
  rows: [
    {
      file: 'a.csv',
      row: 3,
      column: 'owner',
      value: '=cmd()',
      rule: 'UNKNOWN_NAME',
      severity: 'error',
      it: 'Nome, ignoto',
      en: 'Unknown "name"',
    },
    {
      file: 'b.csv',
      row: null,
      column: null,
      value: null,
      rule: 'FILE_NOT_NAMED',
      severity: 'warning',
      it: 'File ignoto',
      en: 'Unknown file',
    },
  ],
  changes: [
    { kind: 'count-stock', file: 'a.csv', row: 2, outcome: 'recorded', reason: null, it: 'Conta.', en: 'Counts.' },
    {
      kind: 'count-stock',
      file: 'a.csv',
      row: 4,
      outcome: 'failed',
      reason: 'BODY_UNKNOWN: nobody',
      it: 'Conta altro.',
      en: 'Counts more.',
    },
  ],
  position: 7,
};

describe('the report of an import', () => {
  it('reads in Italian', () => {
    expect(reportLines(report, 'it')).toEqual([
      'Ambito Cremonese, 2025 (censimento del 2024-11-30)',
      '',
      'File letti',
      '  a.csv · a-stock · 3 · windows-1252 «;»',
      '',
      'Assunzioni (nessun documento le dice)',
      '  Si assume.',
      '',
      'Errori',
      '  a.csv:3, owner «=cmd()»: Nome, ignoto [UNKNOWN_NAME]',
      '',
      'Avvisi da confermare',
      '  b.csv: File ignoto [FILE_NOT_NAMED]',
      '',
      'Cambiamenti',
      '     1/2  consistenze',
      '',
      'Uno per uno',
      '  a.csv:2: Conta.',
      '  a.csv:4: Conta altro.',
      '',
      'Non riuscito',
      '  a.csv:4: Conta altro. BODY_UNKNOWN: nobody',
      '',
      'Interrotto: applicato solo quanto indicato. Ripetere lo stesso comando completa l’importazione.',
    ]);
  });

  it('reads in English', () => {
    expect(reportLines(report, 'en').at(-1)).toBe(
      'Interrupted: only what is shown was applied. The same command again finishes the import.',
    );
  });

  it('tells changes one by one only where a person reads them', () => {
    const many = Array.from({ length: 51 }, () => report.changes[0]!);
    expect(reportLines({ ...report, changes: many }, 'it')).not.toContain('Uno per uno');
  });

  // It spoke of "what is said above" where nothing was said.
  it('with errors, and nothing that the good rows would change, says so', () => {
    expect(reportLines({ ...report, status: 'errors', changes: [] }, 'it').at(-1)).toBe(
      'Ci sono errori: nulla è stato applicato.',
    );
  });

  it('is a CSV that no spreadsheet takes for formulas', () => {
    expect(reportCsv(report, 'en').split('\r\n')).toEqual([
      'severity,rule,file,row,column,value,message',
      `error,UNKNOWN_NAME,a.csv,3,owner,'=cmd(),"Unknown ""name"""`,
      'warning,FILE_NOT_NAMED,b.csv,,,,Unknown file',
      '',
    ]);
  });
});
