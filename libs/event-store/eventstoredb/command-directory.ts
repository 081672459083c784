import { hash, randomUUID } from 'node:crypto';
import type { Gateway, SentEvent } from './gateway.js';
import type { RegisterStreams } from './register-streams.js';

/** A command and a stream that it appends to. */
export type CommandPlace = readonly [commandId: string, stream: string];

const LISTED = 'CommandsListed';
/** Most places in one event: with the longest names still less than one append holds. */
const PLACES = 200;
/** Entries written at the same time; their order does not matter. */
const AT_ONCE = 32;

/**
 * Which streams a command went to. EventStoreDB finds events by stream and position only, so the way from a command to its
 * events is itself kept in streams: 65,536 of them, a command in the one that its id's hash names. A place is written
 * *before* the events: a crash in between leaves a place without events, which misleads nobody, while events that their
 * command cannot be found by would let it be carried out twice. Appends to two streams are not atomic and need not be.
 */
export class CommandDirectory {
  readonly #gateway: Gateway;
  readonly #streams: RegisterStreams;

  constructor(gateway: Gateway, streams: RegisterStreams) {
    this.#gateway = gateway;
    this.#streams = streams;
  }

  /** The streams that a command went to, or was about to go to. */
  async streamsOf(commandId: string): Promise<ReadonlySet<string>> {
    const streams = new Set<string>();
    for (const { data } of await this.#gateway.readStream(this.#streams.commands(bucketOf(commandId)))) {
      for (const [command, stream] of placesIn(data)) if (command === commandId) streams.add(stream);
    }
    return streams;
  }

  /** Durable when it resolves. @throws StoreUnavailable */
  async note(commandId: string, stream: string): Promise<void> {
    await this.#gateway.note(this.#streams.commands(bucketOf(commandId)), [listed([[commandId, stream]])]);
  }

  /** The same for many at once: what goes into the same stream goes there together. */
  async noteAll(places: Iterable<CommandPlace>): Promise<void> {
    const buckets = new Map<string, CommandPlace[]>();
    for (const place of places) {
      const bucket = bucketOf(place[0]);
      const together = buckets.get(bucket);
      if (together) together.push(place);
      else buckets.set(bucket, [place]);
    }
    const left = buckets.entries();
    const write = async (): Promise<void> => {
      for (const [bucket, together] of left) {
        for (let from = 0; from < together.length; from += PLACES) {
          await this.#gateway.note(this.#streams.commands(bucket), [listed(together.slice(from, from + PLACES))]);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, write));
  }
}

function bucketOf(commandId: string): string {
  return hash('sha256', commandId, 'hex').slice(0, 4);
}

function listed(places: readonly CommandPlace[]): SentEvent {
  return { id: randomUUID(), type: LISTED, data: { places }, metadata: {} };
}

function placesIn(data: unknown): readonly CommandPlace[] {
  return (data as { readonly places: readonly CommandPlace[] }).places;
}
