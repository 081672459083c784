import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Position, StoredEvent } from '#event-store';
import type { CivilDate } from '#temporal';
import {
  ReadStoreNotReady,
  type Checkpoint,
  type Hold,
  type NewVersion,
  type ReadStore,
  type Snapshot,
} from '../port.js';
import type {
  AliasMatch,
  AnomalyRow,
  AnomalySearch,
  EventPlace,
  EventSearch,
  Page,
  UnitDetail,
  UnitItem,
  UnitSearch,
} from '../queries.js';
import { anomalies } from './anomaly-queries.js';
import { BuildingFile } from './building-file.js';
import { CurrentConnection, openCurrent, openForReading } from './connection.js';
import { findEvents, locateEvent } from './event-queries.js';
import { readCheckpoint } from './event-table.js';
import { NewViews } from './new-views.js';
import { snapshotRows } from './snapshot.js';
import { LiveViews } from './live-views.js';
import { ThreadedBuilding } from './threaded-building.js';
import { searchUnits, unitByAlias, unitDetail } from './unit-queries.js';
import { ViewsFolder } from './views-folder.js';
import { holdViews } from './views-lock.js';
import { startBuiltThread, type StartThread } from './working-thread.js';

export interface SqliteReadStoreOptions {
  /** Folder of the views' files; made when it is not there. It may be removed at any time: the log builds it again. */
  readonly folder: string;
  /** Told once, when `hold` has to wait, by whom the views are held. */
  readonly onWait?: (holder: string) => void;
  /** How a thread is started that makes views. Default: the programs of this room, where they are built. */
  readonly startThread?: StartThread;
  /** Least position from which on a version is built in a thread. Default 10,000. */
  readonly threadFrom?: Position;
  /** Events applied by this process before a thread takes over what comes after. Default 500. */
  readonly liveThreadFrom?: number;
}

/** Below, a version is made in less time than a thread takes to start, and holds the process for a few milliseconds only. */
const THREAD_FROM = 10_000;
/** A command line that records a fact or two starts no thread for it; a process that goes on writing does. */
const LIVE_THREAD_FROM = 500;

/** The read store in a folder of SQLite files: a file a version, and a pointer to the one that answers. */
export class SqliteReadStore implements ReadStore {
  readonly #options: SqliteReadStoreOptions;
  readonly #folder: ViewsFolder;
  readonly #reader: CurrentConnection;
  readonly #live: LiveViews;
  #closed = false;

  constructor(options: SqliteReadStoreOptions) {
    this.#options = options;
    this.#folder = new ViewsFolder(options.folder);
    this.#reader = new CurrentConnection(this.#folder, openForReading);
    const { startThread = startBuiltThread, liveThreadFrom = LIVE_THREAD_FROM } = options;
    this.#live = new LiveViews(this.#folder, startThread, liveThreadFrom);
  }

  async checkpoint(): Promise<Checkpoint | null> {
    this.#assertOpen();
    const db = this.#reader.get();
    return db ? readCheckpoint(db) : null;
  }

  async apply(batch: readonly StoredEvent[]): Promise<Checkpoint> {
    this.#assertOpen();
    if (this.#folder.current() === undefined) await this.#firstVersion();
    return this.#live.apply(batch);
  }

  async startVersion(upTo: Position = 0): Promise<NewVersion> {
    this.#assertOpen();
    this.#folder.create();
    const { startThread = startBuiltThread, threadFrom = THREAD_FROM } = this.#options;
    return new NewViews(this.#folder, (file) =>
      startThread && upTo >= threadFrom ? new ThreadedBuilding(file, startThread) : new BuildingFile(file),
    );
  }

  async snapshot(): Promise<Snapshot> {
    this.#assertOpen();
    const db = openCurrent(this.#folder, openForReading) ?? notReady();
    db.exec('BEGIN');
    const { position } = readCheckpoint(db);
    return { position, rows: () => snapshotRows(db), close: async () => db.close() };
  }

  async hold(purpose: string, signal: AbortSignal): Promise<Hold | undefined> {
    this.#assertOpen();
    this.#folder.create();
    const hold = await holdViews(join(this.#options.folder, 'writer.lock'), purpose, signal, this.#options.onWait);
    if (hold) await this.#folder.clean();
    return hold;
  }

  async searchUnits(query: UnitSearch): Promise<Page<UnitItem> & { readonly total: number }> {
    return searchUnits(this.#answering(), query);
  }

  async unit(unitId: string, validAt?: CivilDate): Promise<UnitDetail | undefined> {
    return unitDetail(this.#answering(), unitId, validAt);
  }

  async unitByAlias(value: string, scheme?: string): Promise<readonly AliasMatch[]> {
    return unitByAlias(this.#answering(), value, scheme);
  }

  async anomalies(query: AnomalySearch = {}): Promise<Page<AnomalyRow>> {
    return anomalies(this.#answering(), query);
  }

  async findEvents(query: EventSearch): Promise<Page<EventPlace>> {
    return findEvents(() => this.#answering(), query);
  }

  async locateEvent(eventId: string): Promise<EventPlace | undefined> {
    return locateEvent(this.#answering(), eventId);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#reader.close();
    await this.#live.close();
  }

  async #firstVersion(): Promise<void> {
    const version = await this.startVersion();
    await version.finish();
    await version.publish();
  }

  #answering(): DatabaseSync {
    this.#assertOpen();
    return this.#reader.get() ?? notReady();
  }

  #assertOpen(): void {
    if (this.#closed) throw new ReadStoreNotReady('the read store is closed');
  }
}

function notReady(): never {
  throw new ReadStoreNotReady('no views were built yet: a projector has to run first');
}
