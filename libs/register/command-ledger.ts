import type { Position, StoredEvent } from '#event-store';
import { EVENT_ANNULLED } from '#temporal';
import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';

/** What a command says of one unit: its event there, or the one that says the same in its place. */
interface Half {
  readonly eventId: string;
  readonly unitId: string;
  readonly says: string;
  readonly saidAt: Position;
  annulledAt: Position | null;
}

interface Entry {
  readonly commandId: string;
  readonly size: number;
  readonly units: Set<string>;
  readonly positions: Position[];
  readonly halves: Half[];
  undoneAt: Position | null;
}

type SavedEntry = readonly [
  commandId: string,
  size: number,
  units: readonly string[],
  positions: readonly Position[],
  undoneAt: Position | null,
  halves: readonly Half[],
];

/** A command over several streams of which only a part is known. */
export interface UnfinishedCommand {
  readonly commandId: string;
  /** The units that the known part speaks of; none when it is only an alias that was reserved. */
  readonly unitIds: readonly string[];
}

/** A command about several units, whole in the log, that was annulled on some of them and stands on the others. */
export interface HalfAnnulledCommand {
  readonly commandId: string;
  readonly annulledOn: readonly string[];
  readonly standsOn: readonly string[];
}

/**
 * Follows the commands over several streams: which were, or are, only half known (architecture.md, section 4), and which
 * were annulled in part. An annulment is of one unit: a swap, a merge or a split is undone unit by unit.
 */
export class CommandLedger {
  private readonly entries = new Map<string, Entry>();
  private readonly entryOfHalf = new Map<string, Entry>();
  /** Those of which a part is still missing. */
  private readonly incomplete = new Map<string, Entry>();
  /** Position of the last event of a command that is whole: whoever knows more knows none of them in part. */
  private wholeBy: Position = 0;
  /** Those of which a half was ever annulled, by their command: few of all there are. */
  private readonly everAnnulled = new Map<string, Entry>();

  /** Takes the next event of the log; one that corrects nothing, of a command that says no more of itself, may be left out. */
  apply(event: StoredEvent): void {
    this.applyToHalves(event);
    const { commandId, commandEvents, compensation } = event.metadata;
    if (compensation) {
      const entry = this.entries.get(commandId);
      if (entry) entry.undoneAt ??= event.position;
      return;
    }
    if (commandEvents === undefined || commandEvents < 2) return;
    const entry = this.entries.get(commandId) ?? {
      commandId,
      size: commandEvents,
      units: new Set(),
      positions: [],
      halves: [],
      undoneAt: null,
    };
    this.entries.set(commandId, entry);
    entry.positions.push(event.position);
    this.file(entry);
    if (event.stream.startsWith(UNIT)) {
      entry.units.add(event.stream.slice(UNIT.length));
      this.addHalf(entry, event);
    }
    // Once whole, a command that says one thing about one unit never showed a half to a plan.
    if (entry.positions.length === entry.size && entry.units.size < 2) {
      this.entries.delete(commandId);
      for (const { eventId } of entry.halves) this.entryOfHalf.delete(eventId);
    }
  }

  private file(entry: Entry): void {
    const { commandId, positions, size } = entry;
    if (positions.length < size) this.incomplete.set(commandId, entry);
    else {
      this.incomplete.delete(commandId);
      this.wholeBy = Math.max(this.wholeBy, positions[size - 1]!);
    }
  }

  /** An annulment takes a half away; what replaces it and says the same puts it back. */
  private applyToHalves(event: StoredEvent): void {
    const { target, replaces } = event.data as { readonly target?: string; readonly replaces?: string };
    const named = event.type === EVENT_ANNULLED ? target : replaces;
    const entry = named === undefined ? undefined : this.entryOfHalf.get(named);
    const half = entry?.halves.find(({ eventId }) => eventId === named);
    if (!entry || !half) return;
    if (event.type === EVENT_ANNULLED) {
      half.annulledAt = event.position;
      this.everAnnulled.set(entry.commandId, entry);
    } else if (half.says === whatIsSaid(event)) this.addHalf(entry, event);
  }

