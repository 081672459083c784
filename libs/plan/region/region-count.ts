import type { ServiceClass } from '#units/domain';
import { stillCarries } from '../letters/carried-units.js';
import { isMobility, isOfLetterK } from '../letters/letter-k.js';
import type { Standing } from '../letters/standing.js';
import type { RuleSet } from '../rule-sets/index.js';
import { INERT, LET, type GroupCodes, type LetKind } from './group-codes.js';
import { SUM, type PlaceSums } from './place-sums.js';
import type { Places } from './places.js';
import type { OpenLetters } from './open-letters.js';
import type { Carrier } from './owners-view.js';
import type { CountedLets, CountedUnits, RegionFacts, SpecialUnits, UnitGroup, UnitVisitor } from './region-facts.js';
import { openQuestions, ownLetters } from './unit-letters.js';

const SUM_OF_STOCK: Readonly<Record<ServiceClass, number>> = { SAP: SUM.sap, SAS: SUM.sas, OTHER: SUM.other };

/** Adds up, place by place, what the letters count of units and lets. */
export class RegionCount {
  readonly #visitor: UnitVisitor = {
    columnsOf: (base) => this.#columnsOf(base),
    ambito: (name, units, specials) => {
      const ambito = this.places.ambito(name);
      this.sums.take(ambito, units);
      this.#specials(ambito, specials);
    },
  };
  #units!: CountedUnits;
  #open!: OpenLetters;

  constructor(
    private readonly places: Places,
    private readonly codes: GroupCodes,
    private readonly sums: PlaceSums,
  ) {}

  /** Returns the slots of owners that are in their Ambito's plan for a unit that was only named. */
  count(facts: RegionFacts, open: OpenLetters, carriers: readonly Carrier[], ruleSet: RuleSet): ReadonlySet<number> {
    this.sums.clear(ruleSet);
    this.#units = facts.units;
    this.#open = open;
    facts.units.visit(this.#visitor);
    this.#lets(facts.lets, ruleSet);
    return this.#carriers(facts, carriers);
  }

  #columnsOf(base: UnitGroup): readonly number[] {
    if (base.stock === 'OUT') return [];
    const stock = base.stock === 'IN_STOCK' ? SUM_OF_STOCK[base.serviceClass] : SUM.planned;
    return this.sums.columns(this.places.place(base), stock, ownLetters(base));
  }

  /** Adds what the year, lots and conventions make of units that were counted with their own letters. */
  #specials(ambito: number, { codes, groups, units, count }: SpecialUnits): void {
    let open = this.#open.of(this.codes);
    const known = this.codes.specials(ambito, codes.length);
    const { questions, places, letters } = known;
    for (let i = 0; i < count; i++) {
      const group = groups[i]!;
      let question = questions[group]!;
      if (question === 0) {
        question = this.codes.lookAt(known, group, this.#units.groupKey(codes[group]!));
        open = this.#open.of(this.codes);
      }
      if (question === INERT) continue;
      const more = open[question - 1]!;
      if (more !== 0) this.sums.addLetters(ambito, places[group]!, letters[group]!, more, units[i]!);
    }
  }

  /** Units that carry a count stand in its letter as well. */
  #carriers({ named }: RegionFacts, carriers: readonly Carrier[]): ReadonlySet<number> {
    const slots = new Set<number>();
    if (carriers.length === 0) return slots;
    const units = new Map(named(carriers.map(({ unitId }) => unitId)).map((unit) => [unit.unitId, unit]));
    for (const { unitId, ambito, counts } of carriers) {
      const unit = units.get(unitId);
      if (unit?.ambito !== ambito) continue;
      const place = this.places.place(unit);
      slots.add(this.places.slotOf[place]!);
      const letters = this.#lettersOf(ambito, unit);
      const carried = counts.reduce((all, { letter, statedOn }) => {
        return stillCarries(unit, statedOn) ? all | letter : all;
      }, letters);
      if (carried === letters) continue;
      this.sums.addLetters(this.places.ambito(ambito), this.places.indexOf[place]!, letters, carried, 1);
    }
    return slots;
  }

  #lettersOf(ambito: string, unit: Standing): number {
    const question = this.codes.question(ambito, openQuestions(unit));
    return ownLetters(unit) | (question === undefined ? 0 : this.#open.of(this.codes)[question]!);
  }

  #lets(lets: CountedLets, ruleSet: RuleSet): void {
    const { codes, sums } = this;
    const sumsOf: number[] = [];
    lets.visit((name, byTurns) => {
      const ambito = this.places.ambito(name);
      for (let i = 0; i < byTurns.length; i += 2) {
        const at = codes.let(byTurns[i]!, lets);
        const place = codes.lets[at + LET.place]! - 1;
        const kind = codes.lets[at + LET.kind]!;
        while (kind >= sumsOf.length) sumsOf.push(sumOfLet(ruleSet, codes.kinds.all[sumsOf.length]!));
        const sum = sumsOf[kind]!;
        sums.add(ambito, place, sum, byTurns[i + 1]!);
        if (sum === SUM.mobility) sums.add(ambito, place, SUM.k, byTurns[i + 1]!);
      }
    });
  }
}

/** Where lets of a class by a channel are counted; mobility is counted in k as well. */
function sumOfLet(ruleSet: RuleSet, { serviceClass, channel }: LetKind): number {
  if (channel === null || !isOfLetterK(ruleSet, serviceClass, channel)) return SUM.otherLets;
  return isMobility(ruleSet, channel) ? SUM.mobility : SUM.k;
}
