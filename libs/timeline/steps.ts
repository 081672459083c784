import { grown } from './columns.js';

/** Days in order, each with a value: the group that a unit is in from then on, or the key of a movement. */
export class Steps {
  size = 0;
  days: Int32Array = new Int32Array(64);
  values: Int32Array = new Int32Array(64);

  clear(): void {
    this.size = 0;
  }

  push(day: number, value: number): void {
    const size = ++this.size;
    if (size > this.days.length) {
      this.days = grown(this.days, size);
      this.values = grown(this.values, size);
    }
    this.days[size - 1] = day;
    this.values[size - 1] = value;
  }
}

/** The moves that make one timeline of another; before the first step of either they are taken to be alike. */
export function eachMove(before: Steps, after: Steps, move: (day: number, from: number, to: number) => void): void {
  // While `was` and `is` differ, a move from the one to the other is in force; where the pair changes it is undone.
  let was = 0;
  let is = 0;
  for (let i = 0, j = 0; i < before.size || j < after.size;) {
    const dayBefore = i < before.size ? before.days[i]! : Infinity;
    const dayAfter = j < after.size ? after.days[j]! : Infinity;
    const day = Math.min(dayBefore, dayAfter);
    const nextWas = dayBefore === day ? before.values[i++]! : was;
    const nextIs = dayAfter === day ? after.values[j++]! : is;
    if (nextWas === was && nextIs === is) continue;
    if (was !== is) move(day, is, was);
    if (nextWas !== nextIs) move(day, nextWas, nextIs);
    was = nextWas;
    is = nextIs;
  }
}
