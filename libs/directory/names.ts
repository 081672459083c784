import { editDistance } from './edit-distance.js';

/** A name that a body answers to. */
export interface KnownName {
  readonly id: string;
  /** The canonical name, for suggestions. */
  readonly name: string;
  readonly spelling: string;
}

/**
 * A name as it is compared: case, white space, the shapes of apostrophes and of dashes say nothing. Everything else
 * does: names are resolved by what was recorded, never by resemblance (domain.md, section 3).
 */
export function comparable(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\u2018\u2019\u201B\u02BC\u02B9\u2032\u00B4\u0060]/gu, "'")
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()
    .toUpperCase();
}

/** The names of one coordinate, by what is compared. */
export class NameIndex {
  readonly #ids = new Map<string, Set<string>>();

  constructor(private readonly names: readonly KnownName[]) {
    for (const { id, spelling } of names) {
      const key = comparable(spelling);
      this.#ids.set(key, (this.#ids.get(key) ?? new Set()).add(id));
    }
  }

  /** Ids of the bodies that answer to the name: more than one when it is ambiguous. */
  find(text: string): readonly string[] {
    return [...(this.#ids.get(comparable(text)) ?? [])];
  }

  /** Canonical names of the bodies whose name or spelling is nearest, nearest first; what resembles nothing gives few. */
  nearest(text: string, count: number): readonly string[] {
    const wanted = comparable(text);
    const farthest = Math.max(2, Math.floor(wanted.length / 2));
    const distances = new Map<string, number>();
    for (const { name, spelling } of this.names) {
      const distance = editDistance(wanted, comparable(spelling));
      if (distance <= farthest) distances.set(name, Math.min(distance, distances.get(name) ?? Infinity));
    }
    return [...distances]
      .sort(([a, near], [b, far]) => near - far || (a < b ? -1 : 1))
      .slice(0, count)
      .map(([name]) => name);
  }
}
