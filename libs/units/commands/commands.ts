import { Command } from '@nestjs/cqrs';
import type { CommandContext, Outcome } from '#recording';
import type { CivilDate, Correction } from '#temporal';
import type { Alias, MergeCommand, ServiceClass, UnitEvent, UnitFact } from '../domain/index.js';

export type Registration = Extract<UnitEvent, { type: 'UnitRegistered' }>['data'];

/** Registers a unit; the answer's `id` is the new unit's, made from the command's id. */
export class RegisterUnit extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly registration: Registration,
  ) {
    super();
  }
}

/** One of the interchangeable units known only from a stock count. */
export interface AnyProvisional {
  readonly owner: string;
  /** SAP when not said. */
  readonly serviceClass?: ServiceClass;
}

/** Gives aliases, and where unknown its municipality, to a unit by id or to one of an owner's counted units. */
export class IdentifyUnit extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly target: { readonly unitId: string } | AnyProvisional,
    readonly identity: {
      readonly aliases: readonly Alias[];
      readonly municipality?: string;
      /** Absent: the date on which the unit was registered: it was that flat from the first. */
      readonly effectiveOn?: CivilDate;
      readonly act?: string;
      readonly note?: string;
    },
  ) {
    super();
  }
}

/** Records one or more facts of a unit, in one append. */
export class RecordUnitFacts extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly unitId: string,
    readonly facts: readonly UnitFact[],
  ) {
    super();
  }
}

/** Annuls events of a unit, with their replacements; the timeline that results is what is checked. */
export class CorrectUnit extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly unitId: string,
    readonly corrections: readonly Correction<UnitFact>[],
  ) {
    super();
  }
}

/** Two households change places: both units are assigned by consensual swap, or neither. */
export class SwapUnits extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly unitIds: readonly [string, string],
    readonly swap: { readonly effectiveOn: CivilDate; readonly act?: string; readonly note?: string },
  ) {
    super();
  }
}

/** Two records of one flat, or two flats made one: `unitId` leaves the stock, `into` stays. */
export class MergeUnits extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly unitId: string,
    readonly merge: MergeCommand & { readonly into: string },
  ) {
    super();
  }
}

/** A unit is divided: it leaves the stock and the new ones, vacant and unassessed, enter it. */
export class SplitUnit extends Command<Outcome> {
  constructor(
    readonly context: CommandContext,
    readonly unitId: string,
    readonly split: {
      readonly effectiveOn: CivilDate;
      /** Aliases of each new unit. */
      readonly into: readonly { readonly aliases: readonly Alias[] }[];
      readonly act?: string;
      readonly note?: string;
    },
  ) {
    super();
  }
}
