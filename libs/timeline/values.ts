import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { Alias, UnitState } from '#units/domain';
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
  #statements: AliasStatement[] = [];
  #lists: (readonly Alias[])[] = [[]];

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
        return this.#statements.push(value as AliasStatement) - 1;
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
    return this.#statements[code]!;
  }

  aliases(code: number): readonly Alias[] {
    return this.#lists[code]!;
  }

  addAliases(list: readonly Alias[]): number {
    return this.#lists.push(list) - 1;
  }

  capture(): SavedPart[] {
    return [
      this.names.capture('names'),
      this.statuses.capture('statuses'),
      this.#provisional.capture('provisional'),
      itemsPart('statements', this.#statements),
      itemsPart('lists', this.#lists),
    ];
  }

  restore(from: SavedReader): void {
    this.names.restore('names', from);
    this.statuses.restore('statuses', from);
    this.#provisional.restore('provisional', from);
    this.#statements = from.items('statements');
    // A list is most often what the first statement said: one object, as it was before they were written down.
    const said = new Map(this.#statements.map((statement) => [JSON.stringify(statement), statement]));
    const lists = from.items<readonly Alias[]>('lists');
    this.#lists = lists.map((list) => (said.get(JSON.stringify(list)) as readonly Alias[] | undefined) ?? list);
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

function unknownValue(carried: never): never {
  throw new TypeError(`no slot carries ${String(carried)}`);
}
