import { notAFact } from '#temporal';
import { sameFigure, type DeclarationState, type StoredDeclarationFact } from './state.js';

/** Stable codes of what a declaration's own timeline refuses. */
export type DeclarationRefusal =
  | 'FIGURE_NOT_DECLARED'
  | 'FIGURE_SAYS_NOTHING'
  | 'NOT_A_FIGURE_OF_THE_LETTER'
  | 'MOBILITY_ABOVE_UNITS'
  | 'SAME_UNITS_NEED_A_COUNT'
  | 'SAME_UNITS_OF_ITSELF';

type DeclaredFigure = Extract<StoredDeclarationFact, { type: 'FigureDeclared' }>['data'];

/**
 * Why a fact cannot be declared, or undefined. Figures that contradict each other (a total that is not the sum of its
 * classes, figures beside a certified zero) are findings, not refusals: that is how owners answer.
 */
export function guard(state: DeclarationState, fact: StoredDeclarationFact): DeclarationRefusal | undefined {
  switch (fact.type) {
    case 'SurveyAnswered':
    case 'StockCounted':
      return undefined;
    case 'FigureDeclared':
      return valueOf(fact.data) ?? sameUnitsOf(fact.data);
    case 'FigureWithdrawn':
      return state.figures.some((figure) => sameFigure(figure, fact.data)) ? undefined : 'FIGURE_NOT_DECLARED';
    default:
      return notAFact('declaration', fact);
  }
}

/** Each letter has its kind of value: a percentage, a category, or a number of units. */
function valueOf({ letter, basis, units, ofWhichMobility, percent, category }: DeclaredFigure) {
  const ofPercent = letter === 'h' || letter === 'ib';
  const ofCategory = letter === 'ia';
  if ((percent !== undefined && !ofPercent) || (category !== undefined && !ofCategory)) {
    return 'NOT_A_FIGURE_OF_THE_LETTER';
  }
  if (ofWhichMobility !== undefined && letter !== 'k') return 'NOT_A_FIGURE_OF_THE_LETTER';
  const said = ofPercent ? percent : ofCategory ? category : basis === 'list' ? 'the units' : units;
  if (said === undefined) return 'FIGURE_SAYS_NOTHING';
  return ofWhichMobility !== undefined && ofWhichMobility > (units ?? ofWhichMobility)
    ? 'MOBILITY_ABOVE_UNITS'
    : undefined;
}

function sameUnitsOf({ letter, basis, sameUnits }: DeclaredFigure) {
  if (sameUnits === undefined) return undefined;
  if (sameUnits.letter === letter) return 'SAME_UNITS_OF_ITSELF';
  return basis === 'count' ? undefined : 'SAME_UNITS_NEED_A_COUNT';
}
