import { Type } from 'typebox';
import { count, event, eventAnnulled, oneOf, orNull, text, uuid, year, type EventOf } from '#schema';

// PERSISTED: see libs/units/domain/events.ts.

export const SURVEY_STATUSES = ['submitted', 'certified-zero', 'not-required', 'carried-forward', 'missing'] as const;
export type SurveyStatus = (typeof SURVEY_STATUSES)[number];

/** The letters for which an owner declares figures. Letter a is not among them: its counts become units. */
export const FIGURE_LETTERS = ['b', 'c', 'd', 'e1', 'e2', 'f', 'h', 'ia', 'ib', 'j', 'k'] as const;
export type FigureLetter = (typeof FIGURE_LETTERS)[number];

export const FIGURE_BASES = ['list', 'count', 'check'] as const;
export type FigureBasis = (typeof FIGURE_BASES)[number];

const municipality = orNull(
  Type.String({ pattern: '^\\d{6}$', description: 'ISTAT code; null for a figure of the whole owner.' }),
);
const letter = oneOf(FIGURE_LETTERS, 'The plan’s letter.');

/**
 * What an owner answers to the yearly survey of an Ambito. Stream `declaration-{ambito}-{year}-{owner}`.
 * A declaration belongs to its year: it is read by year and knowledge, never compared with the valid date.
 */
export const declarationEvents = {
  SurveyAnswered: event('The owner’s answer to the survey of the year.', {
    status: oneOf(SURVEY_STATUSES, 'The status of the declaration.'),
    carriedFrom: Type.Optional(year('The year whose figures are carried forward, where known.')),
  }),
  StockCounted: event('The owner’s stock by class on the census date (effectiveOn). Its counts become units.', {
    total: count('Units in all, as declared.'),
    sap: count('SAP units.'),
    sas: count('SAS units.'),
    other: count('Units of neither class.'),
  }),
  FigureDeclared: event('A figure of the declaration; the same letter and municipality again revises it.', {
    letter,
    municipality,
    basis: oneOf(
      FIGURE_BASES,
      'list: the named units are the answer; count: a number; check: repeats a list, never counted.',
    ),
    units: Type.Optional(count('Units (letters b to f, j, k).')),
    ofWhichMobility: Type.Optional(count('Letter k: of which by mobility.')),
    percent: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 100, description: 'Letters h (excess over 20%) and ib.' }),
    ),
    category: Type.Optional(text('Letter ia: the category and its reason.', 500)),
    label: Type.Optional(text('The row’s label as printed, where it says more than owner and municipality.')),
    sameUnits: Type.Optional(
      Type.Object(
        {
          letter,
          units: Type.Array(uuid('A unit.'), { maxItems: 10_000, description: 'The units that carry this count.' }),
        },
        { additionalProperties: false, description: 'The count is the same units as another letter’s list.' },
      ),
    ),
  }),
  FigureWithdrawn: event('A figure is no longer declared.', { letter, municipality }),
  EventAnnulled: eventAnnulled,
} as const;

/** Identity of a declaration. */
export interface DeclarationKey {
  readonly ambito: string;
  readonly year: number;
  /** Body id. */
  readonly owner: string;
}

export type DeclarationEvent = EventOf<typeof declarationEvents>;
