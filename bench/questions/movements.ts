import { ALL_AMBITI, type MovementCount } from '#timeline';
import { dayNumber } from '#temporal';
import { placeOf } from '../interval-rows.js';
import { STILL_KNOWN } from '../postgres/designs.js';
import type { Question, Row } from '../question.js';

const COUNTED = 'ambito, owner, municipality, class, movement, by';

/** Releases and assignments in a year, by where the units stood and by channel or cause. */
export const movementsInYear: Question = {
  name: 'releases and assignments in a year, whole Region',
  least: 10,
  asked: ({ register, years }) =>
    years.map((year) => {
      const answer = () => register.views.timeline.movementCounts({ ambito: ALL_AMBITI, year });
      const values = () => [dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`)];
      return { answer, rows: () => answer().map(rowOf), values };
    }),
  sql: `select ${COUNTED}, count(*) from moves where day between $1::int and $2::int and kt = ${STILL_KNOWN} group by ${COUNTED}`,
  decode: (row, { names }) => row.map((field, i) => (i === row.length - 1 ? Number(field) : names[Number(field)]!)),
};

function rowOf(count: MovementCount): Row {
  return [...placeOf(count).split('|'), count.movement, count.by ?? '', count.units];
}
