import { ENDS_TENANCY, ENDS_WORKS, statedRelease, statedWorksEnd, type StoredUnitFact } from '#units/domain';

/** What a kind of fact means to an outlook. */
export const NOTHING = 0;
/** It ends the tenancy, or the works, that the outlook is about. */
export const ENDS = 1;
/** It states the date it carries. */
export const STATES = 2;
/** It withdraws what was stated. */
const WITHDRAWS = 3;
export type OutlookRole = typeof NOTHING | typeof ENDS | typeof STATES | typeof WITHDRAWS;

/** Whether a fact in that role says what is expected, or that nothing is. */
export function isStatement(role: OutlookRole): boolean {
  return role === STATES || role === WITHDRAWS;
}

/** The two outlooks, by the name of the role that a kind of fact has in each. */
export type OutlookName = 'release' | 'works';

export function outlookRole(outlook: OutlookName, fact: StoredUnitFact): OutlookRole {
  const ends = outlook === 'release' ? ENDS_TENANCY : ENDS_WORKS;
  if (ends.has(fact.type)) return ENDS;
  const stated = outlook === 'release' ? statedRelease(fact) : statedWorksEnd(fact);
  return stated === undefined ? NOTHING : stated === null ? WITHDRAWS : STATES;
}
