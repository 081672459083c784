import type { Place, PlanContext } from '../context.js';
import { percentOf } from '../percent.js';
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
  const { capPercent, rounding } = context.ruleSet.police;
  return context.figuresOf('ib').flatMap((owned) => {
    const { owner, municipality, figure } = owned;
    if (figure.percent === null) return [];
    const available = expected.at(owned)?.total ?? owner.silence;
    const units = available === null ? null : percentOf(figure.percent, available, rounding);
    return [{ owner, municipality, percent: figure.percent, units, cap: capPercent }];
  });
}
