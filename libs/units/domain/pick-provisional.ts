import type { UnitState } from './state.js';
import type { ProvisionalList, ServiceClass } from './vocabulary.js';

export interface ProvisionalWanted {
  readonly owner: string;
  readonly serviceClass: ServiceClass;
  /** ISTAT code of where the flat stands, when known. */
  readonly municipality?: string;
  /** The list that counts it. Absent: the stock count, whose units are interchangeable. */
  readonly list?: ProvisionalList;
}

export interface ProvisionalCandidate {
  readonly unitId: string;
  readonly state: UnitState;
}

/**
 * Which provisional unit a flat is identified as: of the units of one count nobody can say, so it is always the same
 * one, the first that nothing distinguishes from the others (domain.md, section 3).
 * @returns undefined when no candidate can be that flat
 */
export function pickProvisional<C extends ProvisionalCandidate>(
  candidates: readonly C[],
  wanted: ProvisionalWanted,
): C | undefined {
  return candidates
    .filter(({ state }) => isInterchangeable(state) && isWanted(state, wanted))
    .sort((a, b) => order(a, b, wanted))[0];
}

/** A unit known only from a count, of which nothing else has been said. */
export function isInterchangeable(state: UnitState): boolean {
  const { provisional, lifecycle, stock, aliases, lot, sat, notice, conferral } = state;
  const overlays = [lot, sat, notice, conferral].some((overlay) => overlay !== null);
  return (
    provisional !== null && lifecycle === 'NOT_DECLARED' && stock === 'IN_STOCK' && aliases.length === 0 && !overlays
  );
}

function isWanted(state: UnitState, { owner, serviceClass, municipality, list = 'a' }: ProvisionalWanted): boolean {
  return (
    state.owner === owner &&
    state.serviceClass === serviceClass &&
    state.provisional?.list === list &&
    (municipality === undefined || state.municipality === null || state.municipality === municipality)
  );
}

/** One known to stand there before one of unknown place; then by ordinal. */
function order(a: ProvisionalCandidate, b: ProvisionalCandidate, { municipality }: ProvisionalWanted): number {
  const elsewhere = ({ state }: ProvisionalCandidate) => (state.municipality === (municipality ?? null) ? 0 : 1);
  return (
    elsewhere(a) - elsewhere(b) ||
    a.state.provisional!.ordinal - b.state.provisional!.ordinal ||
    (a.unitId < b.unitId ? -1 : 1)
  );
}
