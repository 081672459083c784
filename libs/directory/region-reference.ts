import type { Convention, LotAtD, OwnerDeclaration, RegionBody, RegionReference } from '#plan';
import type { AsOf, CivilDate } from '#temporal';
import type { KnownBody } from './body-names.js';
import type { Directory } from './directory.js';
import { memberOf } from './members.js';
import { SeenAlike } from './seen-alike.js';

type OfAmbito<T> = T & { readonly ambito: string };

/** Of each part: some hundred kilobytes each. */
const KEPT = 16;

/**
 * What the directory says of every Ambito for the plans of a year, part by part: a date on which a lot closes is no reason
 * to read the declarations again.
 */
export class RegionReferences {
  readonly #parts = {
    bodies: new SeenAlike<readonly RegionBody[]>(KEPT),
    declarations: new SeenAlike<readonly OfAmbito<OwnerDeclaration>[]>(KEPT),
    lots: new SeenAlike<readonly OfAmbito<LotAtD>[]>(KEPT),
    conferrals: new SeenAlike<readonly OfAmbito<Convention>[]>(KEPT),
  };
  /** By what is known of bodies. */
  readonly #ambiti = new SeenAlike<readonly string[]>(KEPT);

  constructor(private readonly directory: Directory) {}

  /** See `Moments`. */
  note(part: keyof Omit<RegionReference, 'ambiti'>, position: number, effectiveOn?: CivilDate): void {
    this.#parts[part].note(position, effectiveOn);
    if (part === 'bodies') this.#ambiti.note(position, effectiveOn);
  }

  /** Made anew; its parts are the same objects for coordinates that see the same of them. */
  get(year: number, asOf: AsOf): RegionReference {
    const { directory } = this;
    const { bodies, declarations, lots, conferrals } = this.#parts;
    const { knownAt } = asOf;
    const byKnowledge: AsOf = knownAt === undefined ? {} : { knownAt };
    const ambiti = this.#ambiti.get('', byKnowledge, () => directory.ambiti(byKnowledge));
    const all = ambiti.join('\n');
    return {
      ambiti,
      bodies: bodies.get('', asOf, () => directory.bodies(asOf).map(regionBody)),
      declarations: declarations.get(`${all} ${year}`, byKnowledge, () =>
        ofEach(ambiti, (ambito) => directory.declarationsFor(ambito, year, knownAt)),
      ),
      lots: lots.get(all, asOf, () => ofEach(ambiti, (ambito) => directory.lots(asOf, ambito))),
      conferrals: conferrals.get(all, byKnowledge, () =>
        ofEach(ambiti, (ambito) => directory.conventions(knownAt, ambito)),
      ),
    };
  }
}

function ofEach<T extends object>(ambiti: readonly string[], list: (ambito: string) => readonly T[]): OfAmbito<T>[] {
  return ambiti.flatMap((ambito) => list(ambito).map((one) => ({ ambito, ...one })));
}

function regionBody(known: KnownBody): RegionBody {
  const { id, kind, name, managedBy } = known;
  return { id, kind, name, managedBy, municipality: kind === 'COMUNE' ? id : null, memberOf: memberOf(known) };
}
