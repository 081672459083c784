import type { OwnerBody } from './facts.js';
import { onceFor } from './once-for.js';

/** The bodies of a plan's facts, as its rules look them up. */
export interface BodyTable {
  readonly byId: ReadonlyMap<string, OwnerBody>;
  readonly members: readonly string[];
  /** Canonical names by ISTAT code. */
  readonly municipalityNames: ReadonlyMap<string, string>;
}

/** Made once for a list of bodies, which many plans share: they are those of the whole Region. */
export const bodyTableOf = onceFor((bodies: readonly OwnerBody[]): BodyTable => {
  const municipalityNames = new Map<string, string>();
  for (const { municipality, name } of bodies) if (municipality !== null) municipalityNames.set(municipality, name);
  return {
    byId: new Map(bodies.map((body) => [body.id, body])),
    members: bodies.filter(({ member }) => member).map(({ id }) => id),
    municipalityNames,
  };
});
