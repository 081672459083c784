import type { DatabaseSync } from 'node:sqlite';
import type { CivilDate } from '#temporal';
import { projectDirectory } from '../projections/directory-projection.js';
import type { DeclarationRow, DirectoryRow } from '../projections/directory-rows.js';
import { subjectOf, type DirectoryKind, type DirectorySubject } from '../projections/subject.js';
import type { DeclarationSearch } from '../queries.js';
import { Facts } from './facts.js';

/** The rows of a kind by stream name; at a date they are folded again, for they are few. */
export function directoryRows(db: DatabaseSync, kind: DirectoryKind, validAt?: CivilDate): readonly DirectoryRow[] {
  const rows = db
    .prepare(
      `SELECT d.stream, s.name, d.body FROM directory d JOIN streams s ON s.id = d.stream WHERE d.kind = ? ORDER BY s.name`,
    )
    .all(kind);
  if (validAt === undefined) return rows.map(({ body }) => JSON.parse(String(body)) as DirectoryRow);
  const facts = new Facts(db);
  return rows.flatMap(({ stream, name }) => {
    const subject = subjectOf(String(name)) as DirectorySubject;
    return projectDirectory(subject, facts.ofStream(Number(stream)), validAt) ?? [];
  });
}

export function declarations(db: DatabaseSync, query: DeclarationSearch): readonly DeclarationRow[] {
  const { ambito, year, owner } = query;
  return (directoryRows(db, 'declaration') as readonly DeclarationRow[])
    .filter(
      (row) =>
        (ambito === undefined || row.ambito === ambito) &&
        (year === undefined || row.year === year) &&
        (owner === undefined || row.owner === owner),
    )
    .sort((a, b) => compare(a.ambito, b.ambito) || a.year - b.year || compare(a.owner, b.owner));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
