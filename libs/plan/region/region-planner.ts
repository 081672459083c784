import { ruleSetById, ruleSetInForce, type RuleSet } from '../rule-sets/index.js';
import { GroupCodes } from './group-codes.js';
import { Layout } from './layout.js';
import { OpenLetters } from './open-letters.js';
import { OwnersView } from './owners-view.js';
import { PlaceSums } from './place-sums.js';
import { Places } from './places.js';
import { RegionCount } from './region-count.js';
import type { RegionBody, RegionFacts } from './region-facts.js';
import type { RegionPlan, RegionRow } from './region-plan.js';
import { RegionRows } from './region-rows.js';
import { TotalsSum } from './totals-sum.js';

export interface RegionPlanOptions {
  /** Id of a rule set; absent: the one in force at D. */
  readonly ruleSet?: string;
}

/** Of what is made of the bodies and declarations, and of the lots and conventions, of a year: how many are kept. */
const YEARS = 16;
/** Orders of rows kept: they differ where bodies have other names at other dates. */
const LAYOUTS = 16;

/**
 * The plans of all Ambiti at once, numbers only, by the rules of `computePlan`: for every Ambito the same numbers. It
 * counts groups of equal units and puts each group into words once. So a planner belongs to the counts of one index,
 * whose groups it knows by their numbers.
 */
export class RegionPlanner {
  readonly #places = new Places();
  readonly #codes = new GroupCodes(this.#places);
  readonly #sums = new PlaceSums(this.#places);
  readonly #count = new RegionCount(this.#places, this.#codes, this.#sums);
  /** Those used last at the end. */
  #views: OwnersView[] = [];
  #openLetters: OpenLetters[] = [];
  /** The one used last at the end. */
  #layouts: Layout[] = [];

  /** @throws UnknownRuleSet */
  compute(facts: RegionFacts, options: RegionPlanOptions = {}): RegionPlan {
    const ruleSet = options.ruleSet === undefined ? ruleSetInForce(facts.validAt) : ruleSetById(options.ruleSet);
    const { year, validAt, knownAt, position, settled } = facts;
    const coordinates = { year, validAt, knownAt, position: position === null ? null : String(position), settled };
    return { ...coordinates, ruleSet: ruleSet.id, ...this.#tell(facts, ruleSet) };
  }

  #tell(facts: RegionFacts, ruleSet: RuleSet): Pick<RegionPlan, 'ambiti' | 'totals' | 'rows'> {
    const { reference, position } = facts;
    const totals = new Map(reference.ambiti.map((ambito) => [ambito, new TotalsSum()]));
    const rows: RegionRow[] = [];
    if (position !== null) this.#tellRows(facts, ruleSet, totals, rows);
    const whole = new TotalsSum();
    for (const sum of totals.values()) whole.addAll(sum);
    const isKnown = (sum: TotalsSum) => position !== null && (reference.bodies.length > 0 || sum.rows > 0);
    const isAnyKnown = reference.ambiti.some((ambito) => isKnown(totals.get(ambito)!));
    return {
      ambiti: [...totals].map(([ambito, sum]) => ({ ambito, totals: sum.totals(isKnown(sum)) })),
      totals: whole.totals(isAnyKnown),
      rows,
    };
  }

  #tellRows(facts: RegionFacts, ruleSet: RuleSet, totals: Map<string, TotalsSum>, rows: RegionRow[]): void {
    const view = this.#viewOf(facts);
    const named = this.#count.count(facts, this.#openLettersOf(facts), view.carriers, ruleSet);
    const layout = this.#layoutOf(view, facts.reference.bodies);
    const owners = view.owners(facts.validAt, layout);
    const ofOwner = new RegionRows(this.#places, this.#sums, layout, ruleSet);
    for (const slot of layout.slots) {
      const first = rows.length;
      const isExpected = view.expected.has(slot) || named.has(slot);
      ofOwner.add(slot, owners[slot]!, isExpected, view.declared[slot], rows);
      if (rows.length === first) continue;
      const ambito = this.#places.ambitoOf[slot]!;
      let sum = totals.get(ambito);
      if (!sum) totals.set(ambito, (sum = new TotalsSum()));
      sum.addFrom(rows, first);
    }
  }

  #viewOf({ reference, year }: RegionFacts): OwnersView {
    const known = this.#views.find((view) => view.isOf(reference, year));
    const view = known ?? new OwnersView(reference, year, this.#places);
    this.#views = usedLast(this.#views, view);
    return view;
  }

  #openLettersOf({ reference, year }: RegionFacts): OpenLetters {
    const known = this.#openLetters.find((open) => open.isOf(reference, year));
    const open = known ?? new OpenLetters(reference, year);
    this.#openLetters = usedLast(this.#openLetters, open);
    return open;
  }

  #layoutOf(view: OwnersView, bodies: readonly RegionBody[]): Layout {
    if (view.layout?.isCurrent()) return view.layout;
    const known = this.#layouts.find((layout) => layout.isOf(bodies));
    const layout = known ?? new Layout(bodies, this.#places);
    this.#layouts = [...this.#layouts.filter((other) => other !== layout && other.isCurrent()), layout].slice(-LAYOUTS);
    return layout;
  }
}

function usedLast<T>(kept: readonly T[], used: T): T[] {
  return [...kept.filter((other) => other !== used), used].slice(-YEARS);
}
