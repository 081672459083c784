import type { SavedPart, SavedReader } from '#saved-views';
import type { Alias, UnitState } from '#units/domain';
import { AliasLists, AliasTexts } from './alias-lists.js';
import { dateOf, dayOf } from './days.js';
import type { Carried } from './fact-fields.js';
import { Interner } from './interner.js';
import { NIL } from './nil.js';
import { SLOT, type SlotValues } from './shapes.js';

/** What a fact says of aliases: those it gives, or the one it releases. */
export type AliasStatement = readonly Alias[] | Alias;

/** A status as a source reported it, with the state that its mapping gives. */
export interface ReportedStatus {
  readonly code: string;
  readonly label: string;
  readonly mapsTo: string;
}

type Provisional = NonNullable<UnitState['provisional']>;

/** Turns the values that facts carry into 32-bit integers and back. Dates are days; everything else is interned. */
export class Values {
  readonly names = new Interner();
  readonly statuses = new Interner();
  readonly #reported: ReportedStatus[] = [];
  readonly #provisional = new Interner();
  readonly #provisionalSaid: Provisional[] = [];
  readonly #aliases = new AliasTexts();
  /** The lists that facts give, and those of the one alias that a fact releases. */
  readonly #given = new AliasLists(this.#aliases);
  readonly #released = new AliasLists(this.#aliases);
  readonly #lists = new AliasLists(this.#aliases);

  constructor() {
    // Before anything is said of it, a unit has the first.
    this.#lists.add([]);
  }

  encode(carried: Carried, value: unknown): number {
    switch (carried) {
      case 'expected':
      case 'satUntil':
      case 'voidSince':
      case 'worksEndedOn':
      case 'lastDeliveredOn':
        return dayOf(value as string);
      case 'provisional':
        return this.#provisional.code(JSON.stringify(value));
      case 'aliases':
        return this.#state(value as AliasStatement);
      case 'owner':
      case 'municipality':
      case 'ambito':
      case 'programme':
      case 'lot':
      case 'notice':
      case 'conferral':
      case 'mergedInto':
        return this.names.code(value as string);
      default:
        return unknownValue(carried);
    }
  }

  /** The status of a code of {@link statuses}, the same object every time. */
  status(code: number): ReportedStatus {
    let status = this.#reported[code];
    if (!status) {
      const [statusCode, label, mapsTo] = JSON.parse(this.statuses.text(code)) as [string, string, string];
      this.#reported[code] = status = { code: statusCode, label, mapsTo };
    }
    return status;
  }

  aliasStatement(code: number): AliasStatement {
    return (code & 1) === 0 ? this.#given.aliases(code >> 1) : this.#released.aliases(code >> 1)[0]!;
  }

  #state(said: AliasStatement): number {
    return isAlias(said) ? this.#released.add([said]) * 2 + 1 : this.#given.add(said) * 2;
  }

  aliases(code: number): readonly Alias[] {
    return this.#lists.aliases(code);
  }

  hasAliases(code: number): boolean {
    return !this.#lists.isEmpty(code);
  }

  addAliases(list: readonly Alias[]): number {
    return this.#lists.add(list);
  }

  capture(): SavedPart[] {
    return [
      this.names.capture('names'),
      this.statuses.capture('statuses'),
      this.#provisional.capture('provisional'),
      ...this.#aliases.capture(),
      ...this.#given.capture('aliases given'),
      ...this.#released.capture('aliases released'),
      ...this.#lists.capture('lists of aliases'),
    ];
  }

  restore(from: SavedReader): void {
    this.names.restore('names', from);
    this.statuses.restore('statuses', from);
    this.#provisional.restore('provisional', from);
    this.#aliases.restore(from);
    this.#given.restore('aliases given', from);
    this.#released.restore('aliases released', from);
    this.#lists.restore('lists of aliases', from);
  }

  /** The name in a slot, null when the slot is empty. */
  name(code: number): string | null {
    return code === NIL ? null : this.names.text(code);
  }

  date(day: number): string | null {
    return day === NIL ? null : dateOf(day);
  }

  /** A state's slots as the domain writes them. */
  slots(slots: Int32Array): SlotValues {
    const revision = slots[SLOT.mergedRevision]!;
    return {
      owner: this.names.text(slots[SLOT.owner]!),
      municipality: this.name(slots[SLOT.municipality]!),
      ambito: this.names.text(slots[SLOT.ambito]!),
      provisional: this.provisional(slots[SLOT.provisional]!),
      registeredOn: dateOf(slots[SLOT.registeredOn]!),
      programme: this.name(slots[SLOT.programme]!),
      lot: this.name(slots[SLOT.lot]!),
      includedOn: this.date(slots[SLOT.includedOn]!),
      satFrom: this.date(slots[SLOT.satFrom]!),
      satUntil: this.date(slots[SLOT.satUntil]!),
      notice: this.name(slots[SLOT.notice]!),
      conferral: this.name(slots[SLOT.conferral]!),
      voidSince: this.date(slots[SLOT.voidSince]!),
      worksEndedOn: this.date(slots[SLOT.worksEndedOn]!),
      lastDeliveredOn: this.date(slots[SLOT.lastDeliveredOn]!),
      mergedInto: this.name(slots[SLOT.mergedInto]!),
      mergedRevision: revision === NIL ? null : revision,
    };
  }

  /** The count that a unit comes from; always the same object. */
  provisional(code: number): UnitState['provisional'] {
    if (code === NIL) return null;
    return (this.#provisionalSaid[code] ??= JSON.parse(this.#provisional.text(code)) as Provisional);
  }
}

function isAlias(said: AliasStatement): said is Alias {
  return !Array.isArray(said);
}

function unknownValue(carried: never): never {
  throw new TypeError(`no slot carries ${String(carried)}`);
}
