import type { Convention, LotAtD, OwnerDeclaration } from '../facts.js';
import { holdsInYear } from '../letters/letter-f.js';
import { describeOwner, type Owner } from '../owners.js';
import { declaredLetters, type DeclaredLetters } from './declared.js';
import type { GroupCodes } from './group-codes.js';
import type { Layout } from './layout.js';
import type { Places } from './places.js';
import type { RegionReference } from './region-facts.js';
import { BIT, letterOfLot } from './unit-letters.js';

/** A unit that carries a count declared to be the same units as another letter's list, in one Ambito. */
export interface Carrier {
  readonly unitId: string;
  readonly ambito: string;
  /** Letters that it carries, with the dates on which their counts were stated. */
  readonly counts: { readonly letter: number; readonly statedOn: string }[];
}

/** What bodies, declarations, lots and conventions say, put by slot and by question once for each reference and year. */
export class ReferenceView {
  /** Owners that are in their Ambito's plan whether or not they have units: its members, and who declared. */
  readonly expected: readonly number[];
  /** By slot. */
  readonly declared: readonly (DeclaredLetters | undefined)[];
  readonly carriers: readonly Carrier[];
  readonly #declarations = new Map<number, OwnerDeclaration[]>();
  readonly #lots = new Map<string, LotAtD>();
  readonly #conventions = new Map<string, Convention>();
  readonly #members = new Set<number>();
  /** By question about a lot, the letter of its units; by question about a convention likewise. */
  readonly #lotLetters: number[] = [];
  readonly #conferralLetters: number[] = [];
  #owners: (Owner | undefined)[] = [];
  #layout: Layout | undefined;
  #validAt = '';

  constructor(
    { bodies, declarations, lots, conferrals }: RegionReference,
    private readonly year: number,
    private readonly places: Places,
  ) {
    const municipalities = new Map(bodies.map(({ id, municipality }) => [id, municipality]));
    for (const { id, memberOf } of bodies) for (const ambito of memberOf) this.#members.add(places.slot(ambito, id));
    const declared: DeclaredLetters[] = [];
    for (const declaration of declarations) {
      const slot = places.slot(declaration.ambito, declaration.owner);
      const known = this.#declarations.get(slot);
      if (known) known.push(declaration);
      else this.#declarations.set(slot, [declaration]);
      if (declaration.year !== year) continue;
      declared[slot] = declaredLetters(declaration, slot, municipalities.get(declaration.owner) ?? null, places);
    }
    this.declared = declared;
    this.carriers = carriersOf(declarations, year);
    this.expected = [...new Set([...this.#members, ...this.#declarations.keys()])];
    for (const lot of lots) this.#lots.set(keyOf(lot.ambito, lot.programme, lot.lot), lot);
    for (const convention of conferrals) this.#conventions.set(keyOf(convention.ambito, convention.id), convention);
  }

  /** By question about a lot: the letter of the units that can be expected from it, or 0. */
  lotLetters({ lots }: GroupCodes): readonly number[] {
    for (let i = this.#lotLetters.length; i < lots.all.length; i++) {
      const { ambito, programme, lot, worksExpectedIn } = lots.all[i]!;
      this.#lotLetters.push(letterOfLot(this.#lots.get(keyOf(ambito, programme, lot)), worksExpectedIn, this.year));
    }
    return this.#lotLetters;
  }

  /** By question about a convention: the letter of the units conferred by it, or 0. */
  conferralLetters({ conferrals }: GroupCodes): readonly number[] {
    for (let i = this.#conferralLetters.length; i < conferrals.all.length; i++) {
      const { ambito, conferral } = conferrals.all[i]!;
      const convention = this.#conventions.get(keyOf(ambito, conferral));
      this.#conferralLetters.push(convention && holdsInYear(convention, this.year) ? BIT.f : 0);
    }
    return this.#conferralLetters;
  }

  /** The owners by slot, as the rules see them at D. */
  owners(validAt: string, layout: Layout): readonly Owner[] {
    const isSame = layout === this.#layout;
    const at = { year: this.year, validAt };
    if (isSame && validAt === this.#validAt) return this.#owners as readonly Owner[];
    this.#owners = layout.rankOf.map((rank, slot) => {
      const known = isSame ? this.#owners[slot] : undefined;
      if (known && isBeforeCensus(known, validAt) === known.beforeCensus) return known;
      return this.#describe(slot, rank, layout, at);
    });
    this.#layout = layout;
    this.#validAt = validAt;
    return this.#owners as readonly Owner[];
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
        const key = keyOf(ambito, unitId);
        const carrier = carriers.get(key) ?? { unitId, ambito, counts: [] };
        carriers.set(key, carrier);
        const bit = (BIT as Readonly<Partial<Record<typeof letter, number>>>)[letter];
        if (of === year && basis === 'count' && bit !== undefined) carrier.counts.push({ letter: bit, statedOn });
      }
    }
  }
  return [...carriers.values()];
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
