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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
