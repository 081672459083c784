import type { StoredEvent } from '#event-store';
import { factsAsOf, type Aggregate, type AsOf, type FactBody, type Stored, type StreamOf } from '#temporal';

/** How many coordinates keep their answer. */
const MEMO = 32;

/** A stream's facts that hold as of some coordinate, and their fold. */
interface Holding<B extends FactBody, S> {
  readonly facts: readonly Stored<B>[];
  readonly state: S;
}

/** What is kept of an event: that which folds read, and where it stands. */
export type KeptEvent = Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'position' | 'type' | 'data'>;

/** One stream, with what held at the coordinates it was asked about. */
interface Remembered<B extends FactBody, S> {
  readonly events: StreamOf<B>[number][];
  readonly holding: Map<number, Holding<B, S>>;
}

/** The streams of one kind of aggregate, whole, and their states as of any coordinate. They are few and short. */
export class Streams<B extends FactBody, S> {
  readonly #streams = new Map<string, Remembered<B, S>>();
  readonly #states = new Map<string, ReadonlyMap<string, S>>();
  #ids: readonly string[] | undefined;

  constructor(private readonly aggregate: Aggregate<B, S>) {}

  /**
   * Takes in an event; one that is there already is passed over.
   * @throws RangeError when an event in between is missing
   */
  apply(id: string, event: KeptEvent): void {
    const stream = this.#streams.get(id) ?? { events: [], holding: new Map<number, Holding<B, S>>() };
    const { events, holding } = stream;
    if (event.revision < events.length) return;
    if (event.revision > events.length) {
      throw new RangeError(`revision ${event.revision} of ${event.stream} comes after ${events.length - 1}`);
    }
    // The log's codec has checked the event against the schema of its stream.
    events.push(event as unknown as Stored<B>);
    holding.clear();
    if (events.length === 1) {
      this.#streams.set(id, stream);
      this.#ids = undefined;
    }
    this.#states.clear();
  }

  ids(): IterableIterator<string> {
    return this.#streams.keys();
  }

  stream(id: string): StreamOf<B> {
    return this.#streams.get(id)?.events ?? [];
  }

  /** The facts that hold, in effective order. */
  facts(id: string, asOf: AsOf = {}): readonly Stored<B>[] {
    const stream = this.#streams.get(id);
    return stream ? this.#holding(stream, asOf).facts : [];
  }

  state(id: string, asOf: AsOf = {}): S {
    const stream = this.#streams.get(id);
    return stream ? this.#holding(stream, asOf).state : this.aggregate.initial;
  }

  /** Every stream's state, by id. The same coordinate gives the same map until something is applied. */
  states(asOf: AsOf = {}): ReadonlyMap<string, S> {
    const key = `${asOf.validAt ?? ''}|${asOf.knownAt ?? ''}`;
    let states = this.#states.get(key);
    if (!states) {
      this.#ids ??= [...this.ids()].sort();
      states = new Map(this.#ids.map((id) => [id, this.state(id, asOf)]));
      if (this.#states.size >= MEMO) this.#states.clear();
      this.#states.set(key, states);
    }
    return states;
  }

  /**
   * What holds of a stream is told by how many of its events are known (they are known in their order) and how many of
   * those are effective: between two of its dates nothing changes, so that few answers serve every coordinate.
   */
  #holding({ events, holding }: Remembered<B, S>, { validAt, knownAt }: AsOf): Holding<B, S> {
    let known = 0;
    let effective = 0;
    for (const { position, data } of events) {
      if (knownAt !== undefined && position > knownAt) break;
      known++;
      if (validAt === undefined || data.effectiveOn <= validAt) effective++;
    }
    const key = known * (events.length + 1) + effective;
    let held = holding.get(key);
    if (!held) {
      const asOf = { ...(validAt !== undefined && { validAt }), ...(knownAt !== undefined && { knownAt }) };
      const facts = factsAsOf<Stored<B>>(events as readonly Stored<B>[], asOf);
      held = { facts, state: facts.reduce<S>(this.aggregate.evolve, this.aggregate.initial) };
      if (holding.size >= MEMO) holding.clear();
      holding.set(key, held);
    }
    return held;
  }
}
