import type { Positions } from './positions.js';

/** Remembers the answer to the question that was asked last, until the log moves on. */
export class LastAnswer<T> {
  #question: readonly unknown[] = [];
  #answer: T | undefined;

  constructor(private readonly positions: Positions) {}

  /** @param question what tells one question from another, texts and numbers */
  remembered(question: readonly (string | number)[], answer: () => T): T {
    const asked = [this.positions.last, ...question];
    if (this.#answer === undefined || asked.some((part, i) => part !== this.#question[i])) {
      this.#answer = answer();
      this.#question = asked;
    }
    return this.#answer;
  }
}
