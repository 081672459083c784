import type { RegionBody, RegionReference } from '#plan';
import type { AsOf } from '#temporal';
import type { KnownBody } from './body-names.js';
import type { Directory } from './directory.js';
import { memberOf } from './members.js';

/** What the directory says of every Ambito for the plans of a year. */
export function regionReferenceOf(directory: Directory, year: number, asOf: AsOf): RegionReference {
  const { knownAt } = asOf;
  const ambiti = directory.ambiti(asOf);
  return {
    ambiti,
    bodies: directory.bodies(asOf).map(regionBody),
    declarations: ambiti.flatMap((ambito) =>
      directory.declarationsFor(ambito, year, knownAt).map((declaration) => ({ ambito, ...declaration })),
    ),
    lots: ambiti.flatMap((ambito) => directory.lots(asOf, ambito).map((lot) => ({ ambito, ...lot }))),
    conferrals: ambiti.flatMap((ambito) =>
      directory.conventions(knownAt, ambito).map((convention) => ({ ambito, ...convention })),
    ),
  };
}

function regionBody(known: KnownBody): RegionBody {
  const { id, kind, name, managedBy } = known;
  return { id, kind, name, managedBy, municipality: kind === 'COMUNE' ? id : null, memberOf: memberOf(known) };
}
