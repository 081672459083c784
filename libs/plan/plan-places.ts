import type { Cell } from './document.js';
import { compareNullLast, type Owner } from './owners.js';

/** A place in the plan: an owner and a municipality (null: unknown, or the whole owner). */
export interface Place {
  readonly owner: Owner;
  readonly municipality: string | null;
}

/** A place of one plan, numbered from 0. */
export interface NumberedPlace extends Place {
  readonly number: number;
  /** How it is written in a row. */
  readonly cell: Cell;
}

/** The places of one plan, each once, and their order: owner kind, owner, municipality, null last. */
export class PlanPlaces {
  /** By the owner's rank, by municipality. */
  readonly #ofOwners: Map<string | null, NumberedPlace>[] = [];
  #count = 0;
  #inOrder: readonly NumberedPlace[] = [];

  /** @param municipalityName canonical name of a municipality; its code where nobody named it */
  constructor(private readonly municipalityName: (code: string | null) => string | null) {}

  of({ owner, municipality }: Place): NumberedPlace {
    return this.at(owner, municipality);
  }

  at(owner: Owner, municipality: string | null): NumberedPlace {
    while (this.#ofOwners.length <= owner.rank) this.#ofOwners.push(new Map());
    const ofOwner = this.#ofOwners[owner.rank]!;
    const known = ofOwner.get(municipality);
    if (known) return known;
    const cell = { owner: owner.name, ownerKind: owner.kind, municipality: this.municipalityName(municipality) };
    const place = { owner, municipality, number: this.#count++, cell };
    ofOwner.set(municipality, place);
    return place;
  }

  /** Those asked about so far. */
  get inOrder(): readonly NumberedPlace[] {
    if (this.#inOrder.length < this.#count) {
      this.#inOrder = this.#ofOwners.flatMap((ofOwner) => [...ofOwner.values()].sort(byMunicipality));
    }
    return this.#inOrder;
  }
}

/** Something kept for each of some places of a plan. */
export class ByPlace<T> {
  readonly #kept: (T | undefined)[] = [];

  constructor(private readonly places: PlanPlaces) {}

  get(place: Place): T | undefined {
    return this.#kept[this.places.of(place).number];
  }

  set(place: Place, what: T): void {
    const { number } = this.places.of(place);
    while (this.#kept.length <= number) this.#kept.push(undefined);
    this.#kept[number] = what;
  }

  get inOrder(): T[] {
    const kept: T[] = [];
    for (const { number } of this.places.inOrder) {
      const what = this.#kept[number];
      if (what !== undefined) kept.push(what);
    }
    return kept;
  }
}

function byMunicipality(a: NumberedPlace, b: NumberedPlace): number {
  return compareNullLast(a.cell.municipality, b.cell.municipality) || compareNullLast(a.municipality, b.municipality);
}
