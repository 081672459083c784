import type { Position, StoredEvent } from '#event-store';
import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';

interface Entry {
  readonly size: number;
  readonly units: Set<string>;
  readonly positions: Position[];
  undoneAt: Position | null;
}

type SavedEntry = readonly [
  commandId: string,
  size: number,
  units: readonly string[],
  positions: readonly Position[],
  undoneAt: Position | null,
];

/** A command over several streams of which only a part is known. */
export interface UnfinishedCommand {
  readonly commandId: string;
  /** The units that the known part speaks of; none when it is only an alias that was reserved. */
  readonly unitIds: readonly string[];
}

/** Follows the commands over several streams: which were, or are, only half known (architecture.md, section 4). */
export class CommandLedger {
  private readonly entries = new Map<string, Entry>();

  /** Takes the next event of the log. */
  apply(event: StoredEvent): void {
    const { commandId, commandEvents, compensation } = event.metadata;
    if (compensation) {
      const entry = this.entries.get(commandId);
      if (entry) entry.undoneAt ??= event.position;
      return;
    }
    if (commandEvents === undefined || commandEvents < 2) return;
    const entry = this.entries.get(commandId) ?? {
      size: commandEvents,
      units: new Set(),
      positions: [],
      undoneAt: null,
    };
    this.entries.set(commandId, entry);
    entry.positions.push(event.position);
    if (event.stream.startsWith('unit-')) entry.units.add(event.stream.slice('unit-'.length));
    // Once whole, a command that says one thing about one unit never showed a half to a plan.
    if (entry.positions.length === entry.size && entry.units.size < 2) this.entries.delete(commandId);
  }

  capture(): SavedPart {
    const entries = [...this.entries].map(([commandId, { size, units, positions, undoneAt }]): SavedEntry => {
      return [commandId, size, [...units], [...positions], undoneAt];
    });
    return itemsPart('commands', entries);
  }

  restore(from: SavedReader): void {
    for (const [commandId, size, units, positions, undoneAt] of from.items<SavedEntry>('commands')) {
      this.entries.set(commandId, { size, units: new Set(units), positions: [...positions], undoneAt });
    }
  }

  /** Commands of which a part, and not the whole, is known at a position. */
  unfinished(knownAt: Position): UnfinishedCommand[] {
    const found: UnfinishedCommand[] = [];
    for (const [commandId, entry] of this.entries) {
      const known = entry.positions.filter((position) => position <= knownAt).length;
      const undone = entry.undoneAt !== null && entry.undoneAt <= knownAt;
      if (known > 0 && known < entry.size && !undone) found.push({ commandId, unitIds: [...entry.units] });
    }
    return found;
  }
}
