import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Bell } from '../bell.js';
import { checkAppend, checkPosition, type CheckedAppend } from '../checked-events.js';
import { asStored, type EventCodec } from '../codec.js';
import { ListedPage, type EventPage } from '../event-page.js';
import { instantMillis, type Clock } from '../instants.js';
import {
  LogNotEmpty,
  StoreUnavailable,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type Head,
  type History,
  type HistoryFollower,
  type LogProblem,
  type NewEvent,
  type Position,
  type ResolvedInstant,
  type StoredEvent,
  type SubscriptionItem,
} from '../port.js';
import { subscription } from '../subscription.js';
import { backupRegister } from './backup.js';
import { Checkpointing } from './checkpointing.js';
import { assertThere, openReader, openWriter } from './connections.js';
import { EventRows } from './event-rows.js';
import { GroupCommit } from './group-commit.js';
import { writeHistory } from './history-import.js';
import { FileRows } from './history-rows.js';
import { inspect } from './inspection.js';
import { KnownPrefix } from './known-prefix.js';
import { LogWriter } from './log-writer.js';
import { pagesAhead, type PageAhead } from './pages-ahead.js';
import { unavailable } from './sqlite-errors.js';
import { ThreadedRows } from './threaded-rows.js';
import { startBuiltThread, type StartThread } from './threads.js';
import { WriterLock } from './writer-lock.js';

/** From this many events on they are read ahead in a thread: starting one takes as long as reading some thousands. */
const THREAD_FROM = 20_000;

/** How often a subscription looks for what another process wrote, in milliseconds. In the writing process it is told. */
const POLL_MILLIS = 100;

export interface SqliteEventStoreOptions {
  /** The register's file. Beside it stand `-wal`, `-shm`, `.lock` and `.holder` files. */
  readonly file: string;
  /** `read` needs no lock and refuses appends. Default `write`. */
  readonly access?: 'read' | 'write';
  /** Make the register when there is none. Default false. */
  readonly createIfAbsent?: boolean;
  /** What the process does with the register, for those who wait for it. Default "write". */
  readonly purpose?: string;
  /** How long to wait for another process to let go of the register, in milliseconds. Default 5000. */
  readonly waitMillis?: number;
  readonly clock?: Clock;
  readonly codec?: EventCodec;
  /** How many events are worth a thread that reads them ahead. Default 20000. */
  readonly threadFrom?: number;
  /**
   * How threads are started that write a history, read ahead and checkpoint. Default: from the built programs; where there
   * are none this thread does it all.
   */
  readonly startThread?: StartThread;
}

/** What only the process that holds the register for writing has. */
interface WritingSide {
  readonly db: DatabaseSync;
  readonly lock: WriterLock;
  readonly writer: LogWriter;
  readonly commits: GroupCommit<CheckedAppend, AppendResult>;
  readonly checkpointing: Checkpointing;
}

