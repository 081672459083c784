/**
 * Things numbered from 0 in the order of their labels. One that lost its label stays where it was: it often comes back
 * with the same.
 */
export class ByLabel {
  readonly #labels: (string | undefined)[] = [];
  #order: number[] = [];

  /** All that ever had a label, by the last that each had; until the next change. */
  get order(): readonly number[] {
    return this.#order;
  }

  /** Takes in what may have changed. @param labelOf undefined for one that has none */
  update(changed: readonly number[], labelOf: (index: number) => string | undefined): void {
    const labels = this.#labels;
    const moved: number[] = [];
    for (const index of changed) {
      const label = labelOf(index);
      while (labels.length <= index) labels.push(undefined);
      if (label === undefined || label === labels[index]) continue;
      if (labels[index] !== undefined) this.#order.splice(this.#order.indexOf(index), 1);
      labels[index] = label;
      moved.push(index);
    }
    // What was in order with some more behind it is sorted in few comparisons.
    if (moved.length > 0) this.#order = [...this.#order, ...moved].sort((a, b) => compare(labels[a]!, labels[b]!));
  }
}

interface Labelled {
  readonly label: string;
}

/** One thing of a list in place of another; null: none. */
export interface Exchange<T> {
  readonly before: T | null;
  readonly now: T | null;
}

/** A list in the order of labels with some exchanges made. */
export function withChanges<T extends Labelled>(list: readonly T[], exchanges: readonly Exchange<T>[]): readonly T[] {
  const changed = [...list];
  for (const { before, now } of exchanges) {
    if (before === now) continue;
    const at = before ? changed.indexOf(before) : placeOf(changed, now!.label);
    if (!now) changed.splice(at, 1);
    else if (!before) changed.splice(at, 0, now);
    else if (before.label === now.label) changed[at] = now;
    else {
      changed.splice(at, 1);
      changed.splice(placeOf(changed, now.label), 0, now);
    }
  }
  return changed;
}

/** Where a thing of a label is put: behind all that come before it. */
function placeOf(list: readonly Labelled[], label: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]!.label < label) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
