import type { StoredEvent } from '#event-store';
import { factsAsOf, foldAsOf, type Aggregate, type AsOf, type FactBody, type Stored, type StreamOf } from '#temporal';

/** How many coordinates keep their answer. */
const MEMO = 32;

/** The streams of one kind of aggregate, whole, and their states as of any coordinate. They are few and short. */
export class Streams<B extends FactBody, S> {
  readonly #events = new Map<string, StreamOf<B>[number][]>();
  readonly #states = new Map<string, ReadonlyMap<string, S>>();

  constructor(private readonly aggregate: Aggregate<B, S>) {}

  /**
   * Takes in an event; one that is there already is passed over.
   * @throws RangeError when an event in between is missing
   */
  apply(id: string, event: StoredEvent): void {
    const known = this.#events.get(id) ?? [];
    if (event.revision < known.length) return;
    if (event.revision > known.length) {
      throw new RangeError(`revision ${event.revision} of ${event.stream} comes after ${known.length - 1}`);
    }
    // The log's codec has checked the event against the schema of its stream.
    known.push(event as unknown as Stored<B>);
    this.#events.set(id, known);
    this.#states.clear();
  }

  ids(): IterableIterator<string> {
    return this.#events.keys();
  }

  stream(id: string): StreamOf<B> {
    return this.#events.get(id) ?? [];
  }

  /** The facts that hold, in effective order. */
  facts(id: string, asOf: AsOf = {}): readonly Stored<B>[] {
    return factsAsOf<Stored<B>>(this.stream(id) as readonly Stored<B>[], asOf);
  }

  state(id: string, asOf: AsOf = {}): S {
    const { initial, evolve } = this.aggregate;
    return foldAsOf<Stored<B>, S>(this.stream(id) as readonly Stored<B>[], initial, evolve, asOf);
  }

  /** Every stream's state, by id. The same coordinate gives the same map until something is applied. */
  states(asOf: AsOf = {}): ReadonlyMap<string, S> {
    const key = `${asOf.validAt ?? ''}|${asOf.knownAt ?? ''}`;
    let states = this.#states.get(key);
    if (!states) {
      states = new Map([...this.ids()].sort().map((id) => [id, this.state(id, asOf)]));
      if (this.#states.size >= MEMO) this.#states.clear();
      this.#states.set(key, states);
    }
    return states;
  }
}
