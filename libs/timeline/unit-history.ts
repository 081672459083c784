import { dateOf } from './days.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import { Stretches } from './outlooks.js';
import type { HistorySegment, UnitView } from './queries.js';
import type { Reader } from './reader.js';
import { SLOT, SLOTS, stateOf } from './shapes.js';
import type { Timelines } from './timelines.js';
import type { Values } from './values.js';

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
  const days = daysOf(timelines, unit, known);
  const { values, transitions } = timelines;
  const segments: (Omit<HistorySegment, 'to'> & { to: HistorySegment['to'] })[] = [];
  let last = -1;
  for (let i = 0; i < days.count; i++) {
    const shape = transitions.shape(days.shapes[i]!);
    if (shape === null || (last !== -1 && isSame(values, days, last, i))) continue;
    last = i;
    const from = dateOf(days.days[i]!);
    const before = segments.at(-1);
    if (before) before.to = from;
    const slots = days.slots.subarray(i * SLOTS.length, (i + 1) * SLOTS.length);
    segments.push({
      from,
      to: null,
      state: stateOf(shape, values.slots(slots), values.aliases(slots[SLOT.aliases]!)),
      outlook: {
        releaseExpectedOn: values.date(days.release[i]!),
        worksExpectedOn: values.date(days.works[i]!),
      },
    });
  }
  return segments;
}

/** A unit at the end of each day on which something is effective, in integers. */
interface Days {
  count: number;
  readonly days: number[];
  readonly shapes: number[];
  /** So many for each day. */
  slots: Int32Array;
  /** Days on which a release, and an end of works, are expected, or NIL. */
  readonly release: number[];
  readonly works: number[];
}

function daysOf(timelines: Timelines, unit: number, known: number): Days {
  const { fold, store, kinds } = timelines;
  const days: Days = { count: 0, days: [], shapes: [], slots: new Int32Array(0), release: [], works: [] };
  const [release, works] = [new Stretches(), new Stretches()];
  const facts = timelines.facts(unit);
  const end = store.count(unit) * WIDTH;
  days.slots = new Int32Array(store.count(unit) * SLOTS.length);
  fold.reset();
  for (let at = 0; at < end; at += WIDTH) {
    if (!holds(facts, at, known)) continue;
    const day = facts[at + F.day]!;
    if (days.days[days.count - 1] !== day) days.days[days.count++] = day;
    const kind = kinds.kind(facts[at + F.kind]!);
    release.see(kind.release, facts[at + F.value]!);
    works.see(kind.works, facts[at + F.value]!);
    timelines.step(facts, at);
    // The last fact of a day is what holds at its end.
    const i = days.count - 1;
    days.shapes[i] = fold.shape;
    days.slots.set(fold.slots, i * SLOTS.length);
    days.release[i] = release.current;
    days.works[i] = works.current;
  }
  // What is expected in a stretch is known only at its end: statements are read by knowledge alone.
  for (let i = 0; i < days.count; i++) {
    days.release[i] = release.stated(days.release[i]!);
    days.works[i] = works.stated(days.works[i]!);
  }
  return days;
}

function isSame(values: Values, { shapes, slots, release, works }: Days, a: number, b: number): boolean {
  if (shapes[a] !== shapes[b] || release[a] !== release[b] || works[a] !== works[b]) return false;
  const [one, other] = [a * SLOTS.length, b * SLOTS.length];
  for (let slot = 0; slot < SLOT.aliases; slot++) if (slots[one + slot] !== slots[other + slot]) return false;
  const [was, is] = [slots[one + SLOT.aliases]!, slots[other + SLOT.aliases]!];
  // Two lists may say the same: an alias released and given again.
  return was === is || JSON.stringify(values.aliases(was)) === JSON.stringify(values.aliases(is));
}
