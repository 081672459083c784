import { Body, Controller, Get, Post, Req, Res, type Type as Class } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Static } from 'typebox';
import { CorrectFacts, RecordFacts, type CommandContext } from '#recording';
import { GetStreamHistory, ListReference, type ReferenceLists } from '#register';
import { code } from '#schema';
import { both } from '#wording';
import { answerCommand } from '../http/command-answer.js';
import { CommandOf } from '../http/command-headers.js';
import { asOf, knownAt, longPage, minPosition } from '../http/common-fields.js';
import { Documented, PathOf, pathFields, queryFields, QueryOf } from '../http/fields.js';
import { Freshness } from '../http/freshness.js';
import { pageOfAll } from '../http/lists.js';
import { Commands, Reads } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import { factRequests } from '../requests/aggregates.js';
import { API_BASE } from '../settings.js';
import { eventItem } from './events.js';

export interface ReferenceNames {
  /** In paths: `bodies`. */
  readonly plural: string;
  /** In operation ids: `Bodies`. */
  readonly many: string;
  /** In sentences and schemas: `Body`. */
  readonly one: string;
  readonly it: string;
}

/** The resource of one of the aggregates that have facts and corrections and nothing else: list, one, history, commands. */
export function referenceController<A extends keyof ReferenceLists>(
  aggregate: A,
  names: ReferenceNames,
): Class<object> {
  const requests = factRequests[aggregate];
  const { plural, many, one } = names;
  const path = pathFields(`${one}Path`, { id: code(`Id of the ${aggregate}.`) });
  const query = queryFields(`${one}Query`, asOf);
  const listQuery = queryFields(`${one}ListQuery`, { ...asOf, ...longPage });
  const historyQuery = queryFields(`${one}HistoryQuery`, { knownAt, minPosition, ...longPage });
  type Path = { readonly id: string };
  type Query = Static<typeof query.schema>;
  const eventsOf = (id: string) => `/${API_BASE}/${plural}/${encodeURIComponent(id)}/events`;

  @ApiTags(plural)
  @ApiExtraModels(...requests.models())
  @Controller(`${API_BASE}/${plural}`)
  class ReferenceController {
    constructor(
      readonly commands: CommandBus,
      readonly queries: QueryBus,
      readonly freshness: Freshness,
    ) {}

    @Get()
    @Reads(`list${many}`, `${many} as of (validAt, knownAt)`, { answers: `${one}List` })
    @Documented(listQuery)
    async list(@QueryOf(listQuery) query: Static<typeof listQuery.schema>, @Req() request: Request) {
      const { minPosition, limit: _limit, cursor: _cursor, ...coordinates } = query;
      await this.freshness.reached(minPosition, 'index');
      const all = await this.queries.execute(new ListReference(aggregate, coordinates));
      return pageOfAll(request, all, query, ({ id }) => id);
    }

    @Get(':id')
    @Reads(`show${one}`, `One ${aggregate} as of (validAt, knownAt)`, { answers: one })
    @Documented(path, query)
    async show(
      @PathOf(path) { id }: Path,
      @QueryOf(query) { minPosition, ...coordinates }: Query,
      @Res({ passthrough: true }) response: Response,
    ) {
      await this.freshness.reached(minPosition, 'index');
      const all = await this.queries.execute(new ListReference(aggregate, coordinates));
      const found = all.find((row) => row.id === id);
      if (!found) throw this.notFound(id);
      const last = (await this.queries.execute(new GetStreamHistory(`${aggregate}-${id}`))).at(-1);
      if (last) response.set('ETag', `"${last.revision}"`);
      return found;
    }

    @Get(':id/events')
    @Reads(`list${one}Events`, `Every event of one ${aggregate}, in both clocks`, { answers: 'EventList' })
    @Documented(path, historyQuery)
    async events(
      @PathOf(path) { id }: Path,
      @QueryOf(historyQuery) query: Static<typeof historyQuery.schema>,
      @Req() request: Request,
    ) {
      await this.freshness.reached(query.minPosition, 'index');
      const events = await this.queries.execute(new GetStreamHistory(`${aggregate}-${id}`, query.knownAt));
      if (events.length === 0) throw this.notFound(id);
      return pageOfAll(request, events.map(eventItem), query, ({ revision }) => revision);
    }

    @Post(':id/facts')
    @Commands(`record${one}Facts`, `One or more facts of one ${aggregate}, in one append; the first makes it`)
    @Documented(path)
    @ApiBody({ schema: requests.factsBody() })
    async facts(
      @CommandOf() context: CommandContext,
      @PathOf(path) { id }: Path,
      @Body() body: unknown,
      @Res({ passthrough: true }) response: Response,
    ) {
      const outcome = await this.commands.execute(new RecordFacts(context, aggregate, id, requests.facts(body)));
      return answerCommand(response, outcome, eventsOf(id));
    }

    @Post(':id/annulments')
    @Commands(`annul${one}Events`, `Events of one ${aggregate} are annulled, with what stands in their place`)
    @Documented(path)
    @ApiBody({ schema: requests.annulmentsBody() })
    async annul(
      @CommandOf() context: CommandContext,
      @PathOf(path) { id }: Path,
      @Body() body: unknown,
      @Res({ passthrough: true }) response: Response,
    ) {
      const outcome = await this.commands.execute(new CorrectFacts(context, aggregate, id, requests.corrections(body)));
      return answerCommand(response, outcome, eventsOf(id));
    }

    notFound(id: string): Problem {
      return new Problem('not-found', both(`${names.it}: nessuno con id "${id}"`, `no ${aggregate} "${id}"`));
    }
  }
  // Nest tells modules' classes apart by name where it reports on them.
  Object.defineProperty(ReferenceController, 'name', { value: `${many}Controller` });
  return ReferenceController;
}

export const referenceControllers = [
  referenceController('body', { plural: 'bodies', many: 'Bodies', one: 'Body', it: 'enti' }),
  referenceController('programme', { plural: 'programmes', many: 'Programmes', one: 'Programme', it: 'programmi' }),
  referenceController('conferral', { plural: 'conferrals', many: 'Conferrals', one: 'Conferral', it: 'conferimenti' }),
  referenceController('notice', { plural: 'notices', many: 'Notices', one: 'Notice', it: 'avvisi' }),
];
