import { stillCarries } from '../letters/carried-units.js';
import { isMobility, isOfLetterK } from '../letters/letter-k.js';
import type { Standing } from '../letters/standing.js';
import type { RuleSet } from '../rule-sets/index.js';
import { BASE, INERT, MOVEMENT, NO_LET, NOT_IN_STOCK, OUT, SPECIAL, type GroupCodes } from './group-codes.js';
import { SUM, type PlaceSums } from './place-sums.js';
import type { Places } from './places.js';
import type { ReferenceView } from './reference-view.js';
import type { CountedMovements, CountedUnits, RegionFacts } from './region-facts.js';
import { BIT, openQuestions, ownLetters } from './unit-letters.js';

/** Adds up, place by place, what the letters count of units and lets. */
export class RegionCount {
  constructor(
    private readonly places: Places,
    private readonly codes: GroupCodes,
    private readonly sums: PlaceSums,
  ) {}

  count(facts: RegionFacts, view: ReferenceView, ruleSet: RuleSet): void {
    this.sums.clear(ruleSet);
    for (const slot of view.expected) this.sums.hearSlot(slot);
    this.#units(facts.units, facts.year, view);
    this.#carriers(facts, view);
    this.#lets(facts.movements, ruleSet);
  }

  #units(units: CountedUnits, year: number, view: ReferenceView): void {
    const { codes, sums } = this;
    units.visit({
      base: (base, count) => {
        const at = codes.base(base, units);
        const place = codes.bases[at + BASE.place]!;
        if (place === OUT) return;
        sums.hear(place - 1);
        const stock = codes.bases[at + BASE.stock]!;
        if (stock !== NOT_IN_STOCK) sums.add(place - 1, SUM.sap + stock, count);
        const letters = codes.bases[at + BASE.letters]!;
        if (letters !== 0) sums.addUnits(place - 1, letters, count);
      },
      special: (group, count) => {
        const at = codes.special(group, units);
        const place = codes.specials[at + SPECIAL.place]!;
        if (place === INERT) return;
        const own = codes.specials[at + SPECIAL.letters]!;
        const letters = own | this.#openLetters(at, year, view);
        if (letters !== own) this.#change(place - 1, own, letters, count);
      },
    });
  }

  /** The letters that the year, lots and conventions give to the units of a special group. */
  #openLetters(at: number, year: number, view: ReferenceView): number {
    const { specials } = this.codes;
    const lot = specials[at + SPECIAL.lot]!;
    const conferral = specials[at + SPECIAL.conferral]!;
    return (
      (specials[at + SPECIAL.turnoverIn] === year ? BIT.e2 : 0) |
      (lot === 0 ? 0 : view.lotLetters(this.codes)[lot - 1]!) |
      (conferral === 0 ? 0 : view.conferralLetters(this.codes)[conferral - 1]!)
    );
  }

  /** Units counted with some letters stand in others. */
  #change(place: number, from: number, to: number, units: number): void {
    this.sums.addUnits(place, from, -units);
    this.sums.addUnits(place, to, units);
  }

  /** Units that carry a count stand in its letter as well. */
  #carriers({ named, year }: RegionFacts, view: ReferenceView): void {
    if (view.carriers.length === 0) return;
    const units = new Map(named(view.carriers.map(({ unitId }) => unitId)).map((unit) => [unit.unitId, unit]));
    for (const { unitId, ambito, counts } of view.carriers) {
      const unit = units.get(unitId);
      if (unit?.ambito !== ambito) continue;
      const place = this.places.place(unit);
      this.sums.hear(place);
      const letters = this.#lettersOf(ambito, unit, year, view);
      const carried = counts.reduce((all, { letter, statedOn }) => {
        return stillCarries(unit, statedOn) ? all | letter : all;
      }, letters);
      if (carried !== letters) this.#change(place, letters, carried, 1);
    }
  }

  #lettersOf(ambito: string, unit: Standing, year: number, view: ReferenceView): number {
    const { turnoverIn, lot, conferral } = openQuestions(unit);
    const { lots, conferrals } = this.codes;
    const lotNumber = lot && lots.number({ ambito, ...lot });
    const conferralNumber = conferral === null ? null : conferrals.number({ ambito, conferral });
    return (
      ownLetters(unit) |
      (turnoverIn === year ? BIT.e2 : 0) |
      (lotNumber === null ? 0 : view.lotLetters(this.codes)[lotNumber]!) |
      (conferralNumber === null ? 0 : view.conferralLetters(this.codes)[conferralNumber]!)
    );
  }

  #lets(movements: CountedMovements, ruleSet: RuleSet): void {
    const { codes, sums } = this;
    const kindsKnown = () =>
      codes.kinds.all.map(({ serviceClass, channel }) => sumsOfLet(ruleSet, serviceClass, channel));
    let sumsOf = kindsKnown();
    movements.visit((group, count) => {
      const at = codes.movement(group, movements);
      const place = codes.movements[at + MOVEMENT.place]!;
      if (place === NO_LET) return;
      sums.hear(place - 1);
      const kind = codes.movements[at + MOVEMENT.kind]!;
      if (kind >= sumsOf.length) sumsOf = kindsKnown();
      for (const sum of sumsOf[kind]!) sums.add(place - 1, sum, count);
    });
  }
}

/** Where lets of a class by a channel are counted. */
function sumsOfLet(
  ruleSet: RuleSet,
  serviceClass: Parameters<typeof isOfLetterK>[1],
  channel: string,
): readonly number[] {
  if (!isOfLetterK(ruleSet, serviceClass, channel)) return [];
  return isMobility(ruleSet, channel) ? [SUM.k, SUM.mobility] : [SUM.k];
}
