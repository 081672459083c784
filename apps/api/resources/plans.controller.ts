import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type, type Static } from 'typebox';
import { ComparePlans, ExplainPlan, GetPlan } from '#register';
import type { PlanDocument } from '#plan';
import { date, flag, oneOf, text } from '#schema';
import { ambito, asOf, bodyRef, knownAt, minPosition, year } from '../http/common-fields.js';
import { Documented, PathOf, pathFields, queryFields, QueryOf } from '../http/fields.js';
import { Freshness } from '../http/freshness.js';
import { listOf } from '../http/lists.js';
import { Reads } from '../openapi/operation.js';
import { API_BASE } from '../settings.js';
import { eventItem } from './events.js';

const rules = {
  ruleSet: Type.Optional(text('Id of a rule set; absent: the one in force at validAt.', 100)),
  turnoverModel: Type.Optional(
    flag('Asks for the model of turnover where neither a count nor a forecast speaks (letter e2).'),
  ),
};
const planPath = pathFields('PlanPath', { ambito, year });
const planQuery = queryFields('PlanQuery', { ...asOf, ...rules });
const findingQuery = queryFields('FindingQuery', {
  ...asOf,
  ...rules,
  severity: Type.Optional(oneOf(['error', 'warning', 'info'], 'Findings of this severity only.')),
  rule: Type.Optional(text('Findings of this rule only.', 100)),
});
const explanationQuery = queryFields('ExplanationQuery', {
  ...asOf,
  ...rules,
  cell: text('Which number: letter and column, e.g. `g.free`, `k.assigned`, `c.units`.', 40),
  owner: Type.Optional(bodyRef),
  municipality: Type.Optional(text('ISTAT code, name or spelling of the municipality.')),
});
const comparisonQuery = queryFields('ComparisonQuery', {
  fromValidAt: Type.Optional(date('validAt of the plan compared from.')),
  fromKnownAt: knownAt,
  fromRuleSet: rules.ruleSet,
  toValidAt: Type.Optional(date('validAt of the plan compared to.')),
  toKnownAt: knownAt,
  toRuleSet: rules.ruleSet,
  turnoverModel: rules.turnoverModel,
  minPosition,
});

type PlanPath = Static<typeof planPath.schema>;
type PlanQuery = Static<typeof planQuery.schema>;

@ApiTags('plans')
@Controller(`${API_BASE}/plans/:ambito/:year`)
export class PlansController {
  constructor(
    private readonly queries: QueryBus,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Reads('showPlan', 'The annual plan as of (validAt, knownAt)', {
    answers: 'Plan',
    description: 'validAt is 31 December of the year before where absent. Same coordinates, same bytes.',
  })
  @Documented(planPath, planQuery)
  plan(@PathOf(planPath) path: PlanPath, @QueryOf(planQuery) query: PlanQuery) {
    return this.planAt(path, query);
  }

  @Get('findings')
  @Reads('listFindings', 'What the checks of the plan found', { answers: 'FindingList' })
  @Documented(planPath, findingQuery)
  async findings(@PathOf(planPath) path: PlanPath, @QueryOf(findingQuery) query: Static<typeof findingQuery.schema>) {
    const { severity, rule, ...coordinates } = query;
    const { findings } = await this.planAt(path, coordinates);
    const wanted = findings.filter((f) => (severity ?? f.severity) === f.severity && (rule ?? f.rule) === f.rule);
    return listOf(wanted);
  }

  @Get('explanations')
  @Reads('explainPlan', 'A number of the plan opened, down to units and events', { answers: 'PlanExplanation' })
  @Documented(planPath, explanationQuery)
  async explanations(
    @PathOf(planPath) path: PlanPath,
    @QueryOf(explanationQuery) query: Static<typeof explanationQuery.schema>,
  ) {
    const { cell, owner, municipality, minPosition, ...coordinates } = query;
    // Events come from the log, by the index's units: the read store has no part in it.
    await this.freshness.reached(minPosition, 'index');
    const choice = { cell, ...(owner !== undefined && { owner }), ...(municipality !== undefined && { municipality }) };
    const { explanation, events } = await this.queries.execute(new ExplainPlan({ ...path, ...coordinates }, choice));
    const behind = Object.entries(events).map(([key, entries]) => [key, entries.map(eventItem)] as const);
    return { explanation, events: Object.fromEntries(behind) };
  }

  @Get('comparisons')
  @Reads('comparePlans', 'What moved between two coordinates of a plan, and the events that moved it', {
    answers: 'PlanComparison',
  })
  @Documented(planPath, comparisonQuery)
  async comparisons(
    @PathOf(planPath) path: PlanPath,
    @QueryOf(comparisonQuery) query: Static<typeof comparisonQuery.schema>,
  ) {
    await this.freshness.reached(query.minPosition, 'index');
    const model = query.turnoverModel === undefined ? {} : { turnoverModel: query.turnoverModel };
    const from = { ...path, ...model, ...given(query.fromValidAt, query.fromKnownAt, query.fromRuleSet) };
    const to = { ...path, ...model, ...given(query.toValidAt, query.toKnownAt, query.toRuleSet) };
    const compared = await this.queries.execute(new ComparePlans(from, to));
    const { changes, findings } = compared.diff;
    const [before, after] = [coordinatesOf(compared.from), coordinatesOf(compared.to)];
    return { from: before, to: after, changes, findings, events: compared.events.map(eventItem) };
  }

  private async planAt(path: PlanPath, { minPosition, ...coordinates }: PlanQuery): Promise<PlanDocument> {
    await this.freshness.reached(minPosition, 'index');
    return this.queries.execute(new GetPlan({ ...path, ...coordinates }));
  }
}

function given(validAt: string | undefined, knownAt: string | undefined, ruleSet: string | undefined) {
  return {
    ...(validAt !== undefined && { validAt }),
    ...(knownAt !== undefined && { knownAt }),
    ...(ruleSet !== undefined && { ruleSet }),
  };
}

function coordinatesOf({ ambito, year, validAt, knownAt, position, settled, ruleSet, digest }: PlanDocument) {
  return { ambito, year, validAt, knownAt, position, settled, ruleSet, digest };
}
