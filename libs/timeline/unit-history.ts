import type { UnitState } from '#units/domain';
import { dateOf } from './days.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import type { HistorySegment, UnitView } from './queries.js';
import type { Reader } from './reader.js';
import { SLOT } from './shapes.js';
import type { Timelines } from './timelines.js';
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
  const { fold, store, values } = timelines;
  const segments: { from: string; to: string | null; state: UnitState; outlook: HistorySegment['outlook'] }[] = [];
  const facts = timelines.facts(unit);
  let last: Moment | undefined;
  const endDay = (day: number) => {
    if (fold.shape === UNREGISTERED) return;
    const now = momentOf(timelines, unit, day, known);
    if (last && isSame(timelines, last, now)) return;
    last = now;
    const from = dateOf(day);
    const before = segments.at(-1);
    if (before) before.to = from;
    const outlook = { releaseExpectedOn: values.date(now.release), worksExpectedOn: values.date(now.works) };
    segments.push({ from, to: null, state: fold.state()!, outlook });
  };
  let day = NaN;
  fold.reset();
  for (let at = 0; at < store.count(unit) * WIDTH; at += WIDTH) {
    if (!holds(facts, at, known)) continue;
    if (facts[at + F.day] !== day) endDay(day);
    day = facts[at + F.day]!;
    timelines.step(facts, at);
  }
  endDay(day);
  return segments;
}

/** A unit at the end of a day, in integers. */
interface Moment {
  readonly shape: number;
  readonly slots: Int32Array;
  readonly release: number;
  readonly works: number;
}

function momentOf(timelines: Timelines, unit: number, day: number, known: number): Moment {
  const { shape, slots } = timelines.fold;
  const release = timelines.expectedDay('release', unit, day, known);
  return { shape, slots: slots.slice(), release, works: timelines.expectedDay('works', unit, day, known) };
}

function isSame({ values }: Timelines, a: Moment, b: Moment): boolean {
  if (a.shape !== b.shape || a.release !== b.release || a.works !== b.works) return false;
  for (let slot = 0; slot < SLOT.aliases; slot++) if (a.slots[slot] !== b.slots[slot]) return false;
  const [was, is] = [a.slots[SLOT.aliases]!, b.slots[SLOT.aliases]!];
  // Two lists may say the same: an alias released and given again.
  return was === is || JSON.stringify(values.aliases(was)) === JSON.stringify(values.aliases(is));
}
