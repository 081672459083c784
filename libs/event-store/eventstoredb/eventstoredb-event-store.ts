import type { EventPage } from '../event-page.js';
import { checkAppend, checkPosition, type CheckedAppend } from '../checked-events.js';
import { asStored, type EventCodec } from '../codec.js';
import { inPages } from '../in-pages.js';
import { instantMillis } from '../instants.js';
import {
  LogNotEmpty,
  StoreUnavailable,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type Head,
  type History,
  type LogProblem,
  type NewEvent,
  type Position,
  type ResolvedInstant,
  type StoredEvent,
  type SubscriptionItem,
} from '../port.js';
import { repeatedAppend } from '../same-events.js';
import { CommandDirectory } from './command-directory.js';
import { commandOf, fromLog, toSend } from './envelope.js';
import { ServerIsElsewhere } from './failures.js';
import { follow, type Following, type SubscriptionNotice } from './follow.js';
import { Gateway, type LoggedEvent } from './gateway.js';
import { importHistory } from './history-import.js';
import { HistorySpool } from './history-spool.js';
import { headOf } from './known-segment.js';
import { KnownTimes } from './known-times.js';
import { parseLocation, type Credentials } from './location.js';
import { lastNotedImport, type NotedImport } from './noted-import.js';
import { registerStreams, type RegisterStreams } from './register-streams.js';
import { appendSurely, readBack } from './sure-append.js';
import { Turns } from './turns.js';

/** How long the server may be silent before a call fails, in milliseconds. */
const DEADLINE = 4_000;
const NEVER = new AbortController().signal;

export interface EventStoreDbOptions {
  /** `esdb://host:2113?tls=false`, `esdb://a:2113,b:2113`, `esdb+discover://name`. */
  readonly url: string;
  /** Needed with TLS. They win over those in the url. */
  readonly credentials?: Credentials;
  /** The certificate authority that signed the server's certificate, where it is none that Node knows: a PEM file. */
  readonly caFile?: string;
  /** Which register of that server. Default `registro`. */
  readonly register?: string;
  /** `read` refuses appends. Default `write`. */
  readonly access?: 'read' | 'write';
  /** How long the server may be silent before a call fails, in milliseconds. Default 4000. */
  readonly deadlineMillis?: number;
  readonly codec?: EventCodec;
  /** Told when a subscription was dropped and goes on by itself. */
  readonly onSubscription?: (notice: SubscriptionNotice) => void;
}

/**
 * The log on an EventStoreDB, shared by any number of processes. Positions are commit positions; the recorded time is the
 * server's, or an imported event's own. Nothing is held open that an outage could break: calls fail with StoreUnavailable
 * while it lasts, subscriptions wait, and both go on by themselves.
 */
export class EventStoreDbEventStore implements EventStore {
  readonly #gateway: Gateway;
  readonly #streams: RegisterStreams;
  readonly #codec: EventCodec;
  readonly #directory: CommandDirectory;
  readonly #known: KnownTimes;
  readonly #notice: (notice: SubscriptionNotice) => void;
  readonly #turns = new Turns();
  /** The register, as messages call it. */
  readonly #name: string;
  readonly #readsOnly: boolean;
  /** The last position this process knows to be in the log: who says he has caught up has seen it. */
  #seen: Position = 0;
  /** No import was found under way: those that others begin later are their fault, and fail (`importHistory`). */
  #whole = false;

