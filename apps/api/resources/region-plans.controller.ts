import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Type, type Static } from 'typebox';
import { GetRegionPlan } from '#register';
import { text } from '#schema';
import { asOf, year } from '../http/common-fields.js';
import { Documented, PathOf, pathFields, queryFields, QueryOf } from '../http/fields.js';
import { Freshness } from '../http/freshness.js';
import { Reads } from '../openapi/operation.js';
import { API_BASE } from '../settings.js';

const regionPath = pathFields('RegionPlanPath', { year });
const regionQuery = queryFields('RegionPlanQuery', {
  ...asOf,
  ruleSet: Type.Optional(text('Id of a rule set; absent: the one in force at validAt.', 100)),
});

/** Before the plans of single Ambiti among the controllers: `region` is no Ambito. */
@ApiTags('plans')
@Controller(`${API_BASE}/plans/region/:year`)
export class RegionPlansController {
  constructor(
    private readonly queries: QueryBus,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Reads('showRegionPlan', 'The plans of every Ambito as of (validAt, knownAt), numbers only', {
    answers: 'RegionPlan',
    description:
      'validAt is 31 December of the year before where absent. Units and findings are in each Ambito’s plan.',
  })
  @Documented(regionPath, regionQuery)
  async plan(
    @PathOf(regionPath) path: Static<typeof regionPath.schema>,
    @QueryOf(regionQuery) query: Static<typeof regionQuery.schema>,
  ) {
    const { minPosition, ...coordinates } = query;
    await this.freshness.reached(minPosition, 'index');
    return this.queries.execute(new GetRegionPlan({ ...path, ...coordinates }));
  }
}
