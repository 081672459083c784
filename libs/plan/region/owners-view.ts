import type { OwnerDeclaration } from '../facts.js';
import { describeOwner, type Owner } from '../owners.js';
import { declaredLetters, type DeclaredLetters } from './declared.js';
import type { Layout } from './layout.js';
import type { Places } from './places.js';
import type { RegionReference } from './region-facts.js';
import { BIT } from './unit-letters.js';

/** Comes after every date. */
const AFTER_ALL = '~';

/** A unit that carries a count declared to be the same units as another letter's list, in one Ambito. */
export interface Carrier {
  readonly unitId: string;
  readonly ambito: string;
  /** Letters that it carries, with the dates on which their counts were stated. */
  readonly counts: { readonly letter: number; readonly statedOn: string }[];
}

/** What bodies and declarations say of owners for the plans of a year, put by slot. */
export class OwnersView {
  /** Owners that are in their Ambito's plan whether or not they have units: its members, and who declared. */
  readonly expected: ReadonlySet<number>;
  /** By slot. */
  readonly declared: readonly (DeclaredLetters | undefined)[];
  readonly carriers: readonly Carrier[];
  readonly #declarations = new Map<number, OwnerDeclaration[]>();
  readonly #members = new Set<number>();
  #owners: (Owner | undefined)[] = [];
  #layout: Layout | undefined;
  /** The dates on which they are the owners: [since, until). */
  #since = '';
  #until = '';

  constructor(
    private readonly reference: Pick<RegionReference, 'bodies' | 'declarations'>,
    private readonly year: number,
    private readonly places: Places,
  ) {
    const { bodies, declarations } = reference;
    const municipalities = new Map(bodies.map(({ id, municipality }) => [id, municipality]));
    for (const { id, memberOf } of bodies) for (const ambito of memberOf) this.#members.add(places.slot(ambito, id));
    const declared = new Map<number, DeclaredLetters>();
    for (const declaration of declarations) {
      const slot = places.slot(declaration.ambito, declaration.owner);
      const known = this.#declarations.get(slot);
      if (known) known.push(declaration);
      else this.#declarations.set(slot, [declaration]);
      if (declaration.year !== year) continue;
      const municipality = municipalities.get(declaration.owner) ?? null;
      declared.set(slot, declaredLetters(declaration, slot, municipality, places));
    }
    // Without holes, which would be read as slowly as a map.
    this.declared = Array.from({ length: places.slots }, (_, slot) => declared.get(slot));
    this.carriers = carriersOf(declarations, year);
    this.expected = new Set([...this.#members, ...this.#declarations.keys()]);
  }

  isOf({ bodies, declarations }: RegionReference, year: number): boolean {
    return bodies === this.reference.bodies && declarations === this.reference.declarations && year === this.year;
  }

  /** The layout in which the owners were asked for last. */
  get layout(): Layout | undefined {
    return this.#layout;
  }

  /** The owners by slot, as the rules see them at D. */
  owners(validAt: string, layout: Layout): readonly Owner[] {
    const isSame = layout === this.#layout;
    if (isSame && this.#since <= validAt && validAt < this.#until) return this.#owners as readonly Owner[];
    const at = { year: this.year, validAt };
    this.#owners = layout.rankOf.map((rank, slot) => {
      const known = isSame ? this.#owners[slot] : undefined;
      if (known && isBeforeCensus(known, validAt) === known.beforeCensus) return known;
      return this.#describe(slot, rank, layout, at);
    });
    this.#layout = layout;
    this.#setStretch(this.#owners as readonly Owner[], validAt);
    return this.#owners as readonly Owner[];
  }

  /** Between two first censuses the owners are the same. */
  #setStretch(owners: readonly Owner[], validAt: string): void {
    this.#since = '';
    this.#until = AFTER_ALL;
    for (const { firstCensusOn: on } of owners) {
      if (on === null) continue;
      if (on <= validAt && on > this.#since) this.#since = on;
      else if (on > validAt && on < this.#until) this.#until = on;
    }
  }

  #describe(slot: number, rank: number, layout: Layout, at: { year: number; validAt: string }): Owner {
    const id = this.places.ownerOf[slot]!;
    const known = layout.bodies.get(id);
    const body = known ? { ...known, member: this.#members.has(slot) } : null;
    return describeOwner(at, id, body, rank, this.#declarations.get(slot) ?? []);
  }
}

function isBeforeCensus({ firstCensusOn }: Owner, validAt: string): boolean {
  return firstCensusOn !== null && validAt < firstCensusOn;
}

/** Units named by any declaration are looked at; those carry a letter whose count of the plan's year names them. */
function carriersOf(declarations: RegionReference['declarations'], year: number): readonly Carrier[] {
  const carriers = new Map<string, Carrier>();
  for (const { ambito, year: of, figures } of declarations) {
    for (const { letter, basis, sameUnits, statedOn } of figures) {
      for (const unitId of sameUnits?.units ?? []) {
        const key = `${ambito}\n${unitId}`;
        const carrier = carriers.get(key) ?? { unitId, ambito, counts: [] };
        carriers.set(key, carrier);
        const bit = (BIT as Readonly<Partial<Record<typeof letter, number>>>)[letter];
        if (of === year && basis === 'count' && bit !== undefined) carrier.counts.push({ letter: bit, statedOn });
      }
    }
  }
  return [...carriers.values()];
}
