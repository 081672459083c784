import type { PlanContext } from '../context.js';
import { percentOf } from '../percent.js';
import type { IndigentQuota, RuleSet } from '../rule-sets/index.js';
import type { Owner } from '../owners.js';
import { ByPlace, type Place } from '../plan-places.js';
import type { ExpectedTable } from './letter-g.js';

export interface IndigentFigure extends Place {
  /** The declared excess over the base; null when none was declared, or the owner may declare none. */
  readonly percentOver20: number | null;
  readonly units: number | null;
}

/**
 * Letter h: units for indigent households, per Comune: ceil((20 + x)% of g) for municipal stock, ceil(20%) for ALER
 * (r.r. 4/2017, art. 13). A row wherever something is expected, or may be, and wherever an excess was declared.
 */
export function letterH(context: PlanContext, expected: ExpectedTable): readonly IndigentFigure[] {
  const rows = new ByPlace<IndigentFigure>(context.places);
  for (const row of expected.rows) {
    if (row.total !== 0) add(rows, context.ruleSet, row, row.total, null);
  }
  for (const owned of context.figuresOf('h')) {
    add(rows, context.ruleSet, owned, expected.at(owned)?.total ?? owned.owner.silence, owned.figure.percent);
  }
  return rows.inOrder;
}

function add(
  rows: ByPlace<IndigentFigure>,
  ruleSet: RuleSet,
  place: Place,
  expected: number | null,
  declared: number | null,
): void {
  const { owner, municipality } = place;
  const reserved = reservedForIndigents(ruleSet, owner, expected, declared);
  if (reserved) rows.set(place, { owner, municipality, ...reserved });
}

/**
 * The quota of one place; undefined where the law speaks of no such owner.
 * @param expected total of letter g
 * @param declared excess over the base, in percent
 */
export function reservedForIndigents(
  { indigents }: RuleSet,
  owner: Owner,
  expected: number | null,
  declared: number | null,
): Pick<IndigentFigure, 'percentOver20' | 'units'> | undefined {
  const quota = quotaOf(indigents, owner);
  if (!quota) return undefined;
  const percentOver20 = quota.excess ? declared : null;
  const percent = quota.basePercent + (percentOver20 ?? 0);
  const units = expected === null ? null : percentOf(percent, expected, indigents.rounding);
  return { percentOver20, units };
}

/** The law speaks of municipal stock and of ALER; of other owners nothing is known. */
export function quotaOf(indigents: RuleSet['indigents'], { kind }: Owner): IndigentQuota | undefined {
  return kind === 'OPERATOR' ? undefined : indigents[kind];
}
