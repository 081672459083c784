import { F, WIDTH } from './fact-store.js';
import type { Folder } from './folder.js';
import type { Timelines } from './timelines.js';

/** Folds units whole, one after the other, from their facts, which lie in the order of the log: afterwards in effective order. */
export function foldWhole(timelines: Timelines, folder: Folder, units: Int32Array): void {
  const { store } = timelines;
  const fact = new Int32Array(WIDTH);
  let inOrder = new Int32Array(64 * WIDTH);
  for (const unit of units) {
    const facts = timelines.bench(unit);
    const length = store.count(unit) * WIDTH;
    if (inOrder.length < length) inOrder = new Int32Array(2 * length);
    store.gather(unit, inOrder);
    folder.begin();
    let lastDay = -Infinity;
    for (let count = 0; count * WIDTH < length; count++) {
      for (let i = 0; i < WIDTH; i++) fact[i] = inOrder[count * WIDTH + i]!;
      if (folder.comesLast(unit, fact, lastDay)) {
        folder.extend(unit, fact);
        for (let i = 0; i < WIDTH; i++) facts[count * WIDTH + i] = fact[i]!;
      } else folder.insert(unit, facts, count, fact);
      lastDay = facts[count * WIDTH + F.day]!;
    }
    store.scatter(unit, facts);
    folder.save(unit);
  }
}
