/** The column itself when it has room for `length` values, else a copy half as large again while it is short, a quarter later. */
export function grown(column: Int32Array, length: number): Int32Array<ArrayBuffer>;
export function grown(column: Float64Array, length: number): Float64Array<ArrayBuffer>;
export function grown(column: Int32Array | Float64Array, length: number): Int32Array | Float64Array {
  if (length <= column.length) return column;
  const size = Math.max(length, column.length + (column.length >> (column.length < 2048 ? 1 : 2)), 16);
  const wider = column instanceof Int32Array ? new Int32Array(size) : new Float64Array(size);
  wider.set(column);
  return wider;
}

/** Answers by small integers, remembered side by side: never a table with holes, which would be read as slowly as a map. */
export class Remembered<T> {
  readonly #answers: (T | undefined)[] = [];

  get(index: number): T | undefined {
    return this.#answers[index];
  }

  set(index: number, answer: T): T {
    while (this.#answers.length <= index) this.#answers.push(undefined);
    return (this.#answers[index] = answer);
  }
}
