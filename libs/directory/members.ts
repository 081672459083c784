import type { BodyFact, BodyState, MaybeBody } from '#bodies/domain';
import type { AsOf } from '#temporal';
import type { Streams } from './streams.js';

/** The Ambiti of which a body is a member: a Comune whose code has not ended. Others own in an Ambito, no more. */
export function memberOf({ kind, ambiti, mergedInto }: BodyState): readonly string[] {
  return kind === 'COMUNE' && mergedInto === null ? ambiti : [];
}

/** Every Ambito that a body was ever said to belong to, in order. */
export function ambitiOf(bodies: Streams<BodyFact, MaybeBody>, { knownAt }: AsOf): readonly string[] {
  const said = [...bodies.ids()].flatMap((id) =>
    bodies.facts(id, knownAt === undefined ? {} : { knownAt }).flatMap((fact) => {
      if (fact.type === 'BodyRegistered') return fact.data.ambiti;
      return fact.type === 'AmbitoJoined' ? [fact.data.ambito] : [];
    }),
  );
  return [...new Set(said)].sort();
}
