import { stillCarries } from '../letters/carried-units.js';
import { isMobility, isOfLetterK } from '../letters/letter-k.js';
import type { Standing } from '../letters/standing.js';
import type { RuleSet } from '../rule-sets/index.js';
import { BASE, INERT, lettersOfPlaced, LET, OUT, placeOfPlaced, type GroupCodes, type LetKind } from './group-codes.js';
import { SUM, type PlaceSums } from './place-sums.js';
import type { Places } from './places.js';
import type { ReferenceView } from './reference-view.js';
import type { CountedLets, CountedUnits, RegionFacts } from './region-facts.js';
import { openQuestions, ownLetters } from './unit-letters.js';

/** Adds up, place by place, what the letters count of units and lets. */
export class RegionCount {
  constructor(
    private readonly places: Places,
    private readonly codes: GroupCodes,
    private readonly sums: PlaceSums,
  ) {}

  /** Returns the slots of owners that are in their Ambito's plan for a unit that was only named. */
  count(facts: RegionFacts, view: ReferenceView, ruleSet: RuleSet): ReadonlySet<number> {
    this.sums.clear(ruleSet);
    this.#units(facts.units, view);
    this.#lets(facts.lets, ruleSet);
    return this.#carriers(facts, view);
  }

  #units(units: CountedUnits, view: ReferenceView): void {
    const { codes, sums } = this;
    const open = view.openLetters(codes);
    units.visit({
      base: (base, count) => {
        const at = codes.base(base, units);
        const { bases } = codes;
        const place = bases[at + BASE.place]!;
        if (place === OUT) return;
        sums.add(place - 1, bases[at + BASE.stock]!, count);
        const letters = bases[at + BASE.letters]!;
        if (letters !== 0) sums.addUnits(place - 1, letters, count);
      },
      special: (group, count) => {
        const question = codes.special(group, units);
        if (question === INERT) return;
        if (question > open.length) view.openLetters(codes);
        const more = open[question - 1]!;
        if (more !== 0) this.#change(codes.placed[group]!, more, count);
      },
    });
  }

  /** Units counted with their own letters stand in more. */
  #change(placed: number, more: number, units: number): void {
    const place = placeOfPlaced(placed);
    const own = lettersOfPlaced(placed);
    this.sums.addUnits(place, own, -units);
    this.sums.addUnits(place, own | more, units);
  }

  /** Units that carry a count stand in its letter as well. */
  #carriers({ named }: RegionFacts, view: ReferenceView): ReadonlySet<number> {
    const slots = new Set<number>();
    if (view.carriers.length === 0) return slots;
    const units = new Map(named(view.carriers.map(({ unitId }) => unitId)).map((unit) => [unit.unitId, unit]));
    for (const { unitId, ambito, counts } of view.carriers) {
      const unit = units.get(unitId);
      if (unit?.ambito !== ambito) continue;
      const place = this.places.place(unit);
      slots.add(this.places.slotOf[place]!);
      const letters = this.#lettersOf(ambito, unit, view);
      const carried = counts.reduce((all, { letter, statedOn }) => {
        return stillCarries(unit, statedOn) ? all | letter : all;
      }, letters);
      if (carried === letters) continue;
      this.sums.addUnits(place, letters, -1);
      this.sums.addUnits(place, carried, 1);
    }
    return slots;
  }

  #lettersOf(ambito: string, unit: Standing, view: ReferenceView): number {
    const question = this.codes.question(ambito, openQuestions(unit));
    return ownLetters(unit) | (question === undefined ? 0 : view.openLetters(this.codes)[question]!);
  }

  #lets(lets: CountedLets, ruleSet: RuleSet): void {
    const { codes, sums } = this;
    const sumsOf: number[] = [];
    lets.visit((group, count) => {
      const at = codes.let(group, lets);
      const place = codes.lets[at + LET.place]! - 1;
      const kind = codes.lets[at + LET.kind]!;
      while (kind >= sumsOf.length) sumsOf.push(sumOfLet(ruleSet, codes.kinds.all[sumsOf.length]!));
      const sum = sumsOf[kind]!;
      sums.add(place, sum, count);
      if (sum === SUM.mobility) sums.add(place, SUM.k, count);
    });
  }
}

/** Where lets of a class by a channel are counted; mobility is counted in k as well. */
function sumOfLet(ruleSet: RuleSet, { serviceClass, channel }: LetKind): number {
  if (channel === null || !isOfLetterK(ruleSet, serviceClass, channel)) return SUM.otherLets;
  return isMobility(ruleSet, channel) ? SUM.mobility : SUM.k;
}
