import type { FigureLetter } from '#declarations/domain';
import type { Basis } from './document.js';
import { byPlace, placeKey, type OwnedFigure, type Place, type PlanContext } from './context.js';
import type { Owner } from './owners.js';

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
  /** Largest count declared for the place itself; undefined: none; null: declared without a number. */
  count: number | null | undefined;
}

/**
 * Joins what owners declared for a letter with the units that unit events support (domain.md, section 4).
 * A list gives the number of its units. A count gives the larger of itself and the units. A count of a whole owner that
 * is no Comune leaves, in the row of no municipality, what the rows by municipality do not explain, never less than 0.
 * @param units those of the letter at D, in order
 */
export function joinFigures<U extends Supporting>(
  context: PlanContext,
  letter: FigureLetter,
  units: readonly U[],
  silence: Silence = silenceOfOwner,
): FigureTable<U> {
  const declared = context.figuresOf(letter);
  const drafts = new Map<string, Draft<U>>();
  for (const unit of units) draftAt(drafts, context.ownerOf(unit.owner), unit.municipality).units.push(unit);
  for (const owned of declared) {
    if (owned.figure.basis === 'check') continue;
    const draft = draftAt(drafts, owned.owner, owned.municipality);
    draft.declared.push(owned);
    if (isPlainCount(owned)) draft.count = largerCount(draft.count, owned.figure.units);
  }
  const figures = [...drafts.values()].filter((draft) => !isOwnerWide(draft)).map(figureOf);
  figures.push(...ownerWideFigures([...drafts.values()].filter(isOwnerWide), figures));
  figures.push(...silentOwners(context.owners, figures, silence));
  figures.sort(byPlace(context));
  const byKey = new Map(figures.map((figure) => [placeKey(figure), figure]));
  return {
    letter,
    rows: figures,
    at: (place) => byKey.get(placeKey(place)),
    checks: declared.filter(({ figure }) => figure.basis === 'check'),
  };
}

/** A count carried by named units is their list: nothing is added to them. No unit carries an assignment. */
export function isPlainCount({ figure }: OwnedFigure): boolean {
  return figure.basis === 'count' && (figure.sameUnits === null || figure.letter === 'k');
}

function draftAt<U>(drafts: Map<string, Draft<U>>, owner: Owner, municipality: string | null): Draft<U> {
  const key = placeKey({ owner, municipality });
  const known = drafts.get(key);
  if (known) return known;
  const draft: Draft<U> = { owner, municipality, units: [], declared: [], count: undefined };
  drafts.set(key, draft);
  return draft;
}

function largerCount(a: number | null | undefined, b: number | null): number | null {
  if (a === undefined || a === null) return b;
  return b === null ? a : Math.max(a, b);
}

function isOwnerWide(draft: Draft<unknown>): boolean {
  return draft.municipality === null && draft.count !== undefined;
}

function figureOf<U extends Supporting>(draft: Draft<U>): Figure<U> {
  const supported = draft.units.length;
  const counted = draft.count !== undefined;
  const rest = Math.max(0, (draft.count ?? 0) - supported);
  return finished(draft, rest, counted, supported > 0);
}

/** What is left of an owner's count after its rows by municipality, and the units of no known municipality beside it. */
function ownerWideFigures<U extends Supporting>(
  drafts: readonly Draft<U>[],
  figures: readonly Figure<U>[],
): readonly Figure<U>[] {
  if (drafts.length === 0) return [];
  const explained = new Map<Owner, { number: number; units: number }>();
  for (const { owner, number, units } of figures) {
    const sum = explained.get(owner) ?? { number: 0, units: 0 };
    explained.set(owner, { number: sum.number + (number ?? 0), units: sum.units + units.length });
  }
  return drafts.map((draft) => {
    const elsewhere = explained.get(draft.owner) ?? { number: 0, units: 0 };
    const rest = Math.max(0, (draft.count ?? 0) - elsewhere.number - draft.units.length);
    return finished(draft, rest, true, draft.units.length + elsewhere.units > 0);
  });
}

function finished<U extends Supporting>(
  draft: Draft<U>,
  rest: number,
  counted: boolean,
  unitsBeside: boolean,
): Figure<U> {
  const { owner, municipality, units, declared } = draft;
  return {
    owner,
    municipality,
    units,
    rest,
    number: isKnown(draft) ? units.length + rest : null,
    basis: basisOf(owner, counted, unitsBeside),
    declared,
    counted,
  };
}

/** A number is known when units or a count give it, or when a list was given by an owner whose units are known. */
function isKnown({ owner, units, declared, count }: Draft<unknown>): boolean {
  if (units.length > 0 || typeof count === 'number') return true;
  return count === undefined && declared.length > 0 && !owner.beforeCensus;
}

/** How a number came to be. An owner's figures carried forward are marked so whatever they rest on. */
export function basisOf(owner: Owner, counted: boolean, units: boolean): Basis {
  if (owner.status === 'carried-forward') return 'carried-forward';
  if (!counted) return 'units';
  return units ? 'mixed' : 'count';
}

function silentOwners<U extends Supporting>(
  owners: readonly Owner[],
  figures: readonly Figure<U>[],
  silence: Silence,
): readonly Figure<U>[] {
  const heard = new Set(figures.map(({ owner }) => owner));
  const rows: Figure<U>[] = [];
  for (const owner of owners) {
    const number = heard.has(owner) ? undefined : silence(owner);
    if (number === undefined) continue;
    const { municipality } = owner;
    rows.push({
      owner,
      municipality,
      units: [],
      rest: 0,
      number,
      basis: basisOf(owner, false, false),
      declared: [],
      counted: false,
    });
  }
  return rows;
}
