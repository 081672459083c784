import type { Wording } from '#wording';

/** error: nothing can be applied; warning: applied once confirmed; note: told and applied. */
export type Severity = 'error' | 'warning' | 'note';

/** Where in the folder something stands. Rows are counted as a spreadsheet does: the header is row 1. */
export interface Place {
  readonly file: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string | null;
}

/** What the intake has to say of a row. */
export interface RowReport extends Place, Wording {
  /** Stable code, e.g. `UNKNOWN_NAME`. */
  readonly rule: string;
  readonly severity: Severity;
}

/** A whole file, or a row of it. */
export function placeOf(
  file: string,
  row: number | null = null,
  column: string | null = null,
  value: string | null = null,
): Place {
  return { file, row, column, value };
}

/** Collects what there is to say, in the order in which it is found. */
export class RowReports {
  private readonly rows: RowReport[] = [];

  error(rule: string, place: Place, said: Wording): void {
    this.add('error', rule, place, said);
  }

  warning(rule: string, place: Place, said: Wording): void {
    this.add('warning', rule, place, said);
  }

  note(rule: string, place: Place, said: Wording): void {
    this.add('note', rule, place, said);
  }

  all(): readonly RowReport[] {
    return this.rows;
  }

  has(severity: Severity): boolean {
    return this.rows.some((row) => row.severity === severity);
  }

  private add(severity: Severity, rule: string, { file, row, column, value }: Place, { it, en }: Wording): void {
    this.rows.push({ file, row, column, value, rule, severity, it, en });
  }
}
