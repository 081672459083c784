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
  const rest = Math.max(0, (claim.count ?? 0) - explained);
  return {
    rest,
    number: isKnown(owner, claim) ? claim.supported + rest : null,
    unitsBeside: claim.supported + elsewhere > 0,
  };
}

/** A number is known when units or a count give it, or when a list was given by an owner whose units are known. */
function isKnown({ beforeCensus }: Pick<Owner, 'beforeCensus'>, { supported, declared, count }: Claim): boolean {
  if (supported > 0 || typeof count === 'number') return true;
  return count === undefined && declared > 0 && !beforeCensus;
}

/** The larger of two counts of one place. */
export function largerCount(a: number | null | undefined, b: number | null): number | null {
  if (a === undefined || a === null) return b;
  return b === null ? a : Math.max(a, b);
}
