import type { ServiceClass } from '#units/domain';
import { stillCarries } from '../letters/carried-units.js';
import { isMobility, isOfLetterK } from '../letters/letter-k.js';
import type { Standing } from '../letters/standing.js';
import type { RuleSet } from '../rule-sets/index.js';
import { INERT, lettersOfPlaced, LET, placeOfPlaced, type GroupCodes, type LetKind } from './group-codes.js';
import { SUM, type PlaceSums } from './place-sums.js';
import type { Places } from './places.js';
import type { ReferenceView } from './reference-view.js';
import type { CountedLets, CountedUnits, RegionFacts, SpecialUnits, UnitGroup, UnitVisitor } from './region-facts.js';
import { openQuestions, ownLetters } from './unit-letters.js';

const SUM_OF_STOCK: Readonly<Record<ServiceClass, number>> = { SAP: SUM.sap, SAS: SUM.sas, OTHER: SUM.other };

/** Adds up, place by place, what the letters count of units and lets. */
export class RegionCount {
  readonly #visitor: UnitVisitor = {
    columnsOf: (base) => this.#columnsOf(base),
    ambito: (ambito, units, specials) => {
      this.sums.take(this.places.ambito(ambito), units);
      this.#specials(specials);
    },
  };
  #units!: CountedUnits;
  #view!: ReferenceView;

  constructor(
    private readonly places: Places,
    private readonly codes: GroupCodes,
    private readonly sums: PlaceSums,
  ) {}

  /** Returns the slots of owners that are in their Ambito's plan for a unit that was only named. */
  count(facts: RegionFacts, view: ReferenceView, ruleSet: RuleSet): ReadonlySet<number> {
    this.sums.clear(ruleSet);
    this.#units = facts.units;
    this.#view = view;
    facts.units.visit(this.#visitor);
    this.#lets(facts.lets, ruleSet);
    return this.#carriers(facts, view);
  }

  #columnsOf(base: UnitGroup): readonly number[] {
    if (base.stock === 'OUT') return [];
    const stock = base.stock === 'IN_STOCK' ? SUM_OF_STOCK[base.serviceClass] : SUM.planned;
    return this.sums.columns(this.places.place(base), stock, ownLetters(base));
  }

  #specials({ codes, groups, units, count }: SpecialUnits): void {
    const open = this.#view.openLetters(this.codes);
    const known = this.codes.specials;
    for (let i = 0; i < count; i++) {
      const group = codes[groups[i]!]!;
      const isKnown = group < known.length && known[group] !== 0;
      const question = isKnown ? known[group]! : this.codes.special(group, this.#units);
      if (question === INERT) continue;
      if (question > open.length) this.#view.openLetters(this.codes);
      const more = open[question - 1]!;
      if (more !== 0) this.#change(this.codes.placed[group]!, more, units[i]!);
    }
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
