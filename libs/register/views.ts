import type { Position, StoredEvent } from '#event-store';
import { AliasBook, Directory } from '#directory';
import { TimelineIndex } from '#timeline';
import { CommandLedger } from './command-ledger.js';
import { CountedUnits } from './counted-units.js';

interface Waiter {
  readonly position: Position;
  readonly resolve: () => void;
}

/** Every view that is kept in memory, fed by the log in position order: what queries and guards read. */
export class RegisterViews {
  readonly timeline = new TimelineIndex();
  readonly directory = new Directory();
  readonly aliases = new AliasBook();
  readonly commands = new CommandLedger();
  readonly counted = new CountedUnits();
  private at: Position = 0;
  private waiters: Waiter[] = [];

  /** Position of the last event taken in; 0 at first. */
  get position(): Position {
    return this.at;
  }

  /** Takes in the next event of the log. */
  apply(event: StoredEvent): void {
    this.timeline.apply(event);
    this.directory.apply(event);
    this.aliases.apply(event);
    this.commands.apply(event);
    this.counted.apply(event);
    this.at = event.position;
    if (this.waiters.length > 0) this.wake();
  }

  /** Resolves when the event at the position has been taken in. */
  async reached(position: Position): Promise<void> {
    if (position <= this.at) return;
    await new Promise<void>((resolve) => this.waiters.push({ position, resolve }));
  }

  private wake(): void {
    const due = this.waiters.filter((waiter) => waiter.position <= this.at);
    this.waiters = this.waiters.filter((waiter) => waiter.position > this.at);
    for (const waiter of due) waiter.resolve();
  }
}
