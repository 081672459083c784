import type { AsOf, Fact } from '../fact.js';

/**
 * The five steps of domain.md, section 2, done one after the other on copies, as a reader would with paper: what the
 * product's own code is held against. Shares no line with it.
 */
export function oracle<F extends Fact, S>(
  stream: readonly F[],
  initial: S,
  evolve: (state: S, fact: F) => S,
  { validAt, knownAt }: AsOf = {},
): { readonly ids: readonly string[]; readonly state: S } {
  // 1. Knowledge is a prefix of the log.
  const known: F[] = [];
  for (const event of stream) if (knownAt === undefined || event.position <= knownAt) known.push(event);

  // 2. What a known annulment annuls is dropped; annulments themselves state no fact.
  let left = known.slice();
  for (const event of known) {
    if (event.type !== 'EventAnnulled') continue;
    const { target } = event.data as unknown as { target: string };
    left = left.filter((other) => other.id !== target);
  }
  left = left.filter((event) => event.type !== 'EventAnnulled');

  // 3. What is effective later is not yet true.
  const effective: F[] = [];
  for (const event of left) if (validAt === undefined || !(event.data.effectiveOn > validAt)) effective.push(event);

  // 4. By day, and within a day by rank: pick the first again and again.
  const ordered: F[] = [];
  while (effective.length > 0) {
    let first = 0;
    for (let i = 1; i < effective.length; i++) {
      if (comesBefore(effective[i]!, effective[first]!, known)) first = i;
    }
    ordered.push(...effective.splice(first, 1));
  }

  // 5. Fold.
  let state = initial;
  for (const fact of ordered) state = evolve(state, fact);
  return { ids: ordered.map((fact) => fact.id), state };
}

function comesBefore(a: Fact, b: Fact, known: readonly Fact[]): boolean {
  if (a.data.effectiveOn !== b.data.effectiveOn) return a.data.effectiveOn < b.data.effectiveOn;
  const [rankA, rankB] = [rank(a, known), rank(b, known)];
  return rankA === rankB ? a.revision < b.revision : rankA < rankB;
}

/** An event that says it replaces something else than an earlier event of the stream replaces nothing. */
function rank(event: Fact, known: readonly Fact[]): number {
  const replaced = known.find((other) => other.id === event.data.replaces && other.revision < event.revision);
  return replaced ? rank(replaced, known) : event.revision;
}
