import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandBus } from '@nestjs/cqrs';
import {
  exportHistory,
  parsePages,
  restoreRegister,
  SqliteEventStore,
  StoreUnavailable,
  type Clock,
  type EventStore,
  type Head,
  type Position,
} from '#event-store';
import { portOfViews, type RegisterPort } from '#intake';
import { AuditTrail, Projector, ReadStoreNotReady, SqliteReadStore, type ReadStore } from '#read-store';
import { Recorder } from '#recording';
import { UnitDesk } from '#units/commands';
import { checkedHistory } from './history-check.js';
import { logInFolder, LogOnServer, type LogPlace } from './log-place.js';
import { openLog } from './open-log.js';
import { SavedViews, type NotUsed } from './saved-views.js';
import { surroundingsOf, unitSurroundingsOf } from './command-surroundings.js';
import { verify, verifyLog, type VerifyReport } from './verify.js';
import { RegisterViews } from './views.js';
import { ViewsKeeper, type KeepingOptions } from './views-keeper.js';

/** What the folder of the views is called, in a register's folder. */
export const VIEWS_FOLDER = 'viste';
/** The views in memory, saved, in that folder. */
const SAVED_VIEWS = 'indice.salvato';

export interface OpenOptions {
  /** Folder of the register: its views, and its log unless that is elsewhere. */
  readonly data: string;
  /** Where the log is. Default: in the folder. */
  readonly log?: LogPlace;
  /** `read` needs no lock and refuses commands. */
  readonly mode: 'read' | 'write';
  readonly clock: Clock;
  /** What the process does, for another that has to wait for it. */
  readonly purpose: string;
  /** How long to wait for another process to let go of the register, in milliseconds. Default 5000. */
  readonly waitMillis?: number;
  /** `separate`: another process keeps the read store, and this one waits for it. Default `embedded`. */
  readonly projector?: 'embedded' | 'separate';
  /** Told now and then, while the log is read at the start, how far it is. */
  readonly onProgress?: (position: Position, head: Position) => void;
  /** `ignore`: the views are made from the log alone, whatever was saved of them. Default `use`. */
  readonly savedViews?: 'use' | 'ignore';
  /** When the views are worth saving. */
  readonly keeping?: KeepingOptions;
  /** Told why saved views were thrown away. */
  readonly onNotUsed?: (why: NotUsed) => void;
}

/** Events between two reports of progress. */
const REPORT_EVERY = 50_000;
/** How long after an outage of the log what follows it is begun again, in milliseconds: doubled up to the longest. */
const SHORTEST_WAIT = 100;
const LONGEST_WAIT = 5_000;
/** How long a question waits for the views that another process keeps, in milliseconds. */
const PATIENCE = 2_000;

/** One register, opened: its log, the views that the log feeds, and the way in for commands. */
export class Register {
  readonly recorder: Recorder;
  readonly desk: UnitDesk;
  readonly audit: AuditTrail;
  private readonly ending = new AbortController();
  private readonly running: Promise<unknown>[] = [];
  /** Resolves when the views take in nothing more. */
  private stopFollowing = (): Promise<void> => Promise.resolve();
  /** Who keeps the read store: this process, another one, or whoever asks. */
  private projecting: 'here' | 'elsewhere' | 'on demand' = 'on demand';
  /** Only where the register is written. */
  private keeper: ViewsKeeper | undefined;

  private constructor(
    readonly folder: string,
    readonly store: EventStore,
    readonly views: RegisterViews,
    readonly readStore: ReadStore,
    readonly projector: Projector,
    readonly clock: Clock,
  ) {
    this.recorder = new Recorder(store, surroundingsOf(store, views));
    this.desk = new UnitDesk(store, this.recorder, unitSurroundingsOf(views));
    this.audit = new AuditTrail(store, readStore);
  }

  /**
   * Makes an empty register in a folder; no event is appended. On a server there is nothing to make but the folder.
   * @throws StoreUnavailable there is a register already, the folder cannot be written, or the server is out of reach
   */
  static async create(folder: string, log: LogPlace = logInFolder(folder)): Promise<void> {
    if (log.kind === 'file' && existsSync(log.file)) {
      throw new StoreUnavailable(`there is a register in ${dirname(log.file)} already`);
    }
    await mkdir(log.kind === 'file' ? dirname(log.file) : folder, { recursive: true });
    const store = await openLog(log, { createIfAbsent: true, purpose: 'init' });
    try {
      const { events } = await store.head();
      if (events > 0) throw new StoreUnavailable(`there is a register on the server already (events: ${events})`);
    } finally {
      await store.close();
    }
  }

