import { notAFact } from '#temporal';
import { FIGURE_LETTERS } from './events.js';
import { sameFigure, type DeclarationState, type Figure, type FigureKey, type StoredDeclarationFact } from './state.js';

/** The state after a fact. Total. */
export function evolve(state: DeclarationState, fact: StoredDeclarationFact): DeclarationState {
  switch (fact.type) {
    case 'SurveyAnswered': {
      const { status, carriedFrom = null, effectiveOn } = fact.data;
      return { ...state, status, carriedFrom, answeredOn: effectiveOn };
    }
    case 'StockCounted': {
      const { effectiveOn: on, total, sap, sas, other } = fact.data;
      return { ...state, counted: { on, total, sap, sas, other }, firstCountedOn: state.firstCountedOn ?? on };
    }
    case 'FigureDeclared':
      return { ...state, figures: [...without(state.figures, fact.data), figure(fact.data)].sort(inPlanOrder) };
    case 'FigureWithdrawn':
      return { ...state, figures: without(state.figures, fact.data) };
    default:
      return notAFact('declaration', fact);
  }
}

function figure(data: Extract<StoredDeclarationFact, { type: 'FigureDeclared' }>['data']): Figure {
  return {
    letter: data.letter,
    municipality: data.municipality,
    basis: data.basis,
    units: data.units ?? null,
    ofWhichMobility: data.ofWhichMobility ?? null,
    percent: data.percent ?? null,
    category: data.category ?? null,
    label: data.label ?? null,
    sameUnits: data.sameUnits ?? null,
    statedOn: data.effectiveOn,
  };
}

function without(figures: readonly Figure[], key: FigureKey): readonly Figure[] {
  return figures.filter((figure) => !sameFigure(figure, key));
}

/** By letter, then municipality; a figure of the whole owner last. */
function inPlanOrder(a: FigureKey, b: FigureKey): number {
  const letters = FIGURE_LETTERS.indexOf(a.letter) - FIGURE_LETTERS.indexOf(b.letter);
  if (letters !== 0 || a.municipality === b.municipality) return letters;
  if (a.municipality === null || b.municipality === null) return a.municipality === null ? 1 : -1;
  return a.municipality < b.municipality ? -1 : 1;
}
