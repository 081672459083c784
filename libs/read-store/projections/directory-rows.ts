import type { CivilDate } from '#temporal';
import type { BodyKind } from '#bodies/domain';
import type { FigureBasis, FigureLetter, SurveyStatus } from '#declarations/domain';
import type { LotKind } from '#programmes/domain';

/** A Comune, an ALER or an accredited operator. */
export interface BodyRow {
  readonly id: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly spellings: readonly string[];
  readonly ambiti: readonly string[];
  /** Body that manages its units, when delegated. */
  readonly managedBy: string | null;
  /** The Comune it was merged into. */
  readonly mergedInto: string | null;
  readonly registeredOn: CivilDate;
}

export interface ProgrammeRow {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly ambito: string;
  readonly proposedOn: CivilDate;
  readonly formalisedOn: CivilDate | null;
  readonly lots: readonly LotRow[];
}

export interface LotRow {
  readonly lot: string;
  readonly name: string;
  readonly kind: LotKind;
  readonly openedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  readonly expectedOn: CivilDate | null;
  readonly assignableIn: number | null;
}

/** A convention with a private owner. */
export interface ConferralRow {
  readonly id: string;
  /** Body that receives the units. */
  readonly body: string;
  readonly ambito: string;
  readonly title: string;
  readonly from: CivilDate;
  /** Last day as the convention says it. */
  readonly until: CivilDate | null;
  /** Last day as it came. */
  readonly endedOn: CivilDate | null;
}

export interface NoticeRow {
  readonly id: string;
  readonly ambito: string;
  readonly title: string;
  readonly openedOn: CivilDate;
  /** Closing date announced. */
  readonly closesOn: CivilDate | null;
  readonly closedOn: CivilDate | null;
}

export interface DeclarationRow {
  readonly ambito: string;
  readonly year: number;
  readonly owner: string;
  /** Null while the owner has figures but no answer. */
  readonly status: SurveyStatus | null;
  readonly answeredOn: CivilDate | null;
  readonly carriedFrom: number | null;
  readonly counted: {
    readonly on: CivilDate;
    readonly total: number;
    readonly sap: number;
    readonly sas: number;
    readonly other: number;
  } | null;
  /** By letter, then municipality; the whole owner's last. */
  readonly figures: readonly FigureRow[];
}

export interface FigureRow {
  readonly letter: FigureLetter;
  readonly municipality: string | null;
  readonly basis: FigureBasis;
  readonly units: number | null;
  readonly ofWhichMobility: number | null;
  readonly percent: number | null;
  readonly category: string | null;
  readonly label: string | null;
  readonly sameUnits: { readonly letter: FigureLetter; readonly units: readonly string[] } | null;
  readonly statedOn: CivilDate;
}

export type DirectoryRow = BodyRow | ProgrammeRow | ConferralRow | NoticeRow | DeclarationRow;