  /**
   * Opens a register: when this resolves, the index is at the head of the log.
   * @throws StoreUnavailable held by another process (named), absent, out of reach, damaged or of a newer format
   * @throws UnreadableEvent naming position and stream
   */
  static async open(options: OpenOptions): Promise<Register> {
    const { data, log = logInFolder(data), mode, clock, purpose, waitMillis } = options;
    const store = await openLog(log, { mode, purpose, clock, ...(waitMillis !== undefined && { waitMillis }) });
    return Register.on(store, options);
  }

  /** The same on a log that is open already; it is closed with the register. */
  static async on(store: EventStore, options: Omit<OpenOptions, 'log' | 'waitMillis'>): Promise<Register> {
    const { data, mode, clock, purpose } = options;
    try {
      const saved = new SavedViews(join(data, VIEWS_FOLDER, SAVED_VIEWS), store);
      const views = options.savedViews === 'ignore' ? new RegisterViews() : await saved.load(options.onNotUsed);
      const known = views.events;
      const readStore = new SqliteReadStore({ folder: join(data, VIEWS_FOLDER) });
      const goesFirst = (position: Position): Promise<void> => views.reached(position);
      const projector = new Projector({ log: store, views: readStore, purpose, goesFirst });
      const register = new Register(data, store, views, readStore, projector, clock);
      await register.readLog(options);
      if (mode === 'write') register.keeper = new ViewsKeeper(saved, views, known, options.keeping);
      if (mode === 'write') register.projecting = options.projector === 'separate' ? 'elsewhere' : 'here';
      register.follow();
      return register;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /**
   * What is wrong with the log of a register that cannot be opened, for an event of it cannot be read.
   * @throws StoreUnavailable
   */
  static async verifyLog(log: LogPlace): Promise<VerifyReport> {
    const store = await openLog(log, { mode: 'read', purpose: 'verify' });
    try {
      return await verifyLog(store);
    } finally {
      await store.close();
    }
  }

  /** The register as an import meets it. */
  intakePort(commands: CommandBus): RegisterPort {
    return portOfViews({ store: this.store, views: this.views, execute: (command) => commands.execute(command) });
  }

  /**
   * Copies the register as it is now into a new file, while it goes on being written.
   * @throws StoreUnavailable
   * @throws LogOnServer
   */
  async backup(file: string): Promise<void> {
    if (!(this.store instanceof SqliteEventStore)) throw new LogOnServer();
    await this.store.backup(file);
  }

  /**
   * Puts a backup in the place of a register that is not there.
   * @throws StoreUnavailable the backup has a fault
   * @throws LogOnServer
   */
  static async restore(backup: string, folder: string, log: LogPlace = logInFolder(folder)): Promise<void> {
    if (log.kind === 'server') throw new LogOnServer();
    await mkdir(dirname(log.file), { recursive: true });
    await restoreRegister(backup, log.file);
    await rm(join(folder, VIEWS_FOLDER), { recursive: true, force: true });
  }

  /** Every event as it was recorded, a line each (docs/events.md). */
  exportHistory(): AsyncIterable<string> {
    return exportHistory(this.store.stored());
  }

  /**
   * Writes a history into this register, which must be empty: all or nothing, or, on a server, all in the end: when it was
   * interrupted, the same history again goes on.
   * @param chunks bytes of JSON Lines
   * @throws BadHistoryLine BadHistory naming the first bad line, LogNotEmpty
   */
  async importHistory(chunks: AsyncIterable<Uint8Array>): Promise<Head> {
    const imported = await this.importInto(new RegisterViews(), chunks);
    await this.views.reached(imported.position);
    void this.keeper?.saveWhenWorth();
    return imported;
  }

  /**
   * Checks the log, the rules every log keeps to, and every view against the log.
   * @param repair undoes halves of interrupted commands, visibly, and rebuilds views that differ
   */
  verify({ repair = false }: { readonly repair?: boolean } = {}): Promise<VerifyReport> {
    return verify(this, repair);
  }

  /** Builds the read store anew beside the one that answers, and swaps them; saved views are thrown away. */
  async rebuildViews(): Promise<void> {
    await this.keeper?.discard();
    await this.projector.rebuild();
  }

  /**
   * Resolves when the read store answers up to the log's head as it is now.
   * @throws ReadStoreNotReady another process keeps it, and is behind
   */
  async readStoreCurrent(): Promise<void> {
    if (this.projecting === 'on demand') return void (await this.projector.bringUpToDate());
    const { position } = await this.store.head();
    if (this.projecting === 'here') await this.projector.catchUp(position);
    else await this.keptElsewhere(position);
  }

  /** Ends what is under way, lets the read store catch up, and lets go of the register. */
  async close(): Promise<void> {
    if (this.projecting === 'here') await this.readStoreCurrent().catch(() => undefined);
    this.ending.abort();
    this.views.stop(new StoreUnavailable('the log is closed'));
    await Promise.allSettled(this.running);
    await this.keeper?.close();
    await this.readStore.close();
    await this.store.close();
  }

  private async readLog({ onProgress }: OpenOptions): Promise<void> {
    const head = await this.store.head();
    let toReport = REPORT_EVERY;
    for await (const page of this.store.readPages(this.views.position)) {
      this.views.take(page);
      toReport -= page.length;
      if (toReport > 0) continue;
      toReport += REPORT_EVERY;
      onProgress?.(this.views.position, head.position);
    }
    this.views.end();
  }

  /** These views take in what is written: nobody sees it before it is durable, and it need not be read back then. */
  private async importInto(views: RegisterViews, chunks: AsyncIterable<Uint8Array>): Promise<Head> {
    await this.stopFollowing();
    try {
      const imported = await this.store.importHistory(checkedHistory(parsePages(chunks)), views);
      if (views.position > this.views.position) this.views.become(views);
      return imported;
    } finally {
      this.followWithViews();
    }
  }

  private follow(): void {
    this.followWithViews();
    const { signal } = this.ending;
    // What it fails by is told by those who wait for it, and by the health of the views.
    if (this.projecting === 'here')
      this.running.push(this.throughOutages(() => this.projector.run(signal), signal).catch(() => undefined));
  }

  /** From now on the views take in what is appended: by others too, so also when nothing is written here. */
  private followWithViews(): void {
    const stopping = new AbortController();
    const signal = AbortSignal.any([this.ending.signal, stopping.signal]);
    const following = this.stopFollowing()
      .then(() => this.throughOutages(() => this.followLog(signal), signal))
      .catch((error: Error) => {
        if (!signal.aborted) this.views.stop(error);
      });
    this.running.push(following);
    this.stopFollowing = () => {
      stopping.abort();
      return following;
    };
  }

  /** A log on a server may be out of reach for a while: what follows it is begun again by itself. */
  private async throughOutages(task: () => Promise<void>, signal: AbortSignal): Promise<void> {
    let wait = SHORTEST_WAIT;
    for (;;) {
      const began = performance.now();
      try {
        return await task();
      } catch (error) {
        if (signal.aborted || !(error instanceof StoreUnavailable)) throw error;
        // It went on for a while: this is another outage, not the same one.
        if (performance.now() - began > LONGEST_WAIT) wait = SHORTEST_WAIT;
        await sleep(wait, undefined, { signal }).catch(() => undefined);
        wait = Math.min(2 * wait, LONGEST_WAIT);
      }
    }
  }

  private async keptElsewhere(position: Position): Promise<void> {
    const patience = AbortSignal.timeout(PATIENCE);
    try {
      await this.projector.catchUp(position, patience);
    } catch (error) {
      if (!patience.aborted) throw error;
      const at = (await this.readStore.checkpoint())?.position;
      throw new ReadStoreNotReady(
        at === undefined
          ? 'no views were built yet: the projector has to run'
          : `the views are at position ${at}, not yet at ${position}: is the projector running?`,
      );
    }
  }

  private async followLog(signal: AbortSignal): Promise<void> {
    for await (const item of this.store.subscribe(this.views.position, signal)) {
      if (item.kind === 'event') this.views.apply(item.event);
    }
  }
}
