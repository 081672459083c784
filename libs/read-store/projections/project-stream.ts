import { PoisonEvent } from '../port.js';
import { projectDirectory } from './directory-projection.js';
import type { DirectoryRow } from './directory-rows.js';
import type { KeptFact } from './kept-fact.js';
import type { DirectoryKind, Subject } from './subject.js';
import { projectUnit, type UnitRows } from './unit-projection.js';

/** What a stream's events come to: the rows that stand for the whole stream in the views. */
export type StreamRows =
  | { readonly view: 'units'; readonly rows: UnitRows | undefined }
  | { readonly view: 'directory'; readonly kind: DirectoryKind; readonly row: DirectoryRow | null };

/**
 * The rows of a stream, from all its facts.
 * @param facts in revision order, whole from revision 0
 * @param after facts at or before this position gave rows already
 * @throws PoisonEvent naming the first fact after that position which nothing can be made of
 */
export function projectStream(
  stream: string,
  subject: Exclude<Subject, { kind: 'other' }>,
  facts: readonly KeptFact[],
  after: number,
): StreamRows {
  const gap = facts.findIndex((fact, index) => fact.revision !== index);
  const strange = gap === -1 ? undefined : facts[gap];
  if (strange) throw poison(stream, strange, `revision ${strange.revision} came where ${gap} was expected`);
  try {
    return rowsOf(subject, facts);
  } catch (error) {
    throw firstPoison(stream, subject, facts, after, error);
  }
}

function rowsOf(subject: Exclude<Subject, { kind: 'other' }>, facts: readonly KeptFact[]): StreamRows {
  if (subject.kind === 'unit') return { view: 'units', rows: projectUnit(subject.id, facts) };
  return { view: 'directory', kind: subject.kind, row: projectDirectory(subject, facts) };
}

/** Rare and so allowed to be slow: the views are made as each new fact came, until they can be made no more. */
function firstPoison(
  stream: string,
  subject: Exclude<Subject, { kind: 'other' }>,
  facts: readonly KeptFact[],
  after: number,
  error: unknown,
): PoisonEvent {
  for (const [index, fact] of facts.entries()) {
    if (fact.position <= after) continue;
    try {
      rowsOf(subject, facts.slice(0, index + 1));
    } catch (cause) {
      return poison(stream, fact, reasonOf(cause));
    }
  }
  return poison(stream, facts.at(-1)!, reasonOf(error));
}

function poison(stream: string, fact: KeptFact, reason: string): PoisonEvent {
  return new PoisonEvent(fact.position, stream, fact.type, reason);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
