import { grown } from './columns.js';

/** Adds up units by key. There are many keys, of which few are met: those are found again by a bit each. */
export class KeyTally {
  #units: Int32Array = new Int32Array(32);
  #touched: Int32Array = new Int32Array(1);

  add(key: number, units: number): void {
    if (key >= this.#units.length) this.#makeRoom(key + 1);
    this.#units[key]! += units;
    this.#touched[key >> 5]! |= 1 << (key & 31);
  }

  /** Visits the keys that do not come to 0, in order, and is empty then. */
  drain(visit: (key: number, units: number) => void): void {
    for (let i = 0; i < this.#touched.length; i++) {
      for (let bits = this.#touched[i]!; bits !== 0; bits &= bits - 1) {
        const key = (i << 5) | (31 - Math.clz32(bits & -bits));
        if (this.#units[key] !== 0) visit(key, this.#units[key]!);
        this.#units[key] = 0;
      }
      this.#touched[i] = 0;
    }
  }

  #makeRoom(keys: number): void {
    this.#units = grown(this.#units, keys);
    this.#touched = grown(this.#touched, (this.#units.length >> 5) + 1);
  }
}
