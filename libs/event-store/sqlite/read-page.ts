import type { EventBody } from '../codec.js';
import type { EventPage } from '../event-page.js';
import { instantText } from '../instants.js';
import type { Position, StoredEvent } from '../port.js';
import { uuidsAsJson, uuidText } from '../uuid.js';
import type { CheckedPage } from './checked-page.js';
import type { NameLookup } from './name-lookup.js';
import { recordingOf, RecordingsOfPage, type Recording } from './recordings.js';

/** A page as the log's tables have it, column by column; its events are made when they are asked for. */
export class ReadPage implements EventPage {
  readonly length: number;
  readonly #recordings: RecordingsOfPage;
  /** The recording made last: events of one come one after the other. */
  #made: (Recording & { readonly at: number }) | undefined;

  /** @param bodies what its events say, read and checked */
  constructor(
    private readonly page: CheckedPage,
    private readonly bodies: readonly EventBody[],
    private readonly streams: NameLookup,
    private readonly names: NameLookup,
  ) {
    this.length = page.count;
    this.#recordings = new RecordingsOfPage(page.recordings);
  }

  get recordedBy(): string {
    return instantText(this.page.recordings.recordedAt.reduce((latest, millis) => Math.max(latest, millis)));
  }

  *[Symbol.iterator](): Iterator<StoredEvent> {
    const ids = JSON.parse(uuidsAsJson(this.page.ids)) as readonly string[];
    for (const [i, id] of ids.entries()) yield this.#event(i, id);
  }

  event(i: number): StoredEvent {
    return this.#event(i, uuidText(this.page.ids.subarray(16 * i, 16 * i + 16)));
  }

  position(i: number): Position {
    return this.page.first + i;
  }

  stream(i: number): string {
    return this.streams.text(this.page.streams[i]!);
  }

  streamNumber(i: number): number {
    return this.page.streams[i]!;
  }

  revision(i: number): number {
    return this.page.revisions[i]!;
  }

  type(i: number): string {
    return this.bodies[i]!.type;
  }

  data(i: number): object {
    return this.bodies[i]!.data;
  }

  recordedAt(i: number): string {
    return instantText(this.page.recordings.recordedAt[this.page.recordingOf[i]!]!);
  }

  actor(i: number): string {
    return this.names.text(this.page.recordings.actors[this.page.recordingOf[i]!]!);
  }

  writeId(i: number, into: Int32Array, at: number): boolean {
    const { ids } = this.page;
    for (let word = 0, from = 16 * i; word < 4; word++, from += 4) {
      into[at + word] = (ids[from]! << 24) | (ids[from + 1]! << 16) | (ids[from + 2]! << 8) | ids[from + 3]!;
    }
    return true;
  }

  saysMore(i: number): boolean {
    return this.#recordings.saysMore(this.page.recordingOf[i]!);
  }

  #event(i: number, id: string): StoredEvent {
    const { type, schemaVersion, data } = this.bodies[i]!;
    const { recordedAt, metadata } = this.#recording(this.page.recordingOf[i]!);
    return {
      id,
      stream: this.stream(i),
      revision: this.page.revisions[i]!,
      position: this.page.first + i,
      type,
      schemaVersion,
      recordedAt,
      data,
      metadata,
    };
  }

  #recording(at: number): Recording {
    if (this.#made?.at !== at) this.#made = { at, ...recordingOf(this.#recordings.columns(at), this.names) };
    return this.#made;
  }
}