  private addHalf(entry: Entry, event: StoredEvent): void {
    const { id: eventId, stream, position: saidAt } = event;
    entry.halves.push({
      eventId,
      unitId: stream.slice(UNIT.length),
      says: whatIsSaid(event),
      saidAt,
      annulledAt: null,
    });
    this.entryOfHalf.set(eventId, entry);
  }

  /**
   * The commands as they are now. Those that are whole change only by what is learnt later, which is left out when they
   * are written; the few others are copied at once.
   * @param at position of the last event taken in
   */
  capture(at: Position): SavedPart {
    const entries = [...this.entries.values()].map((entry) => {
      return entry.positions.length === entry.size ? entry : savedAt(entry, at);
    });
    return itemsPart('commands', entries, (entry) => ('size' in entry ? savedAt(entry, at) : entry));
  }

  restore(from: SavedReader): void {
    for (const [commandId, size, units, positions, undoneAt, saved] of from.items<SavedEntry>('commands')) {
      const halves = saved.map((half) => ({ ...half }));
      const entry = { commandId, size, units: new Set(units), positions: [...positions], undoneAt, halves };
      this.entries.set(commandId, entry);
      this.file(entry);
      if (halves.some(({ annulledAt }) => annulledAt !== null)) this.everAnnulled.set(commandId, entry);
      for (const { eventId } of halves) this.entryOfHalf.set(eventId, entry);
    }
  }

  /** Commands of which a part, and not the whole, is known at a position. */
  unfinished(knownAt: Position): UnfinishedCommand[] {
    const found: UnfinishedCommand[] = [];
    for (const [commandId, entry] of knownAt >= this.wholeBy ? this.incomplete : this.entries) {
      const { positions, size } = entry;
      if (positions[0]! > knownAt || (positions.length === size && positions[size - 1]! <= knownAt)) continue;
      const known = positions.filter((position) => position <= knownAt).length;
      const undone = entry.undoneAt !== null && entry.undoneAt <= knownAt;
      if (known < size && !undone) found.push({ commandId, unitIds: unitsKnown(entry, knownAt) });
    }
    return found;
  }

  /** Commands about several units that, as known at a position, are annulled on some and stand on others. */
  halfAnnulled(knownAt: Position): HalfAnnulledCommand[] {
    const found: HalfAnnulledCommand[] = [];
    for (const [commandId, { size, units, positions, undoneAt, halves }] of this.everAnnulled) {
      const whole = positions.length === size && positions.every((position) => position <= knownAt);
      if (!whole || (undoneAt !== null && undoneAt <= knownAt)) continue;
      const stands = (unitId: string) => halves.some((half) => half.unitId === unitId && standsAt(half, knownAt));
      const standsOn = [...units].filter(stands);
      const annulledOn = [...units].filter((unitId) => !stands(unitId));
      if (standsOn.length > 0 && annulledOn.length > 0) found.push({ commandId, annulledOn, standsOn });
    }
    return found;
  }
}

const UNIT = 'unit-';

/** An entry as it was when the log reached a position. */
function savedAt({ commandId, size, units, positions, undoneAt, halves }: Entry, at: Position): SavedEntry {
  const by = (position: Position | null) => (position !== null && position <= at ? position : null);
  const said = halves.filter(({ saidAt }) => saidAt <= at);
  return [
    ...([commandId, size, [...units], [...positions], by(undoneAt)] as const),
    said.map((half) => ({ ...half, annulledAt: by(half.annulledAt) })),
  ];
}

/** The units that a command was known to speak of at a position: those learnt of later must not show in what was known then. */
function unitsKnown({ halves }: Entry, at: Position): readonly string[] {
  return [...new Set(halves.filter(({ saidAt }) => saidAt <= at).map(({ unitId }) => unitId))];
}

function standsAt({ saidAt, annulledAt }: Half, knownAt: Position): boolean {
  return saidAt <= knownAt && (annulledAt === null || annulledAt > knownAt);
}

/** What ties an event to the other units of its command: a replacement that keeps it corrects a date or a note. */
function whatIsSaid({ type, data }: StoredEvent): string {
  const { swapWith, into, splitFrom } = data as Readonly<Record<string, unknown>>;
  return JSON.stringify([type, swapWith, into, splitFrom]);
}
