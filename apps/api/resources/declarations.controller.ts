import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Type, type Static } from 'typebox';
import { CorrectFacts, RecordFacts, type CommandContext } from '#recording';
import { GetStreamHistory, ListDeclarations } from '#register';
import { code } from '#schema';
import { both } from '#wording';
import { answerCommand } from '../http/command-answer.js';
import { CommandOf } from '../http/command-headers.js';
import { ambito, knownAt, longPage, minPosition, year } from '../http/common-fields.js';
import { Documented, PathOf, pathFields, queryFields, QueryOf } from '../http/fields.js';
import { Freshness } from '../http/freshness.js';
import { pageOfAll } from '../http/lists.js';
import { Commands, Reads } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import { factRequests } from '../requests/aggregates.js';
import { API_BASE } from '../settings.js';
import { eventItem } from './events.js';

const requests = factRequests.declaration;
const owner = code('Id of the owner.');
const path = pathFields('DeclarationPath', { ambito, year, owner });
const knowledge = queryFields('DeclarationQuery', { knownAt, minPosition });
const historyQuery = queryFields('DeclarationHistoryQuery', { knownAt, minPosition, ...longPage });
const listQuery = queryFields('DeclarationListQuery', {
  ambito: Type.Optional(ambito),
  year: Type.Optional(year),
  owner: Type.Optional(owner),
  knownAt,
  minPosition,
  ...longPage,
});
type Path = Static<typeof path.schema>;
type Knowledge = Static<typeof knowledge.schema>;

const idOf = ({ ambito, year, owner }: Path) => `${ambito}-${year}-${owner}`;
const eventsOf = ({ ambito, year, owner }: Path) =>
  `/${API_BASE}/declarations/${encodeURIComponent(ambito)}/${year}/${encodeURIComponent(owner)}/events`;

/** Declarations belong to their year: they are read by knowledge alone, never by a valid date (domain.md, section 4). */
@ApiTags('declarations')
@ApiExtraModels(...requests.models())
@Controller(`${API_BASE}/declarations`)
export class DeclarationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Reads('listDeclarations', 'Owners’ declarations as known at knownAt', { answers: 'DeclarationList' })
  @Documented(listQuery)
  async list(@QueryOf(listQuery) query: Static<typeof listQuery.schema>, @Req() request: Request) {
    const { knownAt, minPosition, limit: _limit, cursor: _cursor, ...search } = query;
    await this.freshness.reached(minPosition, 'index');
    const all = await this.queries.execute(new ListDeclarations(search, knownAt));
    return pageOfAll(request, all, query, idOf);
  }

  @Get(':ambito/:year/:owner')
  @Reads('showDeclaration', 'An owner’s declaration for a year, as known at knownAt', { answers: 'Declaration' })
  @Documented(path, knowledge)
  async show(
    @PathOf(path) key: Path,
    @QueryOf(knowledge) { knownAt, minPosition }: Knowledge,
    @Res({ passthrough: true }) response: Response,
  ) {
    await this.freshness.reached(minPosition, 'index');
    const [found] = await this.queries.execute(new ListDeclarations(key, knownAt));
    if (!found) throw notFound(key);
    const last = (await this.queries.execute(new GetStreamHistory(`declaration-${idOf(key)}`))).at(-1);
    if (last) response.set('ETag', `"${last.revision}"`);
    return found;
  }

  @Get(':ambito/:year/:owner/events')
  @Reads('listDeclarationEvents', 'Every event of a declaration, in both clocks', { answers: 'EventList' })
  @Documented(path, historyQuery)
  async events(
    @PathOf(path) key: Path,
    @QueryOf(historyQuery) query: Static<typeof historyQuery.schema>,
    @Req() request: Request,
  ) {
    await this.freshness.reached(query.minPosition, 'index');
    const events = await this.queries.execute(new GetStreamHistory(`declaration-${idOf(key)}`, query.knownAt));
    if (events.length === 0) throw notFound(key);
    return pageOfAll(request, events.map(eventItem), query, ({ revision }) => revision);
  }

  @Post(':ambito/:year/:owner/facts')
  @Commands('recordDeclarationFacts', 'What an owner declares for a year, in one append')
  @Documented(path)
  @ApiBody({ schema: requests.factsBody() })
  async facts(
    @CommandOf() context: CommandContext,
    @PathOf(path) key: Path,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const command = new RecordFacts(context, 'declaration', idOf(key), requests.facts(body));
    return answerCommand(response, await this.commands.execute(command), eventsOf(key));
  }

  @Post(':ambito/:year/:owner/annulments')
  @Commands('annulDeclarationEvents', 'Events of a declaration are annulled, with what stands in their place')
  @Documented(path)
  @ApiBody({ schema: requests.annulmentsBody() })
  async annul(
    @CommandOf() context: CommandContext,
    @PathOf(path) key: Path,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ) {
    const command = new CorrectFacts(context, 'declaration', idOf(key), requests.corrections(body));
    return answerCommand(response, await this.commands.execute(command), eventsOf(key));
  }
}

function notFound(key: Path): Problem {
  return new Problem('not-found', both(`nessuna dichiarazione ${idOf(key)}`, `no declaration ${idOf(key)}`));
}
