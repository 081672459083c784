import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import {
  exportHistory,
  parseHistory,
  restoreRegister,
  SqliteEventStore,
  StoreUnavailable,
  type Clock,
  type Head,
  type Position,
} from '#event-store';
import { portOfViews, type RegisterPort } from '#intake';
import { AuditTrail, Projector, SqliteReadStore, type ReadStore } from '#read-store';
import { Recorder } from '#recording';
import { UnitDesk } from '#units/commands';
import { codec } from './codec.js';
import { checkedHistory } from './history-check.js';
import { surroundingsOf, unitSurroundingsOf } from './command-surroundings.js';
import { verify, verifyLog, type VerifyReport } from './verify.js';
import { RegisterViews } from './views.js';

const LOG_FILE = 'registro.db';
const VIEWS_FOLDER = 'viste';

export interface OpenOptions {
  /** Folder of the register. */
  readonly data: string;
  /** `read` needs no lock and refuses commands. */
  readonly mode: 'read' | 'write';
  readonly clock: Clock;
  /** What the process does, for another that has to wait for it. */
  readonly purpose: string;
  /** How long to wait for another process to let go of the register, in milliseconds. Default 5000. */
  readonly waitMillis?: number;
  /** Told now and then, while the log is read at the start, how far it is. */
  readonly onProgress?: (position: Position, head: Position) => void;
}

/** Events between two reports of progress. */
const REPORT_EVERY = 50_000;

/** One register, opened: its log, the views that the log feeds, and the way in for commands. */
export class Register {
  readonly recorder: Recorder;
  readonly desk: UnitDesk;
  readonly audit: AuditTrail;
  private readonly ending = new AbortController();
  private readonly running: Promise<unknown>[] = [];

  private constructor(
    readonly folder: string,
    readonly store: SqliteEventStore,
    readonly views: RegisterViews,
    readonly readStore: ReadStore,
    readonly projector: Projector,
    readonly clock: Clock,
  ) {
    this.recorder = new Recorder(store, surroundingsOf(views));
    this.desk = new UnitDesk(store, this.recorder, unitSurroundingsOf(views));
    this.audit = new AuditTrail(store, readStore);
  }

  /**
   * Makes an empty register in a folder; no event is appended.
   * @throws StoreUnavailable there is a register already, or the folder cannot be written
   */
  static async create(folder: string): Promise<void> {
    const file = join(folder, LOG_FILE);
    if (existsSync(file)) throw new StoreUnavailable(`there is a register in ${folder} already`);
    await mkdir(folder, { recursive: true });
    const store = await SqliteEventStore.open({ file, createIfAbsent: true, codec, purpose: 'init' });
    await store.close();
  }

  /**
   * Opens a register: when this resolves, the index is at the head of the log.
   * @throws StoreUnavailable held by another process (named), absent, damaged or of a newer format
   * @throws UnreadableEvent naming position and stream
   */
  static async open(options: OpenOptions): Promise<Register> {
    const { data, mode, clock, purpose, waitMillis } = options;
    const store = await SqliteEventStore.open({
      file: join(data, LOG_FILE),
      access: mode,
      purpose,
      clock,
      codec,
      ...(waitMillis !== undefined && { waitMillis }),
    });
    try {
      const views = new RegisterViews();
      const readStore = new SqliteReadStore({ folder: join(data, VIEWS_FOLDER) });
      const projector = new Projector({ log: store, views: readStore, purpose });
      const register = new Register(data, store, views, readStore, projector, clock);
      await register.readLog(options);
      if (mode === 'write') register.follow();
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
  static async verifyLog(folder: string): Promise<VerifyReport> {
    const store = await SqliteEventStore.open({
      file: join(folder, LOG_FILE),
      access: 'read',
      purpose: 'verify',
      codec,
    });
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

  /** Copies the register as it is now into a new file, while it goes on being written. @throws StoreUnavailable */
  async backup(file: string): Promise<void> {
    await this.store.backup(file);
  }

  /** Puts a backup in the place of a register that is not there. @throws StoreUnavailable the backup has a fault */
  static async restore(backup: string, folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await restoreRegister(backup, join(folder, LOG_FILE));
    await rm(join(folder, VIEWS_FOLDER), { recursive: true, force: true });
  }

  /** Every event as it was recorded, a line each (docs/events.md). */
  exportHistory(): AsyncIterable<string> {
    return exportHistory(this.store.stored());
  }

  /**
   * Writes a history into this register, which must be empty: all or nothing.
   * @param chunks bytes of JSON Lines
   * @throws BadHistoryLine BadHistory naming the first bad line, LogNotEmpty
   */
  async importHistory(chunks: AsyncIterable<Uint8Array>): Promise<Head & { readonly events: number }> {
    const imported = await this.store.importHistory(checkedHistory(parseHistory(chunks)));
    await this.views.reached(imported.position);
    return imported;
  }

  /**
   * Checks the log, the rules every log keeps to, and every view against the log.
   * @param repair undoes halves of interrupted commands, visibly, and rebuilds views that differ
   */
  verify({ repair = false }: { readonly repair?: boolean } = {}): Promise<VerifyReport> {
    return verify(this, repair);
  }

  /** Builds the read store anew beside the one that answers, and swaps them. */
  async rebuildViews(): Promise<void> {
    await this.projector.rebuild();
  }

  /** Resolves when the read store answers up to the log's head as it is now. */
  async readStoreCurrent(): Promise<void> {
    const { position } = await this.store.head();
    if (this.running.length > 0) await this.projector.catchUp(position);
    else await this.projector.bringUpToDate();
  }

  /** Ends what is under way, lets the read store catch up, and lets go of the register. */
  async close(): Promise<void> {
    if (this.running.length > 0) await this.readStoreCurrent().catch(() => undefined);
    this.ending.abort();
    await Promise.allSettled(this.running);
    await this.readStore.close();
    await this.store.close();
  }

  private async readLog({ onProgress }: OpenOptions): Promise<void> {
    const head = await this.store.head();
    let read = 0;
    for await (const event of this.store.readAll(0)) {
      this.views.apply(event);
      if (++read % REPORT_EVERY === 0) onProgress?.(event.position, head.position);
    }
    // Units fold all at once here, before the first question, rather than one by one as it is asked.
    this.views.timeline.finishLoading();
  }

  /** From now on the views take in what is appended. */
  private follow(): void {
    const { signal } = this.ending;
    this.running.push(this.followLog(signal), this.projector.run(signal));
    // What they fail by is told by those who wait for them, and by the health of the views.
    for (const task of this.running) task.catch(() => undefined);
  }

  private async followLog(signal: AbortSignal): Promise<void> {
    for await (const item of this.store.subscribe(this.views.position, signal)) {
      if (item.kind === 'event') this.views.apply(item.event);
    }
  }
}
