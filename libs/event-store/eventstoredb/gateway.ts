import { setTimeout as sleep } from 'node:timers/promises';
import {
  BACKWARDS,
  END,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  ANY,
  START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type Credentials,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { StoreUnavailable, type ExpectedRevision, type Position } from '../port.js';
import { isNoStream, portError } from './failures.js';
import type { Location } from './location.js';
import { PulledStream, Silence } from './pulled-stream.js';
import { holdClient, type ClientHold } from './shared-client.js';

/** An event on its way to the server. */
export interface SentEvent {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** An event as the server gives it. Data and metadata are whatever JSON was found, or text where it is none. */
export interface LoggedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly id: string;
  readonly type: string;
  /** When the server stored it, in milliseconds since 1970. */
  readonly createdMillis: number;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** Where an append ended. */
export interface Written {
  readonly revision: number;
  readonly position: Position;
}

/** A running subscription. */
export type LiveEvents = PulledStream<AllStreamResolvedEvent>;

/** Items that a stream holds ready. The server's own buffer for a live subscriber is 32 events. */
const BUFFERED = 512;
/** Events that a filtered subscription passes over before it says where it is. */
const SEARCH_WINDOW = 1_000;
/** How long to wait before a call that may be repeated is repeated once, in milliseconds. */
const SECOND_TRY_AFTER = 50;
/** On a connection without TLS the client sends no credentials, but takes the unary append when it is given some. */
const NOBODY: Credentials = { username: 'nobody', password: '' };

/**
 * The only door to the client: a successor of `@eventstore/db-client` is a change of this file. Every call ends within its
 * deadline; every failure is one of the port's.
 */
export class Gateway {
  readonly #hold: ClientHold;
  readonly #credentials: Credentials;
  readonly #server: string;
  readonly #deadline: number;
  readonly #closing = new AbortController();

  /** @param deadlineMillis how long the server may be silent */
  constructor(location: Location, deadlineMillis: number) {
    this.#hold = holdClient(location);
    this.#credentials = location.credentials ?? NOBODY;
    this.#server = location.name;
    this.#deadline = deadlineMillis;
  }

  /** Aborts when the gateway is closed. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * One try to append, all or nothing.
   * @throws ServerIsElsewhere, InvalidEvent; StoreUnavailable, and then the events may have been stored all the same
   */
  async append(stream: string, expected: ExpectedRevision | 'any', events: readonly SentEvent[]): Promise<Written> {
    this.assertOpen();
    const { client } = this.#hold;
    const written = client.appendToStream(
      stream,
      events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data: { ...data }, metadata })),
      // Credentials of the call select the unary append: the batch one has no deadline and is poisoned by one bad event.
      { expectedRevision: revisionToSend(expected), credentials: this.#credentials, deadline: this.#deadline },
    );
    const { nextExpectedRevision, position } = await this.#mapped(this.#inTime(written));
    if (!position) throw new StoreUnavailable(`EventStoreDB at ${this.#server} told no position of what it stored`);
    return { revision: Number(nextExpectedRevision), position: safePosition(position.commit) };
  }

  /** Appends where the place does not matter; tried twice, so that an event may stand there twice. */
  async note(stream: string, events: readonly SentEvent[]): Promise<void> {
    await this.#twice(() => this.append(stream, 'any', events));
  }

  /** The events of a stream from a revision on; none when there is no such stream. */
  async readStream(stream: string, from = 0, atMost = Number.MAX_SAFE_INTEGER): Promise<readonly LoggedEvent[]> {
    return this.#twice(async () => {
      const read = this.#hold.client.readStream(
        stream,
        { fromRevision: BigInt(from), maxCount: atMost, direction: FORWARDS, credentials: this.#credentials },
        { highWaterMark: BUFFERED },
      );
      const events: LoggedEvent[] = [];
      const pulled = new PulledStream<ResolvedEvent>(read, () => read.cancel());
      try {
        for (;;) {
          const item = await pulled.take(this.closed, this.#deadline);
          if (!item || item === 'caught-up') break;
          if (item.event) events.push(logged(item.event));
        }
      } catch (error) {
        if (isNoStream(error)) return [];
        throw error;
      } finally {
        pulled.stop();
      }
      this.assertOpen();
      return events;
    });
  }

  /** Everything in the server's log from a position on (inclusive), the server's own events too, up to its end. */
  async *readLog(from: Position): AsyncGenerator<LoggedEvent, void, void> {
    yield* this.#readLog(from, FORWARDS);
  }

  /** The position of the last record in the server's log; 0 when there is none. */
  async endOfLog(): Promise<Position> {
    for await (const { position } of this.#readLog('end', BACKWARDS)) return position;
    return 0;
  }

  /**
   * Subscribes to every event of streams whose names begin with a prefix, after a position. Pull with `next`, then `stop`.
   * Checkpoints that the server sends are only a sign that it is there: where to go on from is the last event handled.
   */
  subscribe(prefix: string, after: Position): LiveEvents {
    this.assertOpen();
    const filter = streamNameFilter({
      prefixes: [prefix],
      maxSearchWindow: SEARCH_WINDOW,
      checkpointReached: () => live.sign(),
    });
    const subscription = this.#hold.client.subscribeToAll(
      { fromPosition: after === 0 ? START : positionToSend(after), filter, credentials: this.#credentials },
      { highWaterMark: BUFFERED },
    );
    const live: LiveEvents = new PulledStream(subscription, () => subscription.unsubscribe());
    return live;
  }

  /**
   * The next event of a subscription, or that it has caught up just now; undefined when the signal aborts.
   * @param owed the server has more: it may not be silent for longer than a deadline
   * @throws StoreUnavailable when the subscription was dropped, whatever for
   */
  async next(live: LiveEvents, signal: AbortSignal, owed: boolean): Promise<LoggedEvent | 'caught-up' | undefined> {
    try {
      for (;;) {
        const item = await live.take(signal, owed ? this.#deadline : undefined);
        if (item === undefined && !signal.aborted) throw new Error('it ended the subscription');
        if (item === undefined || item === 'caught-up') return item;
        if (item.event) return logged(item.event);
      }
    } catch (error) {
      throw portError(this.#server, error);
    }
  }

  /** @throws StoreUnavailable once closed */
  assertOpen(): void {
    if (this.closed.aborted) throw new StoreUnavailable('the log is closed');
  }

  async close(): Promise<void> {
    if (this.closed.aborted) return;
    this.#closing.abort();
    await this.#hold.release();
  }

  async *#readLog(
    from: Position | 'end',
    direction: typeof FORWARDS | typeof BACKWARDS,
  ): AsyncGenerator<LoggedEvent, void, void> {
    this.assertOpen();
    const fromPosition = from === 'end' ? END : positionToSend(from);
    const read = this.#hold.client.readAll(
      { fromPosition, direction, credentials: this.#credentials },
      { highWaterMark: BUFFERED },
    );
    const pulled = new PulledStream<AllStreamResolvedEvent>(read, () => read.cancel());
    try {
      for (;;) {
        const item = await pulled.take(this.closed, this.#deadline);
        if (!item || item === 'caught-up') break;
        if (item.event) yield logged(item.event);
      }
    } catch (error) {
      throw portError(this.#server, error);
    } finally {
      pulled.stop();
    }
    this.assertOpen();
  }

  /** A call that may be repeated without harm: the first one after an outage finds a dead connection. */
  async #twice<T>(call: () => Promise<T>): Promise<T> {
    this.assertOpen();
    const begun = performance.now();
    try {
      return await this.#mapped(call());
    } catch (error) {
      const slow = performance.now() - begun > this.#deadline / 2;
      if (!(error instanceof StoreUnavailable) || slow || this.closed.aborted) throw error;
      await sleep(SECOND_TRY_AFTER);
      return this.#mapped(call());
    }
  }

  async #mapped<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      throw portError(this.#server, error);
    }
  }

  /** Looking for a leader has no deadline in the client. */
  async #inTime<T>(call: Promise<T>): Promise<T> {
    const late = new AbortController();
    const limit = this.#deadline * 1.25;
    try {
      return await Promise.race([
        call,
        sleep(limit, undefined, { signal: late.signal }).then(() => {
          throw new Silence(limit);
        }),
      ]);
    } finally {
      late.abort();
    }
  }
}

function revisionToSend(expected: ExpectedRevision | 'any'): typeof ANY | typeof NO_STREAM | bigint {
  if (expected === 'any') return ANY;
  return expected === 'none' ? NO_STREAM : BigInt(expected);
}

function positionToSend(position: Position): { readonly commit: bigint; readonly prepare: bigint } {
  return { commit: BigInt(position), prepare: BigInt(position) };
}

function logged(event: NonNullable<ResolvedEvent['event']>): LoggedEvent {
  return {
    stream: event.streamId,
    revision: Number(event.revision),
    position: safePosition(event.position?.commit),
    id: event.id,
    type: event.type,
    createdMillis: event.created.getTime(),
    data: event.data,
    metadata: event.metadata,
  };
}

/** Positions are byte offsets: a log of 9 petabytes would have the first one that a number cannot hold. */
function safePosition(commit: bigint | undefined): Position {
  const position = Number(commit ?? -1n);
  if (!Number.isSafeInteger(position) || position < 0) throw new RangeError(`${String(commit)} is not a position`);
  return position;
}
