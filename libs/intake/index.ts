/** Owners' files in: see run-intake.ts for what an import promises. */
export * from './run-intake.js';
export * from './report.js';
export * from './report-text.js';
export * from './register-port.js';
export * from './port-of-views.js';
export type { ChangeKind } from './changes.js';
export type { ChangeOutcome } from './execute.js';
export type { FileRead } from './folder.js';
export { BadManifest } from './manifest.js';
export type { Place, RowReport, Severity } from './row-report.js';
/** For files of rows that are no yearly folder. */
export { readCsv } from './csv.js';
export { optionalText, readTable, text, type TableRow } from './table.js';
export { RowReports } from './row-report.js';
