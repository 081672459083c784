import type { Cell, Finding } from '../document.js';

/** The row of an owner (by name or kind) and municipality; the owner's only row when no municipality is given. */
export function rowOf<R extends Cell>(
  letter: { readonly rows: readonly R[] },
  owner: string,
  municipality?: string | null,
): R {
  const rows = letter.rows.filter(
    (row) =>
      (row.owner === owner || row.ownerKind === owner) &&
      (municipality === undefined || row.municipality === municipality),
  );
  if (rows.length !== 1) throw new Error(`${rows.length} rows of ${owner}, ${municipality}`);
  return rows[0]!;
}

export function findingsNamed(plan: { readonly findings: readonly Finding[] }, rule: string): readonly Finding[] {
  return plan.findings.filter((found) => found.rule === rule);
}
