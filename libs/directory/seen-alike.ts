import type { AsOf, CivilDate } from '#temporal';
import { Moments } from './moments.js';
import { Recent } from './recent.js';

/** Answers about one kind of streams, each kept for all coordinates that see the same of them: they get the same object. */
export class SeenAlike<V extends object> {
  readonly #moments = new Moments();
  readonly #answers: Recent<V>;

  /** @param limit how many answers are kept */
  constructor(limit: number) {
    this.#answers = new Recent(limit);
  }

  /** See {@link Moments.note}. */
  note(position: number, effectiveOn?: CivilDate): void {
    this.#moments.note(position, effectiveOn);
  }

  /** @param what the question, but for the coordinate */
  get(what: string, asOf: AsOf, make: () => V): V {
    return this.#answers.get(`${what} ${this.#moments.key(asOf)}`, make);
  }
}
