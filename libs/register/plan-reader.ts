import { hash } from 'node:crypto';
import { Recent } from '#directory';
import {
  computePlan,
  explainNumber,
  meanReleasesModel,
  sealPlan,
  type Explanation,
  type ExplainFilter,
  type MovementFacts,
  type PlanDocument,
  type PlanFacts,
  type PlanOptions,
  type StockRow,
} from '#plan';
import { yearOf, type CivilDate } from '#temporal';
import { resolveKnownAt, type KnownAt } from './coordinates.js';
import { UnknownAmbito } from './errors.js';
import { planFactsOf } from './plan-facts.js';
import type { PlanCoordinates } from './queries.js';
import type { Register } from './register.js';
import { withStockUnits } from './stock-units.js';

/** Years before Y whose releases the model of turnover is the mean of. */
const MODEL_YEARS = 3;

/** Stocks of a year's first day kept, some kilobytes each: measures of the dates of a year all begin with it. */
const YEAR_BEGINS = 64;

/** A plan's coordinates, resolved. */
export interface ResolvedPlan {
  readonly facts: PlanFacts;
  readonly options: PlanOptions;
  readonly known: KnownAt;
}

/** Plans as of their coordinates, from the views. */
export class PlanReader {
  readonly #yearBegins = new Recent<readonly StockRow[]>(YEAR_BEGINS);

  constructor(private readonly register: Pick<Register, 'store' | 'views'>) {}

  /** @throws BadCoordinate UnknownAmbito UnknownRuleSet */
  async plan(coordinates: PlanCoordinates): Promise<PlanDocument> {
    return this.planOf(await this.resolve(coordinates));
  }

  /** @throws UnknownRuleSet */
  planOf({ facts, options }: ResolvedPlan): PlanDocument {
    return sealPlan(computePlan(facts, options), (text) => hash('sha256', text, 'hex'));
  }

  /** A number opened down to its units, those of letter a too. @throws UnknownAddress UnknownRuleSet */
  explain({ facts, options, known }: ResolvedPlan, address: string, filter: ExplainFilter = {}): Explanation {
    const opened = explainNumber(facts, address, filter, options);
    const { ambito, validAt } = facts;
    const asOf = { ambito, validAt, knownAt: known.position };
    return { ...opened, rows: withStockUnits(this.register.views, asOf, opened.rows) };
  }

  async resolve(coordinates: PlanCoordinates): Promise<ResolvedPlan> {
    const { ambito, year, ruleSet } = coordinates;
    const { views, store } = this.register;
    const known = await resolveKnownAt(store, coordinates.knownAt);
    await views.reached(known.position);
    const ambiti = views.directory.ambiti();
    if (!ambiti.includes(ambito)) throw new UnknownAmbito(ambito, ambiti);
    const validAt = coordinates.validAt ?? planDate(year);
    const facts = planFactsOf(views, { ambito, year, validAt, known });
    const options: PlanOptions = {
      movements: this.movements(ambito, yearOf(validAt), validAt, known, facts.stock),
      ...(ruleSet !== undefined && { ruleSet }),
      ...(coordinates.turnoverModel && { turnoverModel: this.turnoverModel(ambito, year, known) }),
    };
    return { facts, options, known };
  }

  private turnoverModel(ambito: string, year: number, known: KnownAt) {
    const years = Array.from({ length: MODEL_YEARS }, (_, i) => year - MODEL_YEARS + i);
    return meanReleasesModel(years.map((past) => this.movements(ambito, past, `${past}-12-31`, known)));
  }

  /** @param stock of the date, where it was counted already */
  private movements(
    ambito: string,
    year: number,
    validAt: CivilDate,
    known: KnownAt,
    stock?: readonly StockRow[],
  ): MovementFacts {
    const { timeline } = this.register.views;
    const { position } = known;
    const stockAt = (on: CivilDate) => timeline.stock({ ambito, validAt: on, knownAt: position });
    const begin: CivilDate = `${year}-01-01`;
    // What a log held up to a position never changes.
    const atBegin = this.#yearBegins.get(`${ambito} ${begin} ${position}`, () => stockAt(begin));
    const { releases, lets } = timeline.movements({ ambito, year, validAt, knownAt: position });
    return {
      year,
      releases,
      lettings: lets,
      stockOn: [
        { on: begin, rows: atBegin },
        { on: validAt, rows: stock ?? stockAt(validAt) },
      ],
    };
  }
}

/** The date a plan of the year stands on when none is said: 31 December of the year before. */
export function planDate(year: number): CivilDate {
  return `${String(year - 1).padStart(4, '0')}-12-31`;
}
