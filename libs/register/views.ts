import { ListedPage, type EventPage, type HistoryFollower, type Position, type StoredEvent } from '#event-store';
import { AliasBook, Directory } from '#directory';
import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import { EVENT_ANNULLED } from '#temporal';
import { TimelineIndex } from '#timeline';
import { CommandLedger } from './command-ledger.js';
import { CountedUnits } from './counted-units.js';

interface Waiter extends PromiseWithResolvers<void> {
  readonly position: Position;
}

/** How far in a log views are: what tells that log, to that point, from any other. */
export interface ViewsPlace {
  readonly position: Position;
  readonly events: number;
  readonly last: Pick<StoredEvent, 'id' | 'stream' | 'revision'> | null;
}

/** How the streams of units begin: most events are theirs, and half of the views take no others, or all but these. */
const UNIT = 'unit-';

/** Every view that is kept in memory, fed by the log in position order: what queries and guards read. */
export class RegisterViews implements HistoryFollower {
  private parts = {
    timeline: new TimelineIndex(),
    directory: new Directory(),
    aliases: new AliasBook(),
    commands: new CommandLedger(),
    counted: new CountedUnits(),
  };
  /** By the log's number of a stream: of a unit that is not among those counted, of whose facts most are only the timeline's. */
  private plainUnits: boolean[] = [];
  private at: Position = 0;
  private taken = 0;
  private last: ViewsPlace['last'] = null;
  private waiters: Waiter[] = [];
  private stoppedBy: Error | undefined;

  get timeline(): TimelineIndex {
    return this.parts.timeline;
  }

  get directory(): Directory {
    return this.parts.directory;
  }

  get aliases(): AliasBook {
    return this.parts.aliases;
  }

  get commands(): CommandLedger {
    return this.parts.commands;
  }

  get counted(): CountedUnits {
    return this.parts.counted;
  }

  /** Position of the last event taken in; 0 at first. */
  get position(): Position {
    return this.at;
  }

  /** How many events were taken in, those of saved views too. */
  get events(): number {
    return this.taken;
  }

  /** Takes in the next event of the log. */
  apply(event: StoredEvent): void {
    this.take(new ListedPage([event]));
  }

  /** As {@link apply}, the log's next events. */
  take(page: EventPage): void {
    const { length } = page;
    this.timeline.applyPage(page);
    for (let i = 0; i < length; i++) this.applyToOthers(page, i);
    this.last = page.event(length - 1);
    this.at = page.position(length - 1);
    this.taken += length;
    if (this.waiters.length > 0) this.wake();
  }

  /** The whole log was taken in: units fold all at once here, before the first question, rather than one by one as it is asked. */
  end(): void {
    this.timeline.finishLoading();
  }

  /** Becomes other views of the same log, which are not to be used any more. Whoever holds a part of these has an old one. */
  become({ parts, at, taken, last }: RegisterViews): void {
    this.parts = parts;
    this.plainUnits = [];
    this.at = at;
    this.taken = taken;
    this.last = last;
    this.wake();
  }

  /** The views as they are now, their place first: what is taken in while they are written is not in it. */
  capture(): readonly SavedPart[] {
    const { at: position, taken: events, last } = this;
    const { timeline, directory, aliases, commands, counted } = this;
    const place: ViewsPlace = {
      ...{ position, events },
      last: last && { id: last.id, stream: last.stream, revision: last.revision },
    };
    return [
      itemsPart('place', [place]),
      ...timeline.capture(),
      ...[directory.capture(), ...aliases.capture(), commands.capture(position), ...counted.capture()],
    ];
  }

  /** Becomes the views that were captured, and goes on from their place, which was read already. Only while it is new. */
  restore({ position, events, last }: ViewsPlace, from: SavedReader): void {
    const { timeline, directory, aliases, commands, counted } = this;
    for (const view of [timeline, directory, aliases, commands, counted]) view.restore(from);
    this.at = position;
    this.taken = events;
    this.last = last;
  }

  /**
   * Resolves when the event at the position has been taken in.
   * @param signal ends the waiting
   * @throws the signal's reason; what the views stopped by, when they will never get there
   */
  async reached(position: Position, signal?: AbortSignal): Promise<void> {
    if (position <= this.at) return;
    if (this.stoppedBy) throw this.stoppedBy;
    signal?.throwIfAborted();
    const waiter: Waiter = { position, ...Promise.withResolvers<void>() };
    const giveUp = (): void => {
      this.waiters = this.waiters.filter((other) => other !== waiter);
      waiter.reject(signal?.reason);
    };
    this.waiters.push(waiter);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      await waiter.promise;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** They take in nothing more: whoever waits is told why. */
  stop(error: Error): void {
    this.stoppedBy ??= error;
    for (const waiter of this.waiters) waiter.reject(this.stoppedBy);
    this.waiters = [];
  }

  /** Of most facts of units nothing but the timeline takes more than that they are there: those are never made whole. */
  private applyToOthers(page: EventPage, i: number): void {
    const type = page.type(i);
    const number = page.streamNumber(i);
    const isPlain = number !== undefined && this.plainUnits[number] === true && type !== 'UnitRegistered';
    if (isPlain && !page.saysMore(i) && !isCorrection(type, page.data(i))) return;
    const stream = page.stream(i);
    const isOfUnit = stream.startsWith(UNIT);
    if (isOfUnit) this.counted.apply(type, stream, page.data(i));
    if (isOfUnit && number !== undefined) this.plainUnits[number] = !this.counted.has(stream);
    if (isOfUnit && !page.saysMore(i) && !isCorrection(type, page.data(i))) return;
    const event = page.event(i);
    this.commands.apply(event);
    if (isOfUnit) return;
    this.directory.apply(event);
    this.aliases.apply(event);
  }

  private wake(): void {
    const due = this.waiters.filter((waiter) => waiter.position <= this.at);
    this.waiters = this.waiters.filter((waiter) => waiter.position > this.at);
    for (const waiter of due) waiter.resolve();
  }
}

/** Whether it takes back what was said before, or says it otherwise. */
function isCorrection(type: string, data: { readonly replaces?: string }): boolean {
  return type === EVENT_ANNULLED || data.replaces !== undefined;
}