  /**
   * Connects when first used.
   * @throws RangeError the url, the credentials or the register's name cannot be, or this process uses another EventStoreDB
   */
  constructor(options: EventStoreDbOptions) {
    this.#name = options.register ?? 'registro';
    this.#readsOnly = options.access === 'read';
    this.#streams = registerStreams(this.#name);
    const location = parseLocation(options.url, options.credentials, options.caFile);
    this.#gateway = new Gateway(location, options.deadlineMillis ?? DEADLINE);
    this.#codec = options.codec ?? asStored;
    this.#directory = new CommandDirectory(this.#gateway, this.#streams);
    this.#known = new KnownTimes(this.#gateway, this.#streams);
    this.#notice = options.onSubscription ?? (() => undefined);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    this.#assertWritable();
    const append = checkAppend(stream, expected, events, this.#codec);
    const commands = new Set(append.events.map((event) => event.metadata.commandId));
    // Two appends of one command at the same time would both find nothing of it in the log.
    return this.#turns.shared(commands, async () => {
      await this.#assertWhole();
      return this.#append(append, commands);
    });
  }

  async readStream(stream: string): Promise<readonly StoredEvent[]> {
    const events = await this.#gateway.readStream(this.#streams.of(stream));
    return events.map((event) => fromLog(event, stream, this.#codec));
  }

  readAll(after: Position): AsyncIterable<StoredEvent> {
    return this.#read(after, this.#codec);
  }

  readPages(after: Position): AsyncIterable<EventPage> {
    return inPages(this.readAll(after));
  }

  async *subscribe(after: Position, signal: AbortSignal): AsyncGenerator<SubscriptionItem, void, void> {
    checkPosition(after);
    if (signal.aborted) return;
    let position = after;
    const following = { after: await this.#exact(after), signal };
    for await (const item of follow(this.#gateway, this.#following(following))) {
      if (item === 'caught-up') {
        yield { kind: 'caught-up', position };
        continue;
      }
      if (item.position <= after) continue;
      yield { kind: 'event', event: this.#fromLog(item, this.#codec) };
      position = item.position;
    }
  }

  async head(): Promise<Head> {
    this.#gateway.assertOpen();
    const head = headOf(await this.#known.head());
    this.#saw(head.position);
    return head;
  }

  async resolveInstant(instant: string): Promise<ResolvedInstant> {
    const millis = instantMillis(instant);
    this.#gateway.assertOpen();
    return this.#known.resolve(millis);
  }

  async coordinate(position: Position): Promise<Head> {
    checkPosition(position);
    this.#gateway.assertOpen();
    return headOf(await this.#known.at(position));
  }

  async readCommand(commandId: string): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (const stream of await this.#directory.streamsOf(commandId)) {
      const events = await this.#gateway.readStream(this.#streams.of(stream));
      const own = events.filter((event) => commandOf(event) === commandId);
      found.push(...own.map((event) => fromLog(event, stream, this.#codec)));
    }
    return found.sort((a, b) => a.position - b.position);
  }

  /**
   * Writes event after event: interrupted, it is finished by importing the same history again. Appends of this process
   * wait for its end; other processes must not write meanwhile, and when they did, it fails.
   */
  async importHistory(events: History): Promise<Head> {
    this.#assertWritable();
    return this.#turns.alone(async () => {
      await using history = await HistorySpool.fill(this.#codec, events);
      if (history.events > 0) {
        await this.#known.begin();
        await importHistory(
          {
            gateway: this.#gateway,
            streams: this.#streams,
            directory: this.#directory,
            stored: () => this.#logged(0),
          },
          history,
        );
      }
      const head = await this.#known.head();
      if (head.events !== history.events) throw new LogNotEmpty('others wrote while a history was imported');
      this.#saw(head.position);
      return headOf(head);
    });
  }

  /** Whether what is there is only a part of a history: its events alone do not tell. */
  async *inspect(): AsyncGenerator<LogProblem, void, void> {
    const part = await this.#unfinishedImport();
    if (part) yield { kind: 'part-of-a-history', message: inPart(part) };
  }

  stored(): AsyncIterable<StoredEvent> {
    return this.#read(0, asStored);
  }

  /** Subscriptions and reads under way end with StoreUnavailable. */
  async close(): Promise<void> {
    await this.#gateway.close();
  }

  async #append({ stream, expected, events }: CheckedAppend, commands: ReadonlySet<string>): Promise<AppendResult> {
    const repeated = await this.#repetition(stream, events, commands);
    if (repeated) return repeated;
    const stored = this.#streams.of(stream);
    try {
      const sent = events.map((event) => toSend(event));
      const { revision, position } = await appendSurely(this.#gateway, stored, expected, sent);
      this.#saw(position);
      // The server takes the same ids at the same revision for the same events without looking at their content: had
      // another process been faster with this command and another content, what lies there tells.
      const there = await readBack(this.#gateway, stored, expected, events.length);
      repeatedAppend(stream, events, finder(there.map((event) => this.#fromLog(event, this.#codec))));
      return { revision, position, repeated: false };
    } catch (error) {
      if (error instanceof ServerIsElsewhere) throw new WrongExpectedRevision(stream, expected, error.actual);
      throw error;
    }
  }

  /**
   * The first answer to an append that is in the log already; null when it is not, and then its commands' places are noted.
   * Everything that was stored before the caller read the stream it decided on is seen here, whoever stored it: what
   * comes later is stopped by the expected revision, or recognised by the server at the very same one.
   */
  async #repetition(
    stream: string,
    events: CheckedAppend['events'],
    commands: ReadonlySet<string>,
  ): Promise<AppendResult | null> {
    const found: StoredEvent[] = [];
    for (const command of commands) {
      const streams = await this.#directory.streamsOf(command);
      for (const place of streams) found.push(...(await this.readStream(place)));
      await this.#known.begin();
      if (!streams.has(stream)) await this.#directory.note(command, stream);
    }
    return repeatedAppend(stream, events, finder(found));
  }

  async *#read(after: Position, codec: EventCodec): AsyncGenerator<StoredEvent, void, void> {
    checkPosition(after);
    for await (const event of this.#logged(after)) yield this.#fromLog(event, codec);
  }

  /** The register's events after a position, up to the head as it is now. */
  async *#logged(after: Position): AsyncGenerator<LoggedEvent, void, void> {
    const { position: until } = await this.head();
    if (after >= until) return;
    const following = { after: await this.#exact(after), signal: NEVER, until };
    for await (const item of follow(this.#gateway, this.#following(following))) {
      if (item !== 'caught-up') yield item;
    }
  }

  #following(part: Pick<Following, 'after' | 'signal' | 'until'>): Following {
    return { prefix: this.#streams.prefix, mustReach: () => this.#seen, notice: this.#notice, ...part };
  }

  /** The server reads on from a record's own position only: that of the last event at or before this one. */
  async #exact(after: Position): Promise<Position> {
    const { position } = after === 0 ? { position: 0 } : await this.#known.at(after);
    return position === 0 ? this.#known.origin() : position;
  }

  #fromLog(event: LoggedEvent, codec: EventCodec): StoredEvent {
    return fromLog(event, this.#streams.domainStream(event.stream) ?? event.stream, codec);
  }

  async #unfinishedImport(): Promise<NotedImport | undefined> {
    this.#gateway.assertOpen();
    const last = await lastNotedImport(this.#gateway, this.#streams);
    return last?.type === 'ImportBegun' ? last : undefined;
  }

  /** An event between two of a history would make it impossible to finish. */
  async #assertWhole(): Promise<void> {
    if (this.#whole) return;
    const part = await this.#unfinishedImport();
    if (part) throw new StoreUnavailable(`register ${this.#name}: ${inPart(part)}`);
    this.#whole = true;
  }

  #assertWritable(): void {
    this.#gateway.assertOpen();
    if (this.#readsOnly) throw new StoreUnavailable(`register ${this.#name} was opened for reading only`);
  }

  #saw(position: Position): void {
    this.#seen = Math.max(this.#seen, position);
  }
}

function inPart({ events }: NotedImport): string {
  return `a history of ${events} events is there only in part: import the same one again`;
}

function finder(events: readonly StoredEvent[]): (id: string) => StoredEvent | undefined {
  const byId = new Map(events.map((event) => [event.id, event]));
  return (id) => byId.get(id);
}
