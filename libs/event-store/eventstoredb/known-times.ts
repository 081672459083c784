import { uuidV5 } from '../uuid.js';
import type { Position, ResolvedInstant } from '../port.js';
import { recordedMillisOf } from './envelope.js';
import { ServerIsElsewhere } from './failures.js';
import type { Gateway, LoggedEvent } from './gateway.js';
import { firstAbove, KnownSegment, NOTHING, type KnownMark } from './known-segment.js';
import type { RegisterStreams } from './register-streams.js';
import { appendSurely } from './sure-append.js';

/** Events between two marks: what a question about the past has to read at most. */
const MARK_EVERY = 4_096;
/** Segments of the past kept in memory, some 64 kB each. */
const KEPT = 16;
const BEGUN = 'RegisterBegun';
/** Names the marks' event ids: the same mark written twice is one event. */
const MARKS = '6f1d2c0a-8d0e-5b7a-9f56-2d0c5a9be7b1';

/**
 * What was known when: the running maximum of the recorded times, which only the whole log tells. So that a process need
 * not read 5 million events before it can say what the head is, the running maximum is noted in a stream of its own every
 * 4,096 events by whoever reads past them: marks are facts about a prefix that cannot change any more, the same whoever
 * writes them. The stream begins with an event that stands in front of all of the register's: on a server with other
 * registers nobody reads theirs.
 */
export class KnownTimes {
  readonly #gateway: Gateway;
  readonly #streams: RegisterStreams;
  readonly #marks: KnownMark[] = [];
  readonly #segments = new Map<number, KnownSegment>();
  #tail = new KnownSegment(NOTHING);
  #begun: Position | undefined;
  /** Position of the last record read, whosever it is; undefined until the marks were read. */
  #read: Position | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #beginning: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(gateway: Gateway, streams: RegisterStreams) {
    this.#gateway = gateway;
    this.#streams = streams;
  }

  /**
   * Must have been done before the first event is written. Once at a time: of several who write the very same event at once
   * the server keeps all but one waiting for two seconds, and then says that it gave up.
   * @throws StoreUnavailable
   */
  begin(): Promise<void> {
    this.#beginning ??= this.#begin().finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }

  /** A position in front of every event of the register, now and later. */
  async origin(): Promise<Position> {
    const begun = await this.#begunAt();
    if (begun !== undefined) return begun;
    const end = await this.#gateway.endOfLog();
    // Still not begun: whatever the register will hold comes after what was the end a moment ago.
    return (await this.#begunAt()) ?? end;
  }

  /** The end of the log, with everything that was acknowledged before the call. */
  async head(): Promise<KnownMark> {
    await this.#advance();
    return this.#tail.end;
  }

  /** The last event at or before a position. */
  async at(position: Position): Promise<KnownMark> {
    if (position > this.#tail.end.position || this.#read === undefined) await this.#advance();
    const positions = this.#marks.map((mark) => mark.position);
    return (await this.#segment(firstAbove(positions, position))).at(position);
  }

  async resolve(millis: number): Promise<ResolvedInstant> {
    const head = await this.head();
    const times = this.#marks.map((mark) => mark.knownMillis);
    const { position } = (await this.#segment(firstAbove(times, millis))).knownAt(millis);
    return { position, settled: position < head.position };
  }

  /** Reads on to the end of the log. A pass that has begun may have gone by what was just written: it is not joined. */
  #advance(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      const pass = this.#pass();
      this.#running = pass.catch(() => undefined);
      return pass;
    });
    return this.#next;
  }

  async #pass(): Promise<void> {
    this.#read ??= await this.#load();
    if (this.#read === undefined) return;
    for await (const event of this.#gateway.readLog(this.#read)) {
      if (event.position <= this.#read) continue;
      this.#read = event.position;
      if (this.#streams.domainStream(event.stream) === undefined) continue;
      this.#tail.add(event.position, millisOf(event));
      if (this.#tail.length === MARK_EVERY) await this.#mark();
    }
  }

  /** @returns from where to read on; undefined when the register has not begun */
  async #load(): Promise<Position | undefined> {
    const begun = await this.#begunAt();
    if (begun === undefined) return undefined;
    for (const { data } of await this.#gateway.readStream(this.#streams.knownMarks, 1)) {
      const mark = data as Partial<KnownMark>;
      // Whatever is not the next mark is not used, nor what comes after it: the log itself knows.
      if (mark.events !== (this.#marks.length + 1) * MARK_EVERY) break;
      this.#marks.push(mark as KnownMark);
    }
    const last = this.#marks.at(-1);
    this.#tail = new KnownSegment(last ?? NOTHING);
    return last?.position ?? begun;
  }

  async #begin(): Promise<void> {
    if ((await this.#begunAt()) !== undefined) return;
    const id = uuidV5(MARKS, this.#streams.knownMarks);
    try {
      const begun = [{ id, type: BEGUN, data: {}, metadata: {} }];
      await appendSurely(this.#gateway, this.#streams.knownMarks, 'none', begun);
    } catch (error) {
      // Another process was faster.
      if (!(error instanceof ServerIsElsewhere)) throw error;
    }
  }

  async #begunAt(): Promise<Position | undefined> {
    this.#begun ??= (await this.#gateway.readStream(this.#streams.knownMarks, 0, 1))[0]?.position;
    return this.#begun;
  }

  async #mark(): Promise<void> {
    const mark = this.#tail.end;
    this.#keep(this.#marks.length, this.#tail);
    this.#marks.push(mark);
    this.#tail = new KnownSegment(mark);
    const id = uuidV5(MARKS, `${this.#streams.knownMarks} ${mark.events}`);
    try {
      // In front of mark number n there are the beginning and n - 1 others.
      await this.#gateway.append(this.#streams.knownMarks, this.#marks.length - 1, [
        { id, type: 'KnownMark', data: mark, metadata: {} },
      ]);
    } catch {
      // A cache: another process wrote it, or the next one that reads past here will.
    }
  }

  /** The events after the mark with this number, from 0 = before the first one. */
  async #segment(number: number): Promise<KnownSegment> {
    const upper = this.#marks[number];
    if (!upper) return this.#tail;
    const kept = this.#segments.get(number);
    if (kept) {
      this.#keep(number, kept);
      return kept;
    }
    const after = this.#marks[number - 1] ?? NOTHING;
    const segment = new KnownSegment(after);
    for await (const event of this.#gateway.readLog(number === 0 ? await this.origin() : after.position)) {
      if (event.position > upper.position) break;
      if (event.position <= after.position || this.#streams.domainStream(event.stream) === undefined) continue;
      segment.add(event.position, millisOf(event));
    }
    this.#keep(number, segment);
    return segment;
  }

  #keep(number: number, segment: KnownSegment): void {
    this.#segments.delete(number);
    this.#segments.set(number, segment);
    const [oldest] = this.#segments.keys();
    if (this.#segments.size > KEPT && oldest !== undefined) this.#segments.delete(oldest);
  }
}

/** An event that cannot be read is named by whoever reads it; here it only has its place in time. */
function millisOf(event: LoggedEvent): number {
  try {
    return recordedMillisOf(event);
  } catch {
    return event.createdMillis;
  }
}
