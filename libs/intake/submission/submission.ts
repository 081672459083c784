import type { DeclarationEvent, FigureLetter, SurveyStatus } from '#declarations/domain';
import type { Alias } from '#units/domain';
import type { ListedState } from '../mapping-tables/printed-state.js';
import type { VacancyType } from '../mapping-tables/vacancy-type.js';
import type { Body } from '../resolve.js';
import type { Role } from '../dialects/cremona-annual-plan.js';
import type { Place } from '../row-report.js';

/** A row of the folder, resolved, and where it stands. */
export interface Row {
  readonly role: Role | 'manifest';
  readonly at: Place;
}

/** A member of the Ambito, or its ALER. */
export interface MemberRow extends Row {
  readonly body: Body;
}

export interface SpellingRow extends Row {
  readonly body: Body;
  readonly spelling: string;
}

export interface DelegationRow extends Row {
  readonly owner: Body;
}

export interface AnswerRow extends Row {
  readonly owner: Body;
  readonly status: SurveyStatus;
}

export interface StockCount {
  readonly total: number;
  readonly sap: number;
  readonly sas: number;
  readonly other: number;
}

export interface StockRow extends Row {
  readonly owner: Body;
  readonly counted: StockCount;
}

export interface LotRow extends Row {
  /** Id of the lot in the programme. */
  readonly lot: string;
  /** As printed. */
  readonly name: string;
}

/** A unit that a list names; without aliases where the row says *non comunicato*. */
export interface ListedUnit extends Row {
  /** What this import calls it. */
  readonly key: string;
  readonly owner: Body;
  /** ISTAT code. */
  readonly municipality: string;
  readonly aliases: readonly Alias[];
  readonly state: ListedState;
  /** The row of a lot that names it, if one does. */
  readonly lot: LotInclusionRow | null;
}

export interface LotInclusionRow extends Row {
  readonly lot: string;
  readonly status: VacancyType | null;
}

type FigureData = Extract<DeclarationEvent, { type: 'FigureDeclared' }>['data'];

export interface FigureRow extends Row {
  readonly owner: Body;
  readonly letter: FigureLetter;
  /** What the figure says, but for the units that carry it. */
  readonly figure: Omit<FigureData, 'effectiveOn' | 'sameUnits'>;
  /** Keys of the listed units that carry the count. */
  readonly carriedBy: { readonly letter: FigureLetter; readonly units: readonly string[] } | null;
}

/** What a folder says, its names resolved. A table that the folder does not have is null. */
export interface Submission {
  readonly members: readonly MemberRow[] | null;
  readonly spellings: readonly SpellingRow[];
  readonly delegations: readonly DelegationRow[] | null;
  readonly answers: readonly AnswerRow[] | null;
  readonly stock: readonly StockRow[] | null;
  readonly lots: readonly LotRow[] | null;
  /** In the order of their lists. */
  readonly units: readonly ListedUnit[];
  readonly figures: readonly FigureRow[];
  /** Tables that could be read. */
  readonly roles: ReadonlySet<Role>;
}
