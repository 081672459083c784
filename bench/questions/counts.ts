import { ALL_AMBITI, type StateCount } from '#timeline';
import { dayNumber } from '#temporal';
import { placeOf } from '../interval-rows.js';
import { AS_KNOWN, STILL_KNOWN } from '../postgres/designs.js';
import type { Codes, Question, Row } from '../question.js';

const COUNTS = 'select owner, municipality, class, lifecycle, count(*) from state where';
const GROUPED = 'group by owner, municipality, class, lifecycle';
const AS_OF = `vf <= $1::int and vt > $1::int and kt = ${STILL_KNOWN}`;

/** Counts by owner, Comune, class and state as of a date, the whole Region. */
export const countsAsOf: Question = {
  name: 'counts as of a date, whole Region',
  least: 20,
  asked: ({ register, dates }) =>
    dates.map((validAt) => {
      const answer = () => register.views.timeline.countsByState({ ambito: ALL_AMBITI, validAt });
      return { answer, rows: () => answer().map(rowOf), values: () => [dayNumber(validAt)] };
    }),
  sql: `${COUNTS} ${AS_OF} ${GROUPED}`,
  decode,
};

/** The same as known at a position of the log. */
export const countsAsKnown: Question = {
  name: 'counts as of a date, as known at an instant, whole Region',
  least: 20,
  asked: ({ register, knowledge }) =>
    knowledge.map(({ date, known }) => {
      const query = { ambito: ALL_AMBITI, validAt: date, knownAt: known };
      const answer = () => register.views.timeline.countsByState(query);
      return { answer, rows: () => answer().map(rowOf), values: () => [dayNumber(date), known] };
    }),
  sql: `${COUNTS} ${AS_KNOWN} ${GROUPED}`,
  decode,
};

export const countsOfAmbito: Question = {
  name: 'counts as of a date, one Ambito',
  least: 10,
  asked: ({ register, dates, ambito }) =>
    dates.map((validAt) => {
      const answer = () => register.views.timeline.countsByState({ ambito, validAt });
      const values = ({ codes }: Codes) => [dayNumber(validAt), codes.get(ambito)!];
      return { answer, rows: () => answer().map(rowOf), values };
    }),
  sql: `${COUNTS} ${AS_OF} and ambito = $2::smallint ${GROUPED}`,
  decode,
};

function decode(row: readonly string[], { names }: Codes): Row {
  return row.map((field, i) => (i === row.length - 1 ? Number(field) : names[Number(field)]!));
}

function rowOf(count: StateCount): Row {
  const [, ...place] = placeOf(count).split('|');
  return [...place, count.lifecycle, count.units];
}
