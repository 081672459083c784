import type { UnitState } from '#units/domain';
import { dateOf } from './days.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import type { HistorySegment, UnitView } from './queries.js';
import type { Reader } from './reader.js';
import { SLOT } from './shapes.js';
import { UNREGISTERED } from './transitions.js';

/** What is known of a unit as of a coordinate; undefined when it is not registered then. */
export function unitView(
  { timelines, labels }: Reader,
  unit: number,
  day: number,
  known: number,
): UnitView | undefined {
  const fold = timelines.foldAt(unit, day, known);
  const state = fold.state();
  if (state === null) return undefined;
  const unitId = timelines.units.id(unit);
  return {
    unitId,
    state,
    outlook: timelines.outlook(unit, day, known),
    label: labels.label(unitId, fold.aliasList),
  };
}

/** The unit's history as known at an ordinal: stretches without change, adjoining equal ones made one. */
export function unitHistory({ timelines }: Reader, unit: number, known: number): HistorySegment[] {
  const { fold } = timelines;
  const segments: { from: string; to: string | null; state: UnitState; outlook: HistorySegment['outlook'] }[] = [];
  let last = '';
  for (const day of daysOf(timelines.facts(unit), timelines.store.count(unit), known)) {
    timelines.foldAt(unit, day, known);
    if (fold.shape === UNREGISTERED) continue;
    const outlook = timelines.outlook(unit, day, known);
    const key = JSON.stringify([fold.shape, ...fold.slots.subarray(0, SLOT.aliases), fold.aliases(), outlook]);
    if (key === last) continue;
    last = key;
    const from = dateOf(day);
    const before = segments.at(-1);
    if (before) before.to = from;
    segments.push({ from, to: null, state: fold.state()!, outlook });
  }
  return segments;
}

function daysOf(facts: Int32Array, count: number, known: number): Set<number> {
  const days = new Set<number>();
  for (let at = 0; at < count * WIDTH; at += WIDTH) if (holds(facts, at, known)) days.add(facts[at + F.day]!);
  return days;
}
