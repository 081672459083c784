import { intsPart, type SavedPart, type SavedReader } from '#saved-views';

/** A list of 32-bit integers that grows, by half while it is short and by a quarter later. */
export class Ints {
  #values: Int32Array = new Int32Array(16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  push(...values: readonly number[]): void {
    const length = this.#length + values.length;
    if (length > this.#values.length) {
      const room = this.#values.length;
      const wider = new Int32Array(Math.max(length, room + (room >> (room < 2048 ? 1 : 2))));
      wider.set(this.#values);
      this.#values = wider;
    }
    for (const value of values) this.#values[this.#length++] = value;
  }

  /** The integers as they are now, of a list in which none is changed any more. */
  capture(name: string): SavedPart {
    return intsPart(name, this.#values, this.#length);
  }

  /** As {@link capture}, in a copy: of a list whose integers change. */
  captureCopy(name: string): SavedPart {
    return intsPart(name, this.#values.slice(0, this.#length));
  }

  restore(name: string, from: SavedReader): void {
    this.#values = from.ints(name);
    this.#length = this.#values.length;
  }
}
