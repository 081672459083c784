import type { BodyKind } from '#bodies/domain';
import type { CivilDate } from '#temporal';
import type { ServiceClass } from '#units/domain';
import type { Convention, LotAtD, OwnerDeclaration } from '../facts.js';
import type { CarryingUnit } from '../letters/carried-units.js';
import type { Standing } from '../letters/standing.js';

/** What a plan of every Ambito is computed from, as of one coordinate: units are counted, not named. */
export interface RegionFacts {
  readonly year: number;
  /** D. */
  readonly validAt: CivilDate;
  /** K: recorded time and position of the last event taken into account; nulls when nothing is known. */
  readonly knownAt: string | null;
  readonly position: number | null;
  readonly settled: boolean;
  readonly reference: RegionReference;
  readonly units: CountedUnits;
  /** Lets effective in Y-1, and by D. */
  readonly lets: CountedLets;
  /** The units named, registered at D; the others are left out. */
  readonly named: (unitIds: readonly string[]) => readonly RegionUnit[];
}

/**
 * What is known of bodies, declarations, lots and conventions for a year. What a planner makes of it is kept with the
 * object: coordinates that see the same had better give the same one.
 */
export interface RegionReference {
  /** Every Ambito, in order. */
  readonly ambiti: readonly string[];
  readonly bodies: readonly RegionBody[];
  /** Of the plan's year, or the last earlier one of the owner in that Ambito. */
  readonly declarations: readonly (OwnerDeclaration & { readonly ambito: string })[];
  readonly lots: readonly (LotAtD & { readonly ambito: string })[];
  readonly conferrals: readonly (Convention & { readonly ambito: string })[];
}

export interface RegionBody {
  readonly id: string;
  readonly kind: BodyKind;
  /** Canonical name at D. */
  readonly name: string;
  /** ISTAT code of its own municipality (a Comune's id); null for other bodies. */
  readonly municipality: string | null;
  /** Ambiti of which it is a member at D. */
  readonly memberOf: readonly string[];
  readonly managedBy: string | null;
}

/** Units counted by what a letter looks at: each group is so many equal units. */
export interface CountedUnits {
  /** Visits the units at D, Ambito by Ambito. One who visits is known again by what it counted before. */
  readonly visit: (visitor: UnitVisitor) => void;
  /** A special group in words, with the place, class and state of its units' base. */
  readonly groupKey: (group: number) => UnitGroup;
}

/**
 * Takes units in columns of its own. Each unit is counted in one base; one that is in a lot or conferred, or of which
 * something is expected, in one special group as well.
 */
export interface UnitVisitor {
  /** The columns of its Ambito that the units of a base count in: for ever the same. */
  readonly columnsOf: (base: UnitGroup) => readonly number[];
  /** Takes the units of an Ambito by column, and those in special groups; both hold until the next Ambito. */
  readonly ambito: (ambito: string, units: ColumnUnits, specials: SpecialUnits) => void;
}

/** Units of an Ambito by column. */
export interface ColumnUnits {
  /** The first `count` of these are the columns that a base counts in, each once. */
  readonly columns: Int32Array;
  /** Of each how many, 0 too. */
  readonly units: Int32Array;
  readonly count: number;
}

/** The special groups of an Ambito that have units, by index and by number: both mean the same in every visit. */
export interface SpecialUnits {
  /** By index of a group in its Ambito: its number. */
  readonly codes: readonly number[];
  /** The first `count` of these are the indexes of the groups that have units. */
  readonly groups: Int32Array;
  /** By the place of a group's index in `groups`. */
  readonly units: Int32Array;
  readonly count: number;
}

export interface UnitGroup extends Standing, RegionPlace {}

/** Where a number of the Region stands. */
export interface RegionPlace {
  readonly ambito: string;
  readonly owner: string;
  readonly municipality: string | null;
}

export interface CountedLets {
  /**
   * Visits the lets Ambito by Ambito, as groups with how many lets each has, by turns: by numbers of groups that mean the
   * same in every visit.
   */
  readonly visit: (visit: (ambito: string, byTurns: Int32Array) => void) => void;
  readonly key: (group: number) => LetGroup;
}

export interface LetGroup extends RegionPlace {
  readonly serviceClass: ServiceClass;
  /** The channel. */
  readonly by: string | null;
}

/** A unit that a declaration names. */
export interface RegionUnit extends UnitGroup, CarryingUnit {
  readonly unitId: string;
}
