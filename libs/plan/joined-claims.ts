import type { Owner } from './owners.js';

/** What one letter is told of one place of an owner: by units, and by declared figures other than checks. */
export interface Claim {
  readonly municipality: string | null;
  /** How many units support it. */
  readonly supported: number;
  /** How many figures were declared for it. */
  readonly declared: number;
  /** Largest count declared for the place itself; undefined: none; null: declared without a number. */
  readonly count: number | null | undefined;
}

/** What becomes of a claim. */
export interface JoinedClaim {
  /** Units declared beyond those that support it. */
  readonly rest: number;
  /** Units and rest; null when not known. */
  readonly number: number | null;
  /** Units stand beside a count: of the place, or for a count of the whole owner of any of its places. */
  readonly unitsBeside: boolean;
}

/**
 * Joins everything that one letter is told of one owner (domain.md, section 4). A list gives the number of its units. A
 * count gives the larger of itself and the units. A count of a whole owner that is no Comune leaves, in the row of no
 * municipality, what the rows by municipality do not explain, never less than 0.
 * @param claims of distinct places
 * @returns one for each claim, by its place in the list
 */
export function joinClaims(owner: Pick<Owner, 'beforeCensus'>, claims: readonly Claim[]): readonly JoinedClaim[] {
  let numbers = 0;
  let units = 0;
  const joined = claims.map((claim) => {
    if (isOwnerWide(claim)) return undefined;
    const own = joinedWith(owner, claim, claim.supported, 0);
    numbers += own.number ?? 0;
    units += claim.supported;
    return own;
  });
  return joined.map((own, i) => own ?? joinedWith(owner, claims[i]!, numbers + claims[i]!.supported, units));
}

function isOwnerWide({ municipality, count }: Claim): boolean {
  return municipality === null && count !== undefined;
}

function joinedWith(
  owner: Pick<Owner, 'beforeCensus'>,
  claim: Claim,
  explained: number,
  elsewhere: number,
): JoinedClaim {
  const { supported, declared, count } = claim;
  const rest = restOf(count, explained);
  return {
    rest,
    number: numberOf(owner, supported, declared, count, rest),
    unitsBeside: supported + elsewhere > 0,
  };
}

/** What a count says beyond what explains it, units most often. */
export function restOf(count: Claim['count'], explained: number): number {
  return Math.max(0, (count ?? 0) - explained);
}

/** The number of a claim: known when units or a count give it, or when a list was given by an owner whose units are known. */
export function numberOf(
  { beforeCensus }: Pick<Owner, 'beforeCensus'>,
  supported: number,
  declared: number,
  count: Claim['count'],
  rest: number,
): number | null {
  const isKnown = supported > 0 || typeof count === 'number' || (count === undefined && declared > 0 && !beforeCensus);
  return isKnown ? supported + rest : null;
}

/** The larger of two counts of one place. */
export function largerCount(a: number | null | undefined, b: number | null): number | null {
  if (a === undefined || a === null) return b;
  return b === null ? a : Math.max(a, b);
}
