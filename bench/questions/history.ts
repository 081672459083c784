import type { HistorySegment } from '#timeline';
import { dayNumber } from '#temporal';
import { placeOf } from '../interval-rows.js';
import { FOREVER_DAY, STILL_KNOWN } from '../postgres/designs.js';
import type { Question, Row } from '../question.js';

/** One unit's stretches without change: the register tells every dimension of them, the table those it counts by. */
export const unitHistory: Question = {
  name: 'one unit’s history',
  least: 1,
  asked: ({ register, sample }) =>
    sample.map((unitId) => {
      const answer = () => register.views.timeline.history(unitId);
      return { answer, rows: () => merged(answer()), values: ({ units }) => [units.get(unitId)!] };
    }),
  sql: `select vf, vt, owner, municipality, class, lifecycle from state where unit = $1::int and kt = ${STILL_KNOWN} order by vf`,
  decode: ([from, to, ...group], { names }) => [Number(from), Number(to), ...group.map((code) => names[Number(code)]!)],
};

/** Adjoining stretches in the same group are one; those out of stock are none. */
function merged(segments: readonly HistorySegment[]): readonly Row[] {
  const rows: [number, number, string][] = [];
  for (const { from, to, state } of segments) {
    if (state.stock !== 'IN_STOCK') continue;
    const [, ...place] = placeOf(state).split('|');
    const group = [...place, state.lifecycle].join('|');
    const until = to === null ? FOREVER_DAY : dayNumber(to);
    const last = rows.at(-1);
    if (last?.[2] === group && last[1] === dayNumber(from)) last[1] = until;
    else rows.push([dayNumber(from), until, group]);
  }
  return rows;
}
