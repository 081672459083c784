import { DAY, HOUR } from './dates.js';
import type { World } from './world.js';

/** An event of a body, declaration, programme, conferral or notice: there are few, they are kept as they are. */
export interface Reference {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
}

/** What is not of a unit, in rows beside the others. */
export class References {
  readonly all: Reference[] = [];

  constructor(readonly world: World) {}

  /** A command on one stream: facts of one day, recorded early that day unless said otherwise. */
  say(
    stream: string,
    day: number,
    facts: readonly (readonly [type: string, data: object])[],
    recorded = early(day),
  ): void {
    const { rows } = this.world;
    rows.begin(recorded);
    for (const [type, data] of facts) rows.push('reference', this.all.push({ stream, type, data }) - 1, day);
  }
}

/** Before the offices open: what is put in a lot or a notice on its first day finds it there. */
export function early(day: number): number {
  return day * DAY + 5 * HOUR;
}
