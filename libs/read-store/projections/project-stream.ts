import { PoisonEvent } from '../port.js';
import type { KeptFact } from './kept-fact.js';
import { projectUnit, type UnitRows } from './unit-projection.js';

const UNIT_STREAM = 'unit-';

/**
 * The unit that a stream is about, by its name; undefined for streams that feed no view: only their events are listed.
 * Lists of bodies, programmes, conferrals, notices and declarations are answered, in both clocks, by the directory.
 */
export function unitOf(stream: string): string | undefined {
  return isOfUnit(stream) ? stream.slice(UNIT_STREAM.length) : undefined;
}

/** Whether a stream is about a unit. */
export function isOfUnit(stream: string): boolean {
  return stream.startsWith(UNIT_STREAM);
}

/**
 * The rows of a unit from all its facts; undefined when its registration is annulled.
 * @param facts in revision order, whole from revision 0
 * @param after facts at or before this position gave rows already
 * @throws PoisonEvent naming the first fact after that position which nothing can be made of
 */
export function projectStream(
  stream: string,
  unitId: string,
  facts: readonly KeptFact[],
  after: number,
): UnitRows | undefined {
  const gap = facts.findIndex((fact, index) => fact.revision !== index);
  const strange = gap === -1 ? undefined : facts[gap];
  if (strange) throw poison(stream, strange, `revision ${strange.revision} came where ${gap} was expected`);
  try {
    return projectUnit(unitId, facts);
  } catch (error) {
    throw firstPoison(stream, unitId, facts, after, error);
  }
}

/** Rare and so allowed to be slow: the rows are made as each new fact came, until they can be made no more. */
function firstPoison(
  stream: string,
  unitId: string,
  facts: readonly KeptFact[],
  after: number,
  error: unknown,
): PoisonEvent {
  for (const [index, fact] of facts.entries()) {
    if (fact.position <= after) continue;
    try {
      projectUnit(unitId, facts.slice(0, index + 1));
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
