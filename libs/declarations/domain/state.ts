import type { CivilDate, Stored } from '#temporal';
import type { DeclarationEvent, FigureBasis, FigureLetter, SurveyStatus } from './events.js';

/** An event that states a fact of the declaration: every one but a correction. */
export type DeclarationFact = Exclude<DeclarationEvent, { type: 'EventAnnulled' }>;
export type StoredDeclarationFact = Stored<DeclarationFact>;

/** What an owner declares for a year, as known. Read by year and knowledge alone. */
export interface DeclarationState {
  /** Null: not answered yet, and not known to be missing. */
  readonly status: SurveyStatus | null;
  readonly answeredOn: CivilDate | null;
  readonly carriedFrom: number | null;
  /** The stock as last counted. */
  readonly counted: StockCount | null;
  /** Date of the first count. */
  readonly firstCountedOn: CivilDate | null;
  /** The latest figure of each letter and municipality. */
  readonly figures: readonly Figure[];
}

export interface StockCount {
  readonly on: CivilDate;
  readonly total: number;
  readonly sap: number;
  readonly sas: number;
  readonly other: number;
}

/** The natural key of a figure within its declaration. */
export interface FigureKey {
  readonly letter: FigureLetter;
  readonly municipality: string | null;
}

export interface Figure extends FigureKey {
  readonly basis: FigureBasis;
  readonly units: number | null;
  readonly ofWhichMobility: number | null;
  readonly percent: number | null;
  readonly category: string | null;
  readonly label: string | null;
  readonly sameUnits: { readonly letter: FigureLetter; readonly units: readonly string[] } | null;
  /** Date the figure states, of its event. */
  readonly statedOn: CivilDate;
}

export const NO_DECLARATION: DeclarationState = {
  status: null,
  answeredOn: null,
  carriedFrom: null,
  counted: null,
  firstCountedOn: null,
  figures: [],
};

export function sameFigure(a: FigureKey, b: FigureKey): boolean {
  return a.letter === b.letter && a.municipality === b.municipality;
}
