import { wholeGuard, type Aggregate } from './aggregate.js';
import { daysBetween } from './civil-date.js';
import type { FactBody, Stored } from './fact.js';

/**
 * Which recorded event makes a new fact impossible where it stands: the last one before it without which it could
 * happen, or the first one after it from which on it could; of the two the nearer in days, the earlier at a tie.
 * "Assigned on 1 March, released on 3 March" is refused because of the release. Where it could never happen, the last
 * event that made the timeline say no in this way.
 * @param ordered the timeline with the new fact in its place
 */
export function nearestCause<B extends FactBody, S>(
  aggregate: Aggregate<B, S>,
  ordered: readonly Stored<B>[],
  fact: Stored<B>,
  isNew: (event: Stored<B>) => boolean,
): Stored<B> | undefined {
  const { initial, evolve, guard } = aggregate;
  const place = ordered.indexOf(fact);
  const others = ordered.filter((other) => other !== fact);
  const states = [initial];
  for (const other of others) states.push(evolve(states.at(-1)!, other));
  const recorded = (cause: Stored<B> | undefined) => (cause && !isNew(cause) ? cause : undefined);

  const whole = wholeGuard(aggregate);
  const possibleIn = (state: S) => whole(state, fact) === undefined;
  // The event in place i leads from state i to state i + 1.
  const before = states.slice(0, place);
  const earlier = recorded(others[before.findLastIndex(possibleIn)]);
  const later = recorded(others.slice(place)[states.slice(place + 1).findIndex(possibleIn)]);
  if (earlier && later) return distance(later, fact) < distance(earlier, fact) ? later : earlier;
  if (earlier || later) return earlier ?? later;

  const code = guard(states[place]!, fact);
  if (code === undefined) return undefined;
  return recorded(others[before.findLastIndex((state) => guard(state, fact) !== code)]);
}

function distance(a: Stored<FactBody>, b: Stored<FactBody>): number {
  return Math.abs(daysBetween(a.data.effectiveOn, b.data.effectiveOn));
}
