/** Things numbered from 0, some of which have a label, in the order of their labels while these change. */
export class ByLabel {
  readonly #labels: (string | undefined)[] = [];
  #order: number[] = [];

  /** Those with a label, by label; until the next change. */
  get order(): readonly number[] {
    return this.#order;
  }

  /** Takes in what may have changed. @param labelOf undefined for one that has none (any more) */
  update(changed: readonly number[], labelOf: (index: number) => string | undefined): void {
    const labels = this.#labels;
    const gone: number[] = [];
    const come: number[] = [];
    for (const index of changed) {
      const label = labelOf(index);
      while (labels.length <= index) labels.push(undefined);
      if (label === labels[index]) continue;
      if (labels[index] !== undefined) gone.push(index);
      if (label !== undefined) come.push(index);
    }
    // A few are taken out and put in their places, of many the whole is sorted.
    const areFew = (gone.length + come.length) * FEW < this.#order.length;
    if (areFew) for (const index of gone) this.#order.splice(this.#placeOf(index), 1);
    for (const index of gone) labels[index] = undefined;
    if (!areFew && gone.length > 0) this.#order = this.#order.filter((index) => labels[index] !== undefined);
    for (const index of come) labels[index] = labelOf(index);
    if (areFew) for (const index of come) this.#order.splice(this.#placeOf(index), 0, index);
    else this.#order = [...this.#order, ...come].sort((a, b) => this.#compare(a, b));
  }

  /** Where one with a label stands, or is to stand. */
  #placeOf(index: number): number {
    const order = this.#order;
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(order[middle]!, index) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(a: number, b: number): number {
    return compareTexts(this.#labels[a]!, this.#labels[b]!) || a - b;
  }
}

/** Changes are few when they are less than this share of all. */
const FEW = 16;

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
