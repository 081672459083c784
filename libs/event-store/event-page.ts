import type { Position, StoredEvent } from './port.js';
import { writeUuid } from './uuid.js';

/**
 * Some events of a log that follow one another, at least one. Who reads a long log looks at few things of most events: these are given one by
 * one, by the event's index in the page, and a whole event is made only where it is wanted.
 */
export interface EventPage extends Iterable<StoredEvent> {
  readonly length: number;
  /** The greatest recorded time of its events. */
  readonly recordedBy: string;
  /** The event, made anew each time. */
  event(i: number): StoredEvent;
  position(i: number): Position;
  stream(i: number): string;
  /** A small number that tells the event's stream from all others of its log, in every page that has one; undefined where it has none. */
  streamNumber(i: number): number | undefined;
  revision(i: number): number;
  type(i: number): string;
  data(i: number): object;
  /** Recorded time. */
  recordedAt(i: number): string;
  /** Who recorded it. */
  actor(i: number): string;
  /** Writes the event's id as four integers, from a place on. @returns false when it is no UUID */
  writeId(i: number, into: Int32Array, at: number): boolean;
  /** Whether its metadata say more than who recorded it, when and from where: that its command spans several streams, say. */
  saysMore(i: number): boolean;
}

/** A page of events that are there as they are. */
export class ListedPage implements EventPage {
  constructor(private readonly events: readonly StoredEvent[]) {}

  get length(): number {
    return this.events.length;
  }

  get recordedBy(): string {
    return this.events.reduce((latest, { recordedAt }) => (recordedAt > latest ? recordedAt : latest), '');
  }

  [Symbol.iterator](): Iterator<StoredEvent> {
    return this.events.values();
  }

  event(i: number): StoredEvent {
    return this.events[i]!;
  }

  position(i: number): Position {
    return this.events[i]!.position;
  }

  stream(i: number): string {
    return this.events[i]!.stream;
  }

  streamNumber(_: number): number | undefined {
    return undefined;
  }

  revision(i: number): number {
    return this.events[i]!.revision;
  }

  type(i: number): string {
    return this.events[i]!.type;
  }

  data(i: number): object {
    return this.events[i]!.data;
  }

  recordedAt(i: number): string {
    return this.events[i]!.recordedAt;
  }

  actor(i: number): string {
    return this.events[i]!.metadata.actor;
  }

  writeId(i: number, into: Int32Array, at: number): boolean {
    return writeUuid(this.events[i]!.id, 0, into, at);
  }

  saysMore(i: number): boolean {
    const { commandEvents, compensation } = this.events[i]!.metadata;
    return commandEvents !== undefined || compensation !== undefined;
  }
}
