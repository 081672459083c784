import type { Position } from '#event-store';
import { floatsPart, intsPart, type SavedPart, type SavedReader } from '#saved-views';
import { grown } from './columns.js';

/**
 * Numbers the events of a log from 1 (ordinals), so that a position fits in 32 bits. Kept as runs of consecutive
 * positions: one run for a log without gaps, whatever its length.
 */
export class Positions {
  #starts: Float64Array = new Float64Array(16);
  #ordinals: Int32Array = new Int32Array(16);
  #runs = 0;
  #last: Position = 0;
  #count = 0;

  get last(): Position {
    return this.#last;
  }

  /** The ordinal of the next event. */
  add(position: Position): number {
    const ordinal = ++this.#count;
    if (this.#runs === 0 || position !== this.#last + 1) {
      const run = this.#runs++;
      this.#starts = grown(this.#starts, this.#runs);
      this.#ordinals = grown(this.#ordinals, this.#runs);
      this.#starts[run] = position;
      this.#ordinals[run] = ordinal;
    }
    this.#last = position;
    return ordinal;
  }

  capture(): SavedPart[] {
    return [
      floatsPart('runs of positions', this.#starts, this.#runs),
      intsPart('ordinals of runs', this.#ordinals, this.#runs),
      floatsPart('last position and count', Float64Array.of(this.#last, this.#count)),
    ];
  }

  restore(from: SavedReader): void {
    this.#starts = from.floats('runs of positions');
    this.#ordinals = from.ints('ordinals of runs');
    this.#runs = this.#starts.length;
    [this.#last, this.#count] = from.floats('last position and count') as unknown as [number, number];
  }

  /** The ordinal of the last event that is known at a position; 0 when there is none. Absent: the last of all. */
  known(position: Position | undefined): number {
    if (position === undefined || position >= this.#last) return this.#count;
    let low = 0;
    let high = this.#runs;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#starts[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return 0;
    const next = low < this.#runs ? this.#ordinals[low]! : this.#count + 1;
    const inRun = this.#ordinals[low - 1]! + Math.floor(position - this.#starts[low - 1]!);
    return Math.min(inRun, next - 1);
  }
}
