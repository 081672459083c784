import { daysBetween } from './civil-date.js';
import type { Aggregate } from './aggregate.js';
import type { FactBody, Stored } from './fact.js';

/**
 * Which recorded event makes a new fact impossible where it stands: the last one before it without which it could
 * happen, or the first one after it from which on it could; of the two the nearer in days, the earlier at a tie.
 * "Assigned on 1 March, released on 3 March" is refused because of the release.
 * @param ordered the timeline with the new fact in its place
 */
export function nearestCause<B extends FactBody, S>(
  { initial, evolve, guard }: Aggregate<B, S>,
  ordered: readonly Stored<B>[],
  fact: Stored<B>,
  isNew: (event: Stored<B>) => boolean,
): Stored<B> | undefined {
  const place = ordered.indexOf(fact);
  const others = ordered.filter((other) => other !== fact);
  const states = [initial];
  for (const other of others) states.push(evolve(states.at(-1)!, other));
  const possibleAfter = (count: number) => guard(states[count]!, fact) === undefined;

  let before = place - 1;
  while (before >= 0 && !possibleAfter(before)) before--;
  let after = place;
  while (after < others.length && !possibleAfter(after + 1)) after++;
  const [earlier, later] = [others[before], others[after]].map((cause) => (cause && !isNew(cause) ? cause : undefined));
  if (!earlier || !later) return earlier ?? later;
  return distance(later, fact) < distance(earlier, fact) ? later : earlier;
}

function distance(a: Stored<FactBody>, b: Stored<FactBody>): number {
  return Math.abs(daysBetween(a.data.effectiveOn, b.data.effectiveOn));
}
