/** An event as the scripted peer keeps it. */
export interface PeerEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type ProposedEvent = Pick<PeerEvent, 'id' | 'type' | 'data' | 'metadata'>;

/** Where an append ended, or the revision that the stream is at instead (-1: there is none). */
export type PeerAnswer = { readonly revision: number; readonly position: number } | { readonly elsewhere: number };

/** As much of a log as a failure needs to be told from a success: not a database. */
export class PeerLog {
  readonly events: PeerEvent[] = [];
  readonly #streams = new Map<string, PeerEvent[]>();
  readonly #listeners = new Set<() => void>();

  stream(name: string): readonly PeerEvent[] {
    return this.#streams.get(name) ?? [];
  }

  /** @param expected -1: no stream; undefined: any */
  append(stream: string, expected: number | undefined, proposed: readonly ProposedEvent[]): PeerAnswer {
    const there = this.stream(stream);
    // The same ids at the place that was expected: the first answer, whatever the content.
    const again = expected === undefined ? [] : there.slice(expected + 1, expected + 1 + proposed.length);
    const last = again.at(-1);
    if (last && again.length === proposed.length && again.every((event, i) => event.id === proposed[i]?.id))
      return last;
    if (expected !== undefined && expected !== there.length - 1) return { elsewhere: there.length - 1 };
    let [revision, position] = [there.length - 1, this.events.at(-1)?.position ?? 0];
    const events = [...there];
    for (const event of proposed) {
      revision++;
      position += 100 + event.data.length;
      events.push({ ...event, stream, revision, position });
    }
    this.events.push(...events.slice(there.length));
    this.#streams.set(stream, events);
    for (const listener of this.#listeners) listener();
    return { revision, position };
  }

  /** Puts an event there that nobody sent through the adapter. */
  put(stream: string, id: string, type: string, data: unknown, metadata: unknown): void {
    const bytes = (value: unknown): Uint8Array =>
      Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    this.append(stream, undefined, [{ id, type, data: bytes(data), metadata: bytes(metadata) }]);
  }

  /** @returns how to be told no more */
  onGrowth(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
