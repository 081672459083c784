import type { SurveyStatus } from '#declarations/domain';
import type { Cell } from '../document.js';
import type { DeclaredFigure } from '../facts.js';

/** Which rows of a number: by the owner's name, id or kind, and the municipality's name or ISTAT code. */
export interface ExplainFilter {
  readonly owner?: string;
  readonly municipality?: string;
}

/** A number of the plan opened: the units it counts, and the figure behind the rest. */
export interface Explanation {
  /** `letter.column`, `tab1.column` and so on, as the document names them. */
  readonly address: string;
  readonly number: number | null;
  readonly rows: readonly ExplainedRow[];
}

export interface ExplainedRow extends Cell {
  readonly ownerId: string;
  /** ISTAT code. */
  readonly municipalityCode: string | null;
  readonly number: number | null;
  /** Null for letter a, whose units are every unit in stock: `stock` says which, and whoever has the units lists them. */
  readonly units: readonly ExplainedUnit[] | null;
  /** What no unit supports. */
  readonly rest: number;
  /** The declared figures behind the row. */
  readonly figures: readonly DeclaredFigure[];
  readonly stock?: { readonly serviceClass: 'SAP' | 'SAS' | 'OTHER' | null };
  /** The number is this share of another, whose units these are. */
  readonly share?: Share;
  /** What the owner answered to the survey, where the number counts answers. */
  readonly answer?: SurveyStatus;
}

export interface Share {
  readonly percent: number;
  /** Address of the number it is a share of. */
  readonly of: string;
  readonly whole: number | null;
}

export interface ExplainedUnit {
  readonly unitId: string;
  readonly label: string;
  /** The assignment that is counted: letter k. */
  readonly eventId?: string;
}