/** The log in one file. Its positions are contiguous: 1, 2, 3, and a reader that misses one says so. */
export class SqliteEventStore implements EventStore {
  readonly file: string;
  readonly #codec: EventCodec;
  readonly #startThread: StartThread | undefined;
  readonly #threadFrom: number;
  readonly #reader: DatabaseSync;
  readonly #rows: EventRows;
  readonly #known: KnownPrefix;
  readonly #writing: WritingSide | undefined;
  readonly #bell = new Bell();
  #closingRows: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  /**
   * Opens a register.
   * @throws StoreUnavailable when it is held by another process (named), absent, not a register, damaged or of a newer format
   */
  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const { file, access = 'write', purpose = 'write', waitMillis = 5_000, createIfAbsent = false } = options;
    if (!createIfAbsent) assertThere(file);
    const lock = access === 'write' ? await WriterLock.acquire(file, purpose, waitMillis) : undefined;
    const opened: DatabaseSync[] = [];
    try {
      const db = lock && openWriter(file, createIfAbsent);
      if (db) opened.push(db);
      const reader = openReader(file);
      opened.push(reader);
      return new SqliteEventStore(options, reader, db && { db, lock });
    } catch (error) {
      for (const db of opened) db.close();
      lock?.release();
      throw unavailable(file, error);
    }
  }

  private constructor(
    options: SqliteEventStoreOptions,
    reader: DatabaseSync,
    writing: Pick<WritingSide, 'db' | 'lock'> | undefined,
  ) {
    this.file = options.file;
    this.#codec = options.codec ?? asStored;
    this.#startThread = options.startThread ?? startBuiltThread;
    this.#threadFrom = options.threadFrom ?? THREAD_FROM;
    this.#reader = reader;
    this.#rows = new EventRows(reader, this.#codec);
    this.#known = new KnownPrefix(reader);
    if (!writing) return;
    const writer = new LogWriter(writing.db, this.file, options.clock ?? (() => new Date()), this.#codec);
    const checkpointing = new Checkpointing(writing.db, this.file, this.#startThread);
    const commits = new GroupCommit<CheckedAppend, AppendResult>((appends) => {
      const outcomes = writer.write(appends);
      this.#bell.ring();
      checkpointing.committed();
      return outcomes;
    });
    this.#writing = { ...writing, writer, commits, checkpointing };
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    return this.#writable().commits.submit(checkAppend(stream, expected, events, this.#codec));
  }

  async readStream(stream: string): Promise<readonly StoredEvent[]> {
    return this.#reading(() => this.#rows.stream(stream));
  }

  readAll(after: Position): AsyncIterable<StoredEvent> {
    return eventsOf(this.readPages(after));
  }

  readPages(after: Position): AsyncIterable<EventPage> {
    return this.#pages(this.#rows, after);
  }

  subscribe(after: Position, signal: AbortSignal): AsyncIterable<SubscriptionItem> {
    checkPosition(after);
    const poll = this.#writing ? undefined : POLL_MILLIS;
    return subscription(
      {
        readPages: (position) => this.#recent(position) ?? this.readPages(position),
        grown: async (position, abort) => {
          while (!abort.aborted && this.#headPosition() <= position) {
            await this.#bell.wait(abort, poll);
          }
        },
      },
      after,
      signal,
    );
  }

  async head(): Promise<Head> {
    this.#assertOpen();
    return this.#writing ? this.#writing.writer.head : this.#reading(() => this.#known.head());
  }

  async resolveInstant(instant: string): Promise<ResolvedInstant> {
    const millis = instantMillis(instant);
    return this.#reading(() => this.#known.resolve(millis));
  }

  async coordinate(position: Position): Promise<Head> {
    checkPosition(position);
    return this.#reading(() => this.#known.coordinate(position));
  }

  async readCommand(commandId: string): Promise<readonly StoredEvent[]> {
    return this.#reading(() => this.#writing?.writer.command(commandId) ?? this.#rows.command(commandId));
  }

  /** Atomic; appends that come meanwhile wait for its end. */
  async importHistory(history: History, follower?: HistoryFollower): Promise<Head> {
    const { writer, commits } = this.#writable();
    return commits.alone(async () => {
      if (writer.head.position > 0) throw new LogNotEmpty('a history is imported into an empty log only');
      await this.#write(history, follower).finally(() => writer.reload());
      this.#bell.ring();
      return this.#known.head();
    });
  }

  /** What is in the log need not wait until it stands in the file itself: `close` does. */
  async #write(history: History, follower: HistoryFollower | undefined): Promise<void> {
    const rows = this.#startThread
      ? new ThreadedRows(this.#startThread('history-thread', { file: this.file }))
      : new FileRows(this.file);
    try {
      await writeHistory(rows, this.#codec, history, follower);
    } catch (error) {
      await rows.close().catch(() => undefined);
      throw unavailable(this.file, error);
    }
    this.#closingRows = rows.close().catch(() => undefined);
  }

  /**
   * Copies the register as it is at this moment into a new file, while appends go on.
   * @throws StoreUnavailable when the file is there already or cannot be written
   */
  async backup(target: string): Promise<void> {
    this.#assertOpen();
    await backupRegister(this.file, target);
  }

  /** Reads the whole register and tells what is wrong with it; nothing when it is sound. */
  async *inspect(): AsyncGenerator<LogProblem, void, void> {
    this.#assertOpen();
    const db = openReader(this.file);
    try {
      yield* inspect(db);
    } finally {
      db.close();
    }
  }

  stored(): AsyncIterable<StoredEvent> {
    return eventsOf(this.#pages(new EventRows(this.#reader, asStored), 0));
  }

  /** Transactions written since opening: with appends that arrive together, fewer than appends. */
  get transactions(): number {
    return this.#writing?.commits.commits ?? 0;
  }

  /** Appends already asked for are written first; subscriptions and reads under way end with StoreUnavailable. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#writing?.commits.close();
    await this.#closingRows;
    this.#bell.ring();
    this.#reader.close();
    await this.#writing?.checkpointing.end();
    this.#writing?.db.close();
    this.#writing?.lock.release();
  }

  async *#pages(rows: EventRows, after: Position): AsyncGenerator<EventPage, void, void> {
    checkPosition(after);
    const until = this.#headPosition();
    const recent = rows === this.#rows ? this.#recent(after) : undefined;
    if (recent) {
      yield* recent;
      return;
    }
    const takeOver = rows.takingOver();
    try {
      for await (const range of this.#ranges(after, until)) {
        const ahead = this.#reading(() => takeOver(range));
        for (let position = range.after; position < range.to;) {
          const page = ahead ?? this.#reading(() => rows.page(position, range.to));
          yield page;
          position += page.length;
          if (position < until) await nextTurn();
        }
      }
    } finally {
      rows.letGo();
    }
  }

  /** What comes after a position as one page, or none, where this process wrote it a moment ago. */
  #recent(after: Position): readonly EventPage[] | undefined {
    const events = this.#writing?.writer.recent.between(after, this.#headPosition());
    return events && (events.length > 0 ? [new ListedPage(events)] : []);
  }

  /** What lies between two positions, read ahead where that is worth a thread. */
  #ranges(after: Position, until: Position): AsyncIterable<PageAhead> | Iterable<PageAhead> {
    const isWorthIt = until - after >= this.#threadFrom;
    if (isWorthIt && this.#startThread) return pagesAhead(this.file, this.#startThread, after, until);
    return after < until ? [{ after, to: until }] : [];
  }

  /** The process that writes knows where it has come to; another one has to look. */
  #headPosition(): Position {
    this.#assertOpen();
    return this.#writing?.writer.position ?? this.#reading(() => this.#known.head().position);
  }

  #assertOpen(): void {
    if (this.#closing) throw new StoreUnavailable('the log is closed');
  }

  #writable(): WritingSide {
    this.#assertOpen();
    if (!this.#writing) throw new StoreUnavailable(`register ${this.file} was opened for reading only`);
    return this.#writing;
  }

  #reading<T>(read: () => T): T {
    this.#assertOpen();
    try {
      return read();
    } catch (error) {
      throw unavailable(this.file, error);
    }
  }
}

/** Each event is yielded by itself: `yield*` would make two more promises of each. */
async function* eventsOf(pages: AsyncIterable<EventPage>): AsyncGenerator<StoredEvent, void, void> {
  for await (const page of pages) for (const event of page) yield event;
}
