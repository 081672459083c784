import type { OwnerBody } from './facts.js';

/** The bodies of a plan's facts, as its rules look them up. */
export interface BodyTable {
  readonly byId: ReadonlyMap<string, OwnerBody>;
  readonly members: readonly string[];
  /** Canonical names by ISTAT code. */
  readonly municipalityNames: ReadonlyMap<string, string>;
}

const tables = new WeakMap<readonly OwnerBody[], BodyTable>();

/** Made once for a list of bodies, which many plans share: they are those of the whole Region. */
export function bodyTableOf(bodies: readonly OwnerBody[]): BodyTable {
  let table = tables.get(bodies);
  if (!table) {
    const municipalityNames = new Map<string, string>();
    for (const { municipality, name } of bodies) if (municipality !== null) municipalityNames.set(municipality, name);
    table = {
      byId: new Map(bodies.map((body) => [body.id, body])),
      members: bodies.filter(({ member }) => member).map(({ id }) => id),
      municipalityNames,
    };
    tables.set(bodies, table);
  }
  return table;
}
