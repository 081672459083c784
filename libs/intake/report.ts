import type { Position } from '#event-store';
import type { CivilDate } from '#temporal';
import type { Change, ChangeKind } from './changes.js';
import type { ChangeOutcome, Done } from './execute.js';
import type { FileRead } from './folder.js';
import type { RowReport } from './row-report.js';
import type { Wording } from '#wording';

/** How an import ended. */
export type IntakeStatus =
  /** The register says it all already: nothing was appended. */
  | 'unchanged'
  | 'applied'
  /** Only told. */
  | 'dry-run'
  /** Rows are in error: nothing was applied, those that are right neither. */
  | 'errors'
  /** Warnings are left to confirm: nothing was applied. */
  | 'unconfirmed'
  /** A command failed half-way: what was applied is told; running it again goes on. */
  | 'incomplete';

/** One change, and what became of it. */
export interface ChangeReport extends Wording {
  readonly kind: ChangeKind;
  readonly file: string;
  readonly row: number | null;
  readonly outcome: ChangeOutcome;
  readonly reason: string | null;
}

/** What an import says: every row there is something to say of, every change, and what became of it. Plain data. */
export interface IntakeReport {
  readonly status: IntakeStatus;
  /** Nulls where the manifest could not be read. */
  readonly ambito: { readonly id: string; readonly name: string } | null;
  readonly year: number | null;
  readonly censusOn: CivilDate | null;
  readonly files: readonly FileRead[];
  readonly assumptions: readonly Wording[];
  readonly rows: readonly RowReport[];
  readonly changes: readonly ChangeReport[];
  /** Position that a query must have reached to see the import; null when nothing was appended. */
  readonly position: Position | null;
}

export function changeReport(change: Change, done: Done | undefined): ChangeReport {
  const { kind, source, it, en } = change;
  const { outcome, reason } = done ?? { outcome: 'not-attempted', reason: null };
  return { kind, file: source.file, row: source.row ?? null, outcome, reason, it, en };
}

/** How many changes of each kind, and how many of them were recorded. */
export function changeCounts(
  changes: readonly ChangeReport[],
): readonly { readonly kind: ChangeKind; readonly changes: number; readonly recorded: number }[] {
  return [...Map.groupBy(changes, ({ kind }) => kind)].map(([kind, of]) => ({
    kind,
    changes: of.length,
    recorded: of.filter(({ outcome }) => outcome === 'recorded').length,
  }));
}
