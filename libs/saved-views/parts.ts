/**
 * What a view is written down as, to be read back by the same program: columns of numbers and lists of plain values, in
 * an order of its own. Not a format that anything else reads.
 */
export type SavedPart =
  | {
      readonly kind: 'ints';
      readonly name: string;
      /** How many integers the pieces hold together. */
      readonly length: number;
      readonly pieces: Iterable<Int32Array>;
    }
  | {
      readonly kind: 'floats';
      readonly name: string;
      readonly length: number;
      readonly pieces: Iterable<Float64Array>;
    }
  | {
      readonly kind: 'items';
      readonly name: string;
      /** Plain JSON values, so few at a time that a batch is written in a few milliseconds. */
      readonly batches: Iterable<readonly unknown[]>;
    };

/** Reads the parts back, in the order in which they were written. */
export interface SavedReader {
  /** @throws DamagedSave the next part is no such one, or not as it was written */
  readonly ints: (name: string) => Int32Array<ArrayBuffer>;
  /** @throws DamagedSave */
  readonly floats: (name: string) => Float64Array<ArrayBuffer>;
  /** The values are taken to be of the type that was written. @throws DamagedSave */
  readonly items: <T>(name: string) => T[];
}

/** A saved file that is not, or not whole, what was written. */
export class DamagedSave extends Error {
  override readonly name = 'DamagedSave';
}

/** Items of a batch. */
const BATCH = 500;

/** Integers that nothing changes any more: the first of an array that only grows, or a copy. */
export function intsPart(name: string, column: Int32Array, length = column.length): SavedPart {
  return { kind: 'ints', name, length, pieces: [column.subarray(0, length)] };
}

/** As {@link intsPart}. */
export function floatsPart(name: string, column: Float64Array, length = column.length): SavedPart {
  return { kind: 'floats', name, length, pieces: [column.subarray(0, length)] };
}

/**
 * The items that a list has now, which only grows.
 * @param toJson how an item is written, where it is not a plain value itself
 */
export function itemsPart<T>(
  name: string,
  list: readonly T[],
  toJson: (item: T) => unknown = (item) => item,
): SavedPart {
  return { kind: 'items', name, batches: batchesOf(list, list.length, toJson) };
}

function* batchesOf<T>(list: readonly T[], length: number, toJson: (item: T) => unknown): Iterable<readonly unknown[]> {
  for (let from = 0; from < length; from += BATCH) {
    yield list.slice(from, Math.min(from + BATCH, length)).map(toJson);
  }
}
