import type { BodyState } from '#bodies/domain';

/** The Ambiti of which a body is a member: a Comune whose code has not ended. Others own in an Ambito, no more. */
export function memberOf({ kind, ambiti, mergedInto }: BodyState): readonly string[] {
  return kind === 'COMUNE' && mergedInto === null ? ambiti : [];
}
