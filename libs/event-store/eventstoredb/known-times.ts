import { uuidV5 } from '../uuid.js';
import type { Position, ResolvedInstant } from '../port.js';
import { recordedMillisOf } from './envelope.js';
import type { Gateway, LoggedEvent } from './gateway.js';
import { firstAbove, KnownSegment, NOTHING, type KnownMark } from './known-segment.js';
import type { RegisterStreams } from './register-streams.js';

/** Events between two marks: what a question about the past has to read at most. */
const MARK_EVERY = 4_096;
/** Segments of the past kept in memory, some 64 kB each. */
const KEPT = 16;
/** Names the marks' event ids: the same mark written twice is one event. */
const MARKS = '6f1d2c0a-8d0e-5b7a-9f56-2d0c5a9be7b1';

/**
 * What was known when: the running maximum of the recorded times, which only the whole log tells. So that a process need
 * not read 5 million events before it can say what the head is, the running maximum is noted in a stream of its own every
 * 4,096 events by whoever reads past them: marks are facts about a prefix that cannot change any more, the same whoever
 * writes them, and the stream may be deleted.
 */
export class KnownTimes {
  readonly #gateway: Gateway;
  readonly #streams: RegisterStreams;
  readonly #marks: KnownMark[] = [];
  readonly #segments = new Map<number, KnownSegment>();
  #tail = new KnownSegment(NOTHING);
  /** Position of the last record read, whosever it is. */
  #read: Position | undefined;
  #loaded = false;
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(gateway: Gateway, streams: RegisterStreams) {
    this.#gateway = gateway;
    this.#streams = streams;
  }

  /** The end of the log, with everything that was acknowledged before the call. */
  async head(): Promise<KnownMark> {
    await this.#advance();
    return this.#tail.end;
  }

  /** The last event at or before a position. */
  async at(position: Position): Promise<KnownMark> {
    if (position > this.#tail.end.position || !this.#loaded) await this.#advance();
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
    if (!this.#loaded) await this.#load();
    for await (const event of this.#gateway.readLog(this.#read ?? 'start')) {
      if (this.#read !== undefined && event.position <= this.#read) continue;
      this.#read = event.position;
      if (this.#streams.domainStream(event.stream) === undefined) continue;
      this.#tail.add(event.position, millisOf(event));
      if (this.#tail.length === MARK_EVERY) await this.#mark();
    }
  }

  async #load(): Promise<void> {
    for (const { data } of await this.#gateway.readStream(this.#streams.knownMarks)) {
      const mark = data as Partial<KnownMark>;
      // Whatever is not the next mark is not used, nor what comes after it: the log itself knows.
      if (mark.events !== (this.#marks.length + 1) * MARK_EVERY) break;
      this.#marks.push(mark as KnownMark);
    }
    const last = this.#marks.at(-1);
    this.#tail = new KnownSegment(last ?? NOTHING);
    this.#read = last?.position;
    this.#loaded = true;
  }

  async #mark(): Promise<void> {
    const mark = this.#tail.end;
    this.#keep(this.#marks.length, this.#tail);
    this.#marks.push(mark);
    this.#tail = new KnownSegment(mark);
    const id = uuidV5(MARKS, `${this.#streams.knownMarks} ${mark.events}`);
    const expected = this.#marks.length === 1 ? 'none' : this.#marks.length - 2;
    try {
      await this.#gateway.append(this.#streams.knownMarks, expected, [
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
    for await (const event of this.#gateway.readLog(number === 0 ? 'start' : after.position)) {
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
