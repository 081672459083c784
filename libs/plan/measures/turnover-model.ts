import type { MovementFacts } from '../facts.js';
import type { TurnoverModel } from '../letters/letter-e.js';
import { isNormalTurnover } from './measures.js';

/**
 * A model of letter e2 to be asked for: for each owner and municipality the mean of its releases in some past years,
 * mobility apart, half up. Named after the years it rests on. Places come in the order of their first release, which is
 * that of the log's units; a plan's finding of counts without units names its cells in that order. So two registers that
 * were told the same in another order agree on every number, and not on the digest of a plan with this model; putting the
 * places in order would change the digests of plans already written.
 * @param years the movements of one or more years
 */
export function meanReleasesModel(years: readonly MovementFacts[]): TurnoverModel {
  const releases = years.flatMap((movements) => movements.releases.filter(isNormalTurnover));
  const places = Map.groupBy(releases, ({ owner, municipality }) => `${owner}|${municipality ?? ''}`);
  return {
    name: `mean-releases-${years.map(({ year }) => year).join('-')}`,
    estimates: [...places.values()].map((group) => {
      const { owner, municipality } = group[0]!;
      return { owner, municipality, units: Math.floor((2 * group.length + years.length) / (2 * years.length)) };
    }),
  };
}
