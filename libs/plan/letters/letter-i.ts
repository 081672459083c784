import type { PlanContext } from '../context.js';
import type { Place } from '../plan-places.js';
import { percentOf } from '../percent.js';
import type { RuleSet } from '../rule-sets/index.js';
import type { ExpectedTable } from './letter-g.js';

export interface CategoryFigure extends Place {
  readonly category: string;
}

/** Letter i.a: the further category of particular social relevance, per Comune, with its reason. */
export function letterIa(context: PlanContext): readonly CategoryFigure[] {
  return context.figuresOf('ia').flatMap(({ owner, municipality, figure }) => {
    return figure.category === null ? [] : [{ owner, municipality, category: figure.category }];
  });
}

export interface PoliceFigure extends Place {
  readonly percent: number;
  readonly units: number | null;
  readonly cap: number;
}

/** Letter i.b: the quota of g for police and fire as declared; above the rule set's cap it is a finding, never cut. */
export function letterIb(context: PlanContext, expected: ExpectedTable): readonly PoliceFigure[] {
  return context.figuresOf('ib').flatMap((owned) => {
    const { owner, municipality, figure } = owned;
    if (figure.percent === null) return [];
    const available = expected.at(owned)?.total ?? owner.silence;
    return [{ owner, municipality, ...reservedForPolice(context.ruleSet, figure.percent, available) }];
  });
}

/** @param available total of letter g */
export function reservedForPolice(
  { police }: RuleSet,
  percent: number,
  available: number | null,
): Omit<PoliceFigure, keyof Place> {
  const units = available === null ? null : percentOf(percent, available, police.rounding);
  return { percent, units, cap: police.capPercent };
}
