import type { SavedPart, SavedReader } from './parts.js';

/** Parts held in memory, by name: a message to another thread can carry them. */
export type HeldParts = ReadonlyMap<string, Int32Array | Float64Array | readonly unknown[]>;

/** Parts as they are now, copied. */
export function heldParts(parts: Iterable<SavedPart>): HeldParts {
  return new Map(Array.from(parts, (part) => [part.name, held(part)]));
}

function held(part: SavedPart): Int32Array | Float64Array | readonly unknown[] {
  if (part.kind === 'items') return [...part.batches].flat();
  const values = part.kind === 'ints' ? new Int32Array(part.length) : new Float64Array(part.length);
  let at = 0;
  for (const piece of part.pieces) {
    values.set(piece, at);
    at += piece.length;
  }
  return values;
}

/** The memory of parts that can pass to another thread instead of being copied. */
export function memoryOf(parts: HeldParts): ArrayBuffer[] {
  return [...parts.values()].filter((part) => ArrayBuffer.isView(part)).map(({ buffer }) => buffer as ArrayBuffer);
}

/** Reads parts in any order, each once: its array is the reader's from then on. They are taken to be of the kinds asked for. */
export function readerOfHeld(parts: HeldParts): SavedReader {
  return {
    ints: (name) => parts.get(name) as Int32Array<ArrayBuffer>,
    floats: (name) => parts.get(name) as Float64Array<ArrayBuffer>,
    items: <T>(name: string) => parts.get(name) as T[],
  };
}
