import { BEFORE_ALL, dateOf } from './days.js';
import type { FactKind } from './fact-kinds.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import { ENDS } from './outlook-roles.js';
import { Stretches } from './outlooks.js';
import type { HistorySegment, UnitView } from './queries.js';
import type { Reader } from './reader.js';
import { SLOT, SLOTS, stateOf } from './shapes.js';
import type { Timelines } from './timelines.js';

const ALIASES = SLOT.aliases;

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
  const { fold, kinds } = timelines;
  const facts = timelines.facts(unit);
  const end = timelines.store.count(unit) * WIDTH;
  const telling = new Telling(timelines, facts, end, known);
  fold.reset();
  let day = BEFORE_ALL;
  for (let at = 0; at < end; at += WIDTH) {
    if (!holds(facts, at, known)) continue;
    if (facts[at + F.day] !== day) {
      // The last fact of a day is what holds at its end.
      telling.tell(day);
      day = facts[at + F.day]!;
    }
    telling.follow(kinds.kind(facts[at + F.kind]!));
    timelines.step(facts, at);
  }
  telling.tell(day);
  return telling.segments;
}

/** Where the slots of the state told last stand: one history is told after the other. */
const told = new Int32Array(SLOTS.length);

/** Tells what the fold has come to, where that is not what was told last. */
class Telling {
  readonly segments: (Omit<HistorySegment, 'to'> & { to: HistorySegment['to'] })[] = [];
  readonly #release = new Stretches();
  readonly #works = new Stretches();
  #shape = -1;
  #releaseDay = 0;
  #worksDay = 0;

  /** What is expected in a stretch is known only at its end: statements are read by knowledge alone, and before the rest. */
  constructor(
    private readonly timelines: Timelines,
    facts: Int32Array,
    end: number,
    known: number,
  ) {
    for (let at = 0; at < end; at += WIDTH) {
      if (!holds(facts, at, known)) continue;
      const kind = timelines.kinds.kind(facts[at + F.kind]!);
      this.#release.see(kind.release, facts[at + F.value]!);
      this.#works.see(kind.works, facts[at + F.value]!);
    }
    this.#release.current = 0;
    this.#works.current = 0;
  }

  /** Notes that a fact of the kind begins another stretch of what is expected, if it does. */
  follow({ release, works }: FactKind): void {
    if (release === ENDS) this.#release.current++;
    if (works === ENDS) this.#works.current++;
  }

  tell(day: number): void {
    const { values, transitions, fold } = this.timelines;
    const { shape: code, slots } = fold;
    const shape = transitions.shape(code);
    if (shape === null) return;
    const releaseDay = this.#release.stated(this.#release.current);
    const worksDay = this.#works.stated(this.#works.current);
    const isSame = code === this.#shape && releaseDay === this.#releaseDay && worksDay === this.#worksDay;
    if (isSame && this.#isToldOf(slots)) return;
    this.#shape = code;
    this.#releaseDay = releaseDay;
    this.#worksDay = worksDay;
    for (let slot = 0; slot < SLOTS.length; slot++) told[slot] = slots[slot]!;
    const from = dateOf(day);
    const before = this.segments.at(-1);
    if (before) before.to = from;
    this.segments.push({
      from,
      to: null,
      state: stateOf(shape, values.slots(slots), values.aliases(slots[ALIASES]!)),
      outlook: { releaseExpectedOn: values.date(releaseDay), worksExpectedOn: values.date(worksDay) },
    });
  }

  #isToldOf(slots: Int32Array): boolean {
    for (let slot = 0; slot < ALIASES; slot++) if (slots[slot] !== told[slot]) return false;
    const [was, is] = [told[ALIASES]!, slots[ALIASES]!];
    // Two lists may say the same: an alias released and given again.
    const { values } = this.timelines;
    return was === is || JSON.stringify(values.aliases(was)) === JSON.stringify(values.aliases(is));
  }
}
