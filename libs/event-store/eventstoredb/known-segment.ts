import type { Head, Position } from '../port.js';

/** Where the log was: a position, the greatest recorded time up to it, and how many events there were. */
export interface KnownMark {
  readonly position: Position;
  readonly knownMillis: number;
  readonly events: number;
}

/** Before the first event. */
export const NOTHING: KnownMark = { position: 0, knownMillis: -Infinity, events: 0 };

/** The events after a mark, each with the greatest recorded time up to it. */
export class KnownSegment {
  readonly #after: KnownMark;
  readonly #positions: Position[] = [];
  readonly #known: number[] = [];

  constructor(after: KnownMark) {
    this.#after = after;
  }

  add(position: Position, recordedMillis: number): void {
    const known = Math.max(recordedMillis, this.end.knownMillis);
    this.#positions.push(position);
    this.#known.push(known);
  }

  get length(): number {
    return this.#positions.length;
  }

  get end(): KnownMark {
    return this.#mark(this.length);
  }

  /** The last event at or before a position. */
  at(position: Position): KnownMark {
    return this.#mark(firstAbove(this.#positions, position));
  }

  /** The last event known at an instant. */
  knownAt(millis: number): KnownMark {
    return this.#mark(firstAbove(this.#known, millis));
  }

  #mark(length: number): KnownMark {
    const [position, knownMillis] = [this.#positions[length - 1], this.#known[length - 1]];
    if (position === undefined || knownMillis === undefined) return this.#after;
    return { position, knownMillis, events: this.#after.events + length };
  }
}

/** How many of these rising numbers are not above a value. */
export function firstAbove(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function headOf({ position, knownMillis, events }: KnownMark): Head {
  return { position, recordedAt: position === 0 ? null : new Date(knownMillis).toISOString(), events };
}
