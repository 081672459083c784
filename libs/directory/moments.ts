import type { AsOf, CivilDate } from '#temporal';

/** Tells coordinates apart by which of the events noted they see: two that see the same have the same key. */
export class Moments {
  readonly #positions: number[] = [];
  readonly #dates = new Set<CivilDate>();
  #inOrder: readonly CivilDate[] | undefined;

  /**
   * Notes an event, in the order of the log; one noted already is passed over.
   * @param effectiveOn absent for an event that is read by knowledge alone
   */
  note(position: number, effectiveOn?: CivilDate): void {
    if (position <= (this.#positions.at(-1) ?? -1)) return;
    this.#positions.push(position);
    if (effectiveOn === undefined || this.#dates.has(effectiveOn)) return;
    this.#dates.add(effectiveOn);
    this.#inOrder = undefined;
  }

  /** A text for the coordinate: how many events are known, and the last date of an event not after the one asked about. */
  key({ validAt, knownAt }: AsOf): string {
    this.#inOrder ??= [...this.#dates].sort();
    const known = knownAt === undefined ? this.#positions.length : notAfter(this.#positions, knownAt);
    if (validAt === undefined) return String(known);
    return `${known} ${this.#inOrder[notAfter(this.#inOrder, validAt) - 1] ?? ''}`;
  }
}

/** How many of a list in order are not after a value. */
function notAfter<T>(list: readonly T[], value: T): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
