import type { StoredEvent } from '#event-store';
import type { CorrectFacts, Outcome, RecordFacts } from '#recording';
import type { BodyKind } from '#bodies/domain';
import type { CivilDate } from '#temporal';
import type { CorrectUnit, IdentifyUnit, RecordUnitFacts, RegisterUnit } from '#units/commands';
import type { Alias, MaybeUnit, UnitState } from '#units/domain';

/** The commands that an import is made of. */
export type IntakeCommand = RegisterUnit | IdentifyUnit | RecordUnitFacts | CorrectUnit | RecordFacts | CorrectFacts;

/** A body as the intake looks for it by name. */
export interface NamedBody {
  /** ISTAT code of a Comune. */
  readonly id: string;
  readonly kind: BodyKind;
  /** Its name and every spelling recorded of it, as known now. */
  readonly names: readonly string[];
}

/** A unit that an owner has, or had, on the census date or as last known. */
export interface HeldUnit {
  readonly unitId: string;
  /** On the date asked about; null when it was not registered by then. */
  readonly at: MaybeUnit;
  /** Every known fact folded, whatever its date. */
  readonly latest: UnitState;
}

export interface AliasHolder {
  readonly unitId: string;
  /** It does not hold it any more, and nobody else does. */
  readonly former: boolean;
}

/** All that an import asks of the register, as known now. */
export interface RegisterPort {
  /** Every body that the register knows. */
  bodies(): Promise<readonly NamedBody[]>;
  /** The events of a stream in revision order, corrections included; empty when there is none. */
  events(stream: string): Promise<readonly StoredEvent[]>;
  /** The unit that holds the alias, in or out of stock, or (`former`) held it last; null when none ever did. */
  unitByAlias(alias: Alias): Promise<AliasHolder | null>;
  /** Units ever registered in an Ambito whose owner, on that date or as last known, is this one; in no order. */
  unitsOf(owner: string, ambito: string, on: CivilDate): Promise<readonly HeldUnit[]>;
  /** Executes a command. @throws what the register's handlers throw: CommandRejected and the like (#recording) */
  execute(command: IntakeCommand): Promise<Outcome>;
}
