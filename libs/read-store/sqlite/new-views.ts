import type { EventPage } from '#event-store';
import type { NewVersion, Snapshot } from '../port.js';
import type { Building } from './building.js';
import { MovingCheckpoint, NOTHING_APPLIED } from './checkpoints.js';
import { openForReading } from './connection.js';
import { recordOf, type EventRecord } from './event-record.js';
import { NewNumbers } from './new-numbers.js';
import { columnsOf } from './record-columns.js';
import { snapshotRows } from './snapshot.js';
import { removeViews, type ViewsFolder } from './views-folder.js';

/** A version under construction, in a file of its own. */
export class NewViews implements NewVersion {
  readonly #building: Building;
  readonly #file: string;
  readonly #streams = new NewNumbers();
  readonly #names = new NewNumbers();
  readonly #checkpoint = new MovingCheckpoint(NOTHING_APPLIED);
  #published = false;

  /** @param begin begins the making of a file */
  constructor(
    private readonly folder: ViewsFolder,
    begin: (file: string) => Building,
  ) {
    this.#file = folder.newFile();
    this.#building = begin(this.#file);
  }

  async apply(page: EventPage): Promise<void> {
    const events = columnsOf(page, (i) => this.#record(page, i));
    this.#checkpoint.endAt(page.event(page.length - 1));
    await this.#building.take({ streams: this.#streams.news(), names: this.#names.news(), events });
  }

  #record(page: EventPage, i: number): EventRecord {
    const position = page.position(i);
    const knownMillis = this.#checkpoint.pass(position, page.recordedAt(i));
    const names = { stream: page.stream(i), revision: page.revision(i), type: page.type(i), actor: page.actor(i) };
    return recordOf({ position, ...names, data: page.data(i) }, knownMillis, this.#streams, this.#names);
  }

  async finish(): Promise<void> {
    await this.#building.finish(this.#checkpoint.now());
  }

  async snapshot(): Promise<Snapshot> {
    const db = openForReading(this.#file);
    return { position: this.#checkpoint.now().position, rows: () => snapshotRows(db), close: async () => db.close() };
  }

  async publish(): Promise<void> {
    await this.folder.publish(this.#file);
    this.#published = true;
  }

  async discard(): Promise<void> {
    if (this.#published) return;
    await this.#building.abandon();
    await removeViews(this.#file);
  }
}
