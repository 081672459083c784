import type { FigureLetter } from '#declarations/domain';
import type { Basis } from './document.js';
import type { OwnedFigure, PlanContext } from './context.js';
import { joinClaims, largerCount, type Claim } from './joined-claims.js';
import type { Owner } from './owners.js';
import { ByPlace, type Place } from './plan-places.js';

/** What a figure can rest on: a unit, or an assignment of one. */
export interface Supporting {
  readonly unitId: string;
  readonly label: string;
  readonly owner: string;
  readonly municipality: string | null;
}

/** One letter's answer for one place: the units that unit events support, and what a declared count says beyond them. */
export interface Figure<U extends Supporting = Supporting> extends Place {
  /** By label. */
  readonly units: readonly U[];
  /** Units declared beyond those named: a number and nothing else. */
  readonly rest: number;
  /** Units and rest; null when not known. */
  readonly number: number | null;
  readonly basis: Basis;
  /** The declared figures behind it, checks apart. */
  readonly declared: readonly OwnedFigure[];
  /** A count was declared for this place, or held against it: the number is not that of a list. */
  readonly counted: boolean;
}

export interface FigureTable<U extends Supporting = Supporting> {
  readonly letter: FigureLetter;
  /** In the order of the plan; every owner has a row, unless silence says nothing for this letter. */
  readonly rows: readonly Figure<U>[];
  readonly at: (place: Place) => Figure<U> | undefined;
  /** Declared rows that repeat a list: compared, never counted. */
  readonly checks: readonly OwnedFigure[];
}

/** A row of an owner of whom nothing was declared and no unit is known in the letter. */
export function isSilent({ units, declared, counted }: Figure): boolean {
  return units.length === 0 && declared.length === 0 && !counted;
}

/** What a letter says of an owner of whom nothing was declared and no unit is known; undefined: no row. */
export type Silence = (owner: Owner) => 0 | null | undefined;

export const silenceOfOwner: Silence = (owner) => owner.silence;

interface Draft<U> extends Place {
  readonly units: U[];
  readonly declared: OwnedFigure[];
  /** See {@link Claim}. */
  count: number | null | undefined;
}

/**
 * Joins what owners declared for a letter with the units that unit events support: see {@link joinClaims}.
 * @param units those of the letter at D, in order
 */
export function joinFigures<U extends Supporting>(
  context: PlanContext,
  letter: FigureLetter,
  units: readonly U[],
  silence: Silence = silenceOfOwner,
): FigureTable<U> {
  const declared = context.figuresOf(letter);
  const drafts = new ByPlace<Draft<U>>(context.places);
  for (const unit of units) draftAt(drafts, context.ownerOf(unit.owner), unit.municipality).units.push(unit);
  for (const owned of declared) {
    if (owned.figure.basis === 'check') continue;
    const draft = draftAt(drafts, owned.owner, owned.municipality);
    draft.declared.push(owned);
    if (isPlainCount(owned)) draft.count = largerCount(draft.count, owned.figure.units);
  }
  const rows = rowsOf(context.owners, drafts.inOrder, silence);
  return {
    letter,
    rows,
    at: rowAt(context, rows),
    checks: declared.filter(({ figure }) => figure.basis === 'check'),
  };
}

/** Of few letters a row is asked for by its place: their table is made for the first. */
export function rowAt<P extends Place>({ places }: PlanContext, rows: readonly P[]): (place: Place) => P | undefined {
  let byPlace: ByPlace<P> | undefined;
  return (place) => {
    if (!byPlace) {
      byPlace = new ByPlace<P>(places);
      for (const row of rows) byPlace.set(row, row);
    }
    return byPlace.get(place);
  };
}

/** The figures of every owner that has drafts or whose silence says something. Owners and drafts are in the order of the plan. */
function rowsOf<U extends Supporting>(
  owners: readonly Owner[],
  drafts: readonly Draft<U>[],
  silence: Silence,
): readonly Figure<U>[] {
  const rows: Figure<U>[] = [];
  let next = 0;
  for (const owner of owners) {
    const first = next;
    while (drafts[next]?.owner === owner) next++;
    if (next > first) rows.push(...figuresOfOwner(owner, drafts.slice(first, next)));
    else {
      const silent = silentFigure<U>(owner, silence);
      if (silent) rows.push(silent);
    }
  }
  return rows;
}

/** A count carried by named units is their list: nothing is added to them. No unit carries an assignment. */
export function isPlainCount({ figure }: Pick<OwnedFigure, 'figure'>): boolean {
  return figure.basis === 'count' && (figure.sameUnits === null || figure.letter === 'k');
}

function draftAt<U>(drafts: ByPlace<Draft<U>>, owner: Owner, municipality: string | null): Draft<U> {
  const place = { owner, municipality };
  const known = drafts.get(place);
  if (known) return known;
  const draft: Draft<U> = { ...place, units: [], declared: [], count: undefined };
  drafts.set(place, draft);
  return draft;
}

function figuresOfOwner<U extends Supporting>(owner: Owner, drafts: readonly Draft<U>[]): readonly Figure<U>[] {
  const claims = drafts.map(({ municipality, units, declared, count }): Claim => {
    return { municipality, supported: units.length, declared: declared.length, count };
  });
  return joinClaims(owner, claims).map(({ rest, number, unitsBeside }, i) => {
    const { municipality, units, declared, count } = drafts[i]!;
    const counted = count !== undefined;
    return { owner, municipality, units, rest, number, basis: basisOf(owner, counted, unitsBeside), declared, counted };
  });
}

/** How a number came to be. An owner's figures carried forward are marked so whatever they rest on. */
export function basisOf(owner: Owner, counted: boolean, units: boolean): Basis {
  if (owner.status === 'carried-forward') return 'carried-forward';
  if (!counted) return 'units';
  return units ? 'mixed' : 'count';
}

function silentFigure<U extends Supporting>(owner: Owner, silence: Silence): Figure<U> | undefined {
  const number = silence(owner);
  if (number === undefined) return undefined;
  const { municipality } = owner;
  const basis = basisOf(owner, false, false);
  return { owner, municipality, units: [], rest: 0, number, basis, declared: [], counted: false };
}
