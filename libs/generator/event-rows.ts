import { DAY } from './dates.js';

/** What an event is, with the meaning of its two parameters (see fact-data.ts). */
export const KINDS = [
  'UnitRegistered',
  'UnitIdentified',
  'AliasReleased',
  'UnitMerged',
  'TenancyTerminated',
  'UnitReleased',
  'UnitInspected',
  'UnitIncludedInLot',
  'UnitRemovedFromLot',
  'UnitPlacedUnderMaintenance',
  'MaintenanceForecastRevised',
  'MaintenanceCompleted',
  'AssignmentProposed',
  'AssignmentDeclined',
  'UnitAssigned',
  'UnitMovedToSat',
  'SatRenewed',
  'UnitReturnedFromSat',
  'UntitledOccupationFound',
  'UnitRecovered',
  'ReleaseForecast',
  'ReleaseForecastWithdrawn',
  'ServiceClassChanged',
  'OwnershipTransferred',
  'UnitDelivered',
  'UnitConferred',
  'UnitIncludedInNotice',
  'UnitRemovedFromNotice',
  'UnitValorised',
  'ValorisationEnded',
  'UnitAlienated',
  'UnitDemolished',
  'UnitSplit',
  'UnitReclassifiedOut',
  'SourceStatusReported',
  'EventAnnulled',
  'AliasReserved',
  'AliasFreed',
  'reference',
] as const;
export type Kind = (typeof KINDS)[number];
export type FactKind = Exclude<Kind, 'EventAnnulled' | 'AliasReserved' | 'AliasFreed' | 'reference'>;

const CODES = Object.fromEntries(KINDS.map((kind, code) => [kind, code])) as Readonly<Record<Kind, number>>;

/** An event before it is written: 34 bytes in columns, so that millions fit in memory while they are put in order. */
export interface Row {
  readonly kind: Kind;
  /** Number of the unit; of an alias's unit; of a reference. */
  readonly subject: number;
  /** Effective day, since 1970. */
  readonly day: number;
  readonly a: number;
  readonly b: number;
  /** Row that this one replaces; -1: none. */
  readonly replaces: number;
}

/** The events of a history. Those of one command stand in a row and share its recorded time. */
export class EventRows {
  size = 0;
  #kind = new Uint8Array(1 << 14);
  #subject = new Int32Array(1 << 14);
  #day = new Int32Array(1 << 14);
  #a = new Int32Array(1 << 14);
  #b = new Int32Array(1 << 14);
  #replaces = new Int32Array(1 << 14);
  /** First row of the event's command: the command's number. */
  #command = new Int32Array(1 << 14);
  #recorded = new Float64Array(1 << 14);
  #current = 0;
  #currentRecorded = 0;

  /** The rows pushed from now on are of another command, recorded at that instant (milliseconds since 1970). */
  begin(recorded: number): void {
    this.#current = this.size;
    this.#currentRecorded = recorded;
  }

  /** @returns the row's number */
  push(kind: Kind, subject: number, day: number, a = 0, b = 0, replaces = -1): number {
    const row = this.size++;
    if (row === this.#kind.length) this.#grow();
    this.#kind[row] = CODES[kind];
    this.#subject[row] = subject;
    this.#day[row] = day;
    this.#a[row] = a;
    this.#b[row] = b;
    this.#replaces[row] = replaces;
    this.#command[row] = this.#current;
    this.#recorded[row] = this.#currentRecorded;
    return row;
  }

  at(row: number): Row {
    return {
      kind: KINDS[this.#kind[row]!]!,
      subject: this.#subject[row]!,
      day: this.#day[row]!,
      a: this.#a[row]!,
      b: this.#b[row]!,
      replaces: this.#replaces[row]!,
    };
  }

  command(row: number): number {
    return this.#command[row]!;
  }

  recorded(row: number): number {
    return this.#recorded[row]!;
  }

  /** Whether the command of a row has events in several streams: aliases around a unit, or several units. */
  spansStreams(row: number): boolean {
    const first = this.#command[row]!;
    for (let i = first + 1; i < this.size && this.#command[i] === first; i++) {
      if (this.#subject[i] !== this.#subject[first] && this.#kind[i] !== REFERENCE) return true;
      if (isAlias(this.#kind[i]!) || isAlias(this.#kind[first]!)) return true;
    }
    return false;
  }

  /** How many events the command of a row has. */
  commandSize(row: number): number {
    const command = this.#command[row]!;
    let end = row + 1;
    while (end < this.size && this.#command[end] === command) end++;
    return end - command;
  }

  /** Row numbers by recorded time; among equals as they were pushed, so that a command stays together. */
  *inRecordedOrder(): Generator<number, void, void> {
    const { byDay, starts } = this.#byDay();
    for (let i = 0; i + 1 < starts.length; i++) {
      // Time of day and row in one number: the platform sorts numbers without asking.
      const keys = new Float64Array(starts[i + 1]! - starts[i]!);
      for (let k = 0; k < keys.length; k++) {
        const row = byDay[starts[i]! + k]!;
        keys[k] = (this.#recorded[row]! % DAY) * ROWS + row;
      }
      keys.sort();
      for (const key of keys) yield key % ROWS;
    }
  }

  /** Rows by the day they were recorded on (a counting sort). */
  #byDay(): { readonly byDay: Int32Array; readonly starts: Int32Array } {
    let first = Infinity;
    let last = -Infinity;
    for (let row = 0; row < this.size; row++) {
      const day = Math.floor(this.#recorded[row]! / DAY);
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
    const days = this.size === 0 ? 0 : last - first + 1;
    const starts = new Int32Array(days + 1);
    for (let row = 0; row < this.size; row++) starts[Math.floor(this.#recorded[row]! / DAY) - first + 1]!++;
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    const next = starts.slice();
    const byDay = new Int32Array(this.size);
    for (let row = 0; row < this.size; row++) byDay[next[Math.floor(this.#recorded[row]! / DAY) - first]!++] = row;
    return { byDay, starts };
  }

  #grow(): void {
    this.#kind = doubled(this.#kind);
    this.#subject = doubled(this.#subject);
    this.#day = doubled(this.#day);
    this.#a = doubled(this.#a);
    this.#b = doubled(this.#b);
    this.#replaces = doubled(this.#replaces);
    this.#command = doubled(this.#command);
    this.#recorded = doubled(this.#recorded);
  }
}

const REFERENCE = CODES.reference;

function isAlias(code: number): boolean {
  return code === CODES.AliasReserved || code === CODES.AliasFreed;
}

/** More rows than any history has: a multiple of it and a row make one exact number. */
const ROWS = 2 ** 26;

function doubled<A extends Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  column: A,
): A {
  const wide = new (column.constructor as new (length: number) => A)(column.length * 2);
  wide.set(column);
  return wide;
}
