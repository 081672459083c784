import { FIGURE_LETTERS, type DeclarationEvent, type DeclarationKey, type FigureLetter } from '#declarations/domain';
import type { DeclarationRow, FigureRow } from './directory-rows.js';

/** The row after a fact: the same letter and municipality again revises the figure. */
export function evolveDeclaration(
  key: DeclarationKey,
  row: DeclarationRow | null,
  event: DeclarationEvent,
): DeclarationRow | null {
  const known = row ?? emptyDeclaration(key);
  switch (event.type) {
    case 'SurveyAnswered': {
      const { status, effectiveOn, carriedFrom = null } = event.data;
      return { ...known, status, answeredOn: effectiveOn, carriedFrom };
    }
    case 'StockCounted': {
      const { effectiveOn, total, sap, sas, other } = event.data;
      return { ...known, counted: { on: effectiveOn, total, sap, sas, other } };
    }
    case 'FigureDeclared': {
      const figure = figureRow(event.data);
      return { ...known, figures: [...without(known.figures, figure), figure].sort(byLetterAndPlace) };
    }
    case 'FigureWithdrawn':
      return { ...known, figures: without(known.figures, event.data) };
    case 'EventAnnulled':
      return row;
    default:
      return unknownFact(event);
  }
}

function emptyDeclaration({ ambito, year, owner }: DeclarationKey): DeclarationRow {
  return { ambito, year, owner, status: null, answeredOn: null, carriedFrom: null, counted: null, figures: [] };
}

function figureRow(data: Extract<DeclarationEvent, { type: 'FigureDeclared' }>['data']): FigureRow {
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

type FigureKey = { readonly letter: FigureLetter; readonly municipality: string | null };

function without(figures: readonly FigureRow[], key: FigureKey): readonly FigureRow[] {
  return figures.filter((figure) => figure.letter !== key.letter || figure.municipality !== key.municipality);
}

/** A figure of the whole owner comes after those by municipality. */
function byLetterAndPlace(a: FigureKey, b: FigureKey): number {
  const letters = FIGURE_LETTERS.indexOf(a.letter) - FIGURE_LETTERS.indexOf(b.letter);
  if (letters !== 0 || a.municipality === b.municipality) return letters;
  if (a.municipality === null || b.municipality === null) return a.municipality === null ? 1 : -1;
  return a.municipality < b.municipality ? -1 : 1;
}

function unknownFact(event: never): never {
  throw new TypeError(`not a fact of a declaration: ${JSON.stringify(event)}`);
}
