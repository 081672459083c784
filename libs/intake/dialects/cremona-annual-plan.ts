import { integer, optionalInteger, optionalText, text, type Columns } from '../table.js';

/**
 * The tables of an Ambito's annual plan as the owners of the Ambito Cremonese supply them. The version in the id changes
 * whenever a column, or what one means, does.
 */
export const CREMONA_ANNUAL_PLAN = {
  id: 'cremona-annual-plan/1',
  tables: {
    /** The members of the Ambito. */
    municipalities: { istat_code: text(6), municipality: text() },
    /** The members that did not submit, and why. Who is not named submitted. */
    'survey-status': { municipality: text(), status: text() },
    /** Owners that delegate management to the ALER. */
    'delegated-management': { municipality: text() },
    /** Letter a: counts, which become units. */
    'a-stock': { owner: text(), units_total: integer(), units_sap: integer(), units_sas: integer() },
    /** Letter b: counts; a row of an owner whose units Annex B lists repeats that list. */
    'b-as-is': { owner_type: text(), municipality: text(), units: integer() },
    /** Letter c, likewise. */
    'c-renovation': { owner_type: text(), municipality: text(), units: integer() },
    /** Letter e1: one row a unit. */
    'e1-vacant-units': { owner_type: text(), municipality: text(), unit_id: text(100) },
    'e2-turnover': { owner_type: text(), municipality: text(), units: integer() },
    /** Annex B, first part: free and as-is units. */
    'annex-b-vacant-and-as-is': {
      owner_type: text(),
      unit_id: text(100),
      owner_code: optionalText(100),
      municipality: text(),
      state_as_printed: text(),
    },
    /** Annex B, second part: the lots of the renovation programme. */
    'annex-b-renovation-lots': {
      owner_type: text(),
      lot: text(100),
      unit_id: text(100),
      owner_code: optionalText(100),
      municipality: text(),
      vacancy_type_as_printed: optionalText(250),
    },
    /** Letter h: the excess over 20%. */
    'h-indigent-threshold': { municipality: text(), percent_over_20: integer(100) },
    'ia-social-categories': { municipality: text(), category_code: text(500) },
    'ib-police-and-fire': { municipality: text(), percent: integer(100) },
    'j-sat': { owner: text(), municipality: text(), units: integer() },
    'k-previous-year': { owner: text(), units: integer(), of_which_mobility: optionalInteger() },
  },
  /** A unit's id that says that there is none. */
  notCommunicated: 'non comunicato',
  /** A row that points to the annex in place of a unit's id. */
  pointsToAnnex: 'comuni vari vedi allegato',
} as const satisfies Dialect;

interface Dialect {
  readonly id: string;
  readonly tables: Readonly<Record<string, Columns>>;
  readonly notCommunicated: string;
  readonly pointsToAnnex: string;
}

export type Tables = (typeof CREMONA_ANNUAL_PLAN)['tables'];
/** What a file is in the plan. */
export type Role = keyof Tables;

export const ROLES = Object.keys(CREMONA_ANNUAL_PLAN.tables) as Role[];
