import { ANNULMENT, F } from './fact-store.js';

/** Whether a fact is known and not annulled at an ordinal. */
export function holds(facts: Int32Array, at: number, known: number): boolean {
  const annulledAt = facts[at + F.annulledAt]!;
  return (
    facts[at + F.ordinal]! <= known && facts[at + F.kind] !== ANNULMENT && (annulledAt === 0 || annulledAt > known)
  );
}
