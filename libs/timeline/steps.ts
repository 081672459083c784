import { grown } from './columns.js';

/** What a unit's timeline counts as: from each day on, a group. */
export class Steps {
  size = 0;
  days: Int32Array = new Int32Array(64);
  groups: Int32Array = new Int32Array(64);

  clear(): void {
    this.size = 0;
  }

  push(day: number, group: number): void {
    const size = ++this.size;
    if (size > this.days.length) {
      this.days = grown(this.days, size);
      this.groups = grown(this.groups, size);
    }
    this.days[size - 1] = day;
    this.groups[size - 1] = group;
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
    const nextWas = dayBefore === day ? before.groups[i++]! : was;
    const nextIs = dayAfter === day ? after.groups[j++]! : is;
    if (nextWas === was && nextIs === is) continue;
    if (was !== is) move(day, is, was);
    if (nextWas !== nextIs) move(day, nextWas, nextIs);
    was = nextWas;
    is = nextIs;
  }
}
