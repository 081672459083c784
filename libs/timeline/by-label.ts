/** Things numbered from 0, some of which have a label, in the order of their labels while these change. */
export class ByLabel {
  readonly #labels: (string | undefined)[] = [];
  #order: number[] = [];

  /** Those with a label, by label. The list is never changed: another comes in its place. */
  get order(): readonly number[] {
    return this.#order;
  }

  /** Takes in what may have changed. @param labelOf undefined for one that has none (any more) */
  update(changed: readonly number[], labelOf: (index: number) => string | undefined): void {
    const labels = this.#labels;
    const gone = new Set<number>();
    const come: number[] = [];
    for (const index of changed) {
      const label = labelOf(index);
      const before = labels[index];
      if (label === before) continue;
      while (labels.length <= index) labels.push(undefined);
      labels[index] = label;
      if (before !== undefined) gone.add(index);
      if (label !== undefined) come.push(index);
    }
    if (gone.size === 0 && come.length === 0) return;
    const stayed = gone.size === 0 ? this.#order : this.#order.filter((index) => !gone.has(index));
    // A list in order with a few behind it is sorted in one pass.
    this.#order = [...stayed, ...come].sort((a, b) => compare(labels[a]!, labels[b]!));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
