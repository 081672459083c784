import { EVENT_ANNULLED, type AsOf, type Fact, type FactIn } from './fact.js';

/**
 * The facts of one stream that hold as of a coordinate, in the order in which they are folded (domain.md, section 2):
 * known, not annulled, effective, ordered by (effectiveOn, rank).
 * @param stream the stream's events in revision order
 */
export function factsAsOf<F extends Fact>(stream: readonly F[], asOf: AsOf = {}): FactIn<F>[] {
  const known = asOf.knownAt === undefined ? stream : upTo(stream, asOf.knownAt);
  const annulled = annulledIds(known);
  const { validAt } = asOf;
  const rankOf = ranks(known);
  return known
    .filter(
      (fact): fact is FactIn<F> =>
        fact.type !== EVENT_ANNULLED &&
        !annulled.has(fact.id) &&
        (validAt === undefined || fact.data.effectiveOn <= validAt),
    )
    .sort(
      (a, b) => compare(a.data.effectiveOn, b.data.effectiveOn) || rankOf(a) - rankOf(b) || a.revision - b.revision,
    );
}

function upTo<F extends Fact>(stream: readonly F[], position: number): readonly F[] {
  return stream.filter((fact) => fact.position <= position);
}

/** Ids of the events that an annulment among these events annuls. */
export function annulledIds(stream: readonly Fact[]): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const fact of stream) {
    if (fact.type === EVENT_ANNULLED) targets.add((fact.data as { target?: string }).target ?? '');
  }
  return targets;
}

/** The state after folding the facts that hold as of a coordinate. */
export function foldAsOf<F extends Fact, S>(
  stream: readonly F[],
  initial: S,
  evolve: (state: S, fact: FactIn<F>) => S,
  asOf: AsOf = {},
): S {
  return factsAsOf(stream, asOf).reduce<S>(evolve, initial);
}

/** A replacement has the rank of the event it replaces, transitively; any other event its own revision. */
function ranks(stream: readonly Fact[]): (fact: Fact) => number {
  const replacing = stream.filter((fact) => fact.data.replaces !== undefined);
  if (replacing.length === 0) return (fact) => fact.revision;
  const byId = new Map(stream.map((fact) => [fact.id, fact]));
  const rank = new Map<string, number>();
  for (const fact of replacing) {
    // A replacement is always later than what it replaces, so the earlier rank is settled already.
    const replaced = byId.get(fact.data.replaces!);
    if (replaced && replaced.revision < fact.revision) {
      rank.set(fact.id, rank.get(replaced.id) ?? replaced.revision);
    }
  }
  return (fact) => rank.get(fact.id) ?? fact.revision;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
