/** Keeps the answers given last, each by its key; the one longest unused goes first. */
export class Recent<V extends object> {
  readonly #answers = new Map<string, V>();

  constructor(private readonly limit: number) {}

  get(key: string, make: () => V): V {
    const known = this.#answers.get(key);
    const answer = known ?? make();
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    if (this.#answers.size > this.limit) this.#answers.delete(this.#answers.keys().next().value!);
    return answer;
  }
}
