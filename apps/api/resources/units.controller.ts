import { Controller, Get, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Type, type Static } from 'typebox';
import { UNIT_SORTS } from '#read-store';
import { GetUnit, GetUnitHistory, SearchUnits, type UnitsOf } from '#register';
import { code, flag, oneOf, text } from '#schema';
import { LIFECYCLE_STATES, SERVICE_CLASSES } from '#units/domain';
import { both } from '#wording';
import { asOf, knownAt, longPage, minPosition, page, unitRef, validAt, year } from '../http/common-fields.js';
import { Documented, PathOf, pathFields, queryFields, QueryOf } from '../http/fields.js';
import { Freshness } from '../http/freshness.js';
import { onlyFields, pageOf, pageOfAll } from '../http/lists.js';
import { UNIT_ITEM } from '../openapi/answers/units.js';
import { Reads } from '../openapi/operation.js';
import { invalidFields } from '../problems/problem.js';
import { API_BASE } from '../settings.js';
import { eventItem } from './events.js';

const LETTERS = ['b', 'c', 'd', 'e', 'f', 'g', 'j', 'k'] as const;
const SORTS = UNIT_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

const unitPath = pathFields('UnitPath', { unit: unitRef });
const unitQuery = queryFields('UnitQuery', asOf);
const historyQuery = queryFields('UnitHistoryQuery', { knownAt, minPosition, ...longPage });
const searchQuery = queryFields('UnitSearchQuery', {
  q: Type.Optional(text('The unit’s id, or an alias it has or had, or a part of one.', 100)),
  owner: Type.Optional(code('Id of the owner.')),
  municipality: Type.Optional(
    Type.String({
      pattern: '^(\\d{6}|unknown)$',
      description: 'ISTAT code; `unknown`: those whose municipality is not known.',
    }),
  ),
  ambito: Type.Optional(code('Id of the Ambito.')),
  lifecycle: Type.Optional(oneOf([...LIFECYCLE_STATES], 'Lifecycle state.')),
  stock: Type.Optional(oneOf(['PLANNED', 'IN_STOCK', 'OUT'], 'Whether it is in stock.')),
  serviceClass: Type.Optional(oneOf([...SERVICE_CLASSES], 'SAP, SAS or OTHER.')),
  provisional: Type.Optional(flag('Without an alias.')),
  sat: Type.Optional(flag('Designated for transitory services.')),
  programme: Type.Optional(code('Id of the programme of works.')),
  lot: Type.Optional(code('Id of the lot.')),
  letter: Type.Optional(
    oneOf([...LETTERS], 'Those that stand in this letter of a plan, which `ambito` and `year` name.'),
  ),
  year: Type.Optional(year),
  validAt,
  knownAt,
  sort: Type.Optional(oneOf(SORTS, 'By label when absent; a minus: the other way round.')),
  fields: Type.Optional(text('Only these fields of each unit, comma-separated.', 300)),
  ...page,
  minPosition,
});

type UnitPath = Static<typeof unitPath.schema>;
type SearchQuery = Static<typeof searchQuery.schema>;

@ApiTags('units')
@Controller(`${API_BASE}/units`)
export class UnitsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Reads('listUnits', 'Units by what is looked for, a page at a time', { answers: 'UnitList' })
  @Documented(searchQuery)
  async list(@QueryOf(searchQuery) query: SearchQuery, @Req() request: Request) {
    const {
      letter: _letter,
      year: _year,
      knownAt: _knownAt,
      minPosition,
      fields,
      sort,
      municipality,
      ...search
    } = query;
    const of = unitsOf(query);
    await this.freshness.reached(minPosition, 'readStore');
    const descending = sort?.startsWith('-') ?? false;
    const found = await this.queries.execute(
      new SearchUnits(
        {
          ...search,
          ...(municipality !== undefined && { municipality: municipality === 'unknown' ? null : municipality }),
          ...(sort !== undefined && { sort: UNIT_SORTS.find((name) => sort.endsWith(name))!, descending }),
        },
        of,
      ),
    );
    const items = onlyFields(found.items, fields, Object.keys(UNIT_ITEM));
    return { ...pageOf(request, items, found.next), total: found.total };
  }

  @Get(':unit')
  @Reads('showUnit', 'A unit as of (validAt, knownAt)', {
    answers: 'Unit',
    description: 'ETag is the revision of its history: what If-Match of a command speaks of.',
  })
  @Documented(unitPath, unitQuery)
  async show(
    @PathOf(unitPath) { unit }: UnitPath,
    @QueryOf(unitQuery) query: Static<typeof unitQuery.schema>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { minPosition, ...coordinates } = query;
    await this.freshness.reached(minPosition, 'index');
    const reading = await this.queries.execute(new GetUnit(unit, coordinates));
    if (reading.revision !== null) response.set('ETag', `"${reading.revision}"`);
    return reading;
  }

  @Get(':unit/events')
  @Reads('listUnitEvents', 'Every event of a unit, in both clocks', { answers: 'UnitHistory' })
  @Documented(unitPath, historyQuery)
  async events(
    @PathOf(unitPath) { unit }: UnitPath,
    @QueryOf(historyQuery) query: Static<typeof historyQuery.schema>,
    @Req() request: Request,
  ) {
    await this.freshness.reached(query.minPosition, 'index');
    const { unitId, label, events } = await this.queries.execute(new GetUnitHistory(unit, query.knownAt));
    const items = events.map(eventItem);
    return { unitId, label, ...pageOfAll(request, items, query, ({ revision }) => revision) };
  }
}

/**
 * What the list knows, or the plan whose letter is asked for.
 * @throws Problem invalid-fields where what names the plan is missing, or there is none
 */
function unitsOf({ letter, ambito, year, validAt, knownAt }: SearchQuery): UnitsOf | undefined {
  if (letter === undefined) {
    if (year !== undefined) throw missing('letter', 'con year serve letter', 'year goes with letter');
    return knownAt === undefined ? undefined : { knownAt };
  }
  if (ambito === undefined) throw missing('ambito', 'letter vuole anche ambito', 'letter asks for ambito too');
  if (year === undefined) throw missing('year', 'letter vuole anche year', 'letter asks for year too');
  const plan = { ambito, year, ...(validAt !== undefined && { validAt }), ...(knownAt !== undefined && { knownAt }) };
  return { letter, plan };
}

function missing(field: string, it: string, en: string) {
  return invalidFields([{ in: 'query', field, rule: 'required', message: both(it, en) }]);
}
