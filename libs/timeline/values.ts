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

/** Turns the values that facts carry into 32-bit integers and back. Dates are days; everything else is interned. */
export class Values {
  readonly names = new Interner();
  readonly statuses = new Interner();
  readonly #reported: ReportedStatus[] = [];
  readonly #provisional = new Interner();
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
    this.#lists = from.items('lists');
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
    const name = (slot: number) => this.name(slots[slot]!);
    const date = (slot: number) => this.date(slots[slot]!);
    const provisional = slots[SLOT.provisional]!;
    const revision = slots[SLOT.mergedRevision]!;
    return {
      owner: name(SLOT.owner)!,
      municipality: name(SLOT.municipality),
      ambito: name(SLOT.ambito)!,
      provisional:
        provisional === NIL ? null : (JSON.parse(this.#provisional.text(provisional)) as UnitState['provisional']),
      registeredOn: date(SLOT.registeredOn)!,
      programme: name(SLOT.programme),
      lot: name(SLOT.lot),
      includedOn: date(SLOT.includedOn),
      satFrom: date(SLOT.satFrom),
      satUntil: date(SLOT.satUntil),
      notice: name(SLOT.notice),
      conferral: name(SLOT.conferral),
      voidSince: date(SLOT.voidSince),
      worksEndedOn: date(SLOT.worksEndedOn),
      lastDeliveredOn: date(SLOT.lastDeliveredOn),
      mergedInto: name(SLOT.mergedInto),
      mergedRevision: revision === NIL ? null : revision,
    };
  }
}

function unknownValue(carried: never): never {
  throw new TypeError(`no slot carries ${String(carried)}`);
}
