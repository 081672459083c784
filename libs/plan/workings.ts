import { planContext, type PlanContext } from './context.js';
import type { AssignmentOfYear, MovementFacts, PlanFacts, PlanUnit } from './facts.js';
import type { FigureTable } from './figures.js';
import { letterA, type StockFigure } from './letters/letter-a.js';
import { letterB } from './letters/letter-b.js';
import { letterC } from './letters/letter-c.js';
import { letterD } from './letters/letter-d.js';
import { letterE1, letterE2, type TurnoverModel, type TurnoverTable } from './letters/letter-e.js';
import { letterF } from './letters/letter-f.js';
import { letterG, type ExpectedTable } from './letters/letter-g.js';
import { letterH, type IndigentFigure } from './letters/letter-h.js';
import { letterIa, letterIb, type CategoryFigure, type PoliceFigure } from './letters/letter-i.js';
import { letterJ } from './letters/letter-j.js';
import { letterK, type AssignmentTable } from './letters/letter-k.js';
import { ruleSetById, ruleSetInForce } from './rule-sets/index.js';

export interface PlanOptions {
  /** Id of a rule set; absent: the one in force at D. */
  readonly ruleSet?: string;
  /** Asks for a model of turnover where neither a count nor a forecast speaks. */
  readonly turnoverModel?: TurnoverModel;
  /** The movements of a year: re-let times and the turnover rate are measured over them. */
  readonly movements?: MovementFacts;
}

/** Every letter with the units and figures behind it: what the document is written from and numbers are explained by. */
export interface Workings {
  readonly context: PlanContext;
  readonly a: readonly StockFigure[];
  readonly b: FigureTable<PlanUnit>;
  readonly c: FigureTable<PlanUnit>;
  readonly d: FigureTable<PlanUnit>;
  readonly e1: FigureTable<PlanUnit>;
  readonly e2: TurnoverTable;
  readonly f: FigureTable<PlanUnit>;
  readonly g: ExpectedTable;
  readonly h: readonly IndigentFigure[];
  readonly ia: readonly CategoryFigure[];
  readonly ib: readonly PoliceFigure[];
  readonly j: FigureTable<PlanUnit>;
  readonly k: AssignmentTable;
}

/** A figure of a letter whatever it rests on. */
export type AnyTable = FigureTable<PlanUnit> | FigureTable<AssignmentOfYear>;

/** @throws UnknownRuleSet */
export function computeWorkings(facts: PlanFacts, options: PlanOptions = {}): Workings {
  const ruleSet = options.ruleSet === undefined ? ruleSetInForce(facts.validAt) : ruleSetById(options.ruleSet);
  const context = planContext(facts, ruleSet);
  const tables = {
    b: letterB(context),
    c: letterC(context),
    d: letterD(context),
    e1: letterE1(context),
    e2: letterE2(context, options.turnoverModel),
    f: letterF(context),
  };
  const g = letterG(context, tables);
  return {
    context,
    a: letterA(context),
    ...tables,
    g,
    h: letterH(context, g),
    ia: letterIa(context),
    ib: letterIb(context, g),
    j: letterJ(context, g),
    k: letterK(context),
  };
}
