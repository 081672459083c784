/**
 * A value that can be carried about but not looked into: comparing it, reading it as text or as a number throws. The
 * fold of a unit runs on marks once for every shape and kind of fact (transitions.ts); were it ever to decide on a
 * value that it is meant only to carry, it would throw there, and not answer wrongly.
 */
export class Mark {
  constructor(
    readonly name: string,
    /** Where the value comes from: a slot of the state before, or of the fact. */
    readonly source: number,
  ) {}

  [Symbol.toPrimitive](): never {
    throw new TypeError(`the fold of a unit decides on ${this.name}, which the timeline index only carries`);
  }
}
