import { Controller, Get, Req } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Type, type Static } from 'typebox';
import { both } from '#wording';
import { instantMillis } from '#event-store';
import { FindEvents } from '#register';
import { date, oneOf, text } from '#schema';
import { minPosition, page } from '../http/common-fields.js';
import { Documented, queryFields, QueryOf } from '../http/fields.js';
import { Freshness } from '../http/freshness.js';
import { pageOf } from '../http/lists.js';
import { Reads } from '../openapi/operation.js';
import { invalidFields, type FieldFault } from '../problems/problem.js';
import { API_BASE } from '../settings.js';
import { eventItem } from './events.js';

const instant = (description: string) => Type.Optional(text(`${description} With its offset.`, 40));

const eventQuery = queryFields('EventQuery', {
  stream: Type.Optional(text('Name of a stream: `unit-{uuid}`, `body-{id}`, …', 300)),
  type: Type.Optional(text('Type of event.', 100)),
  actor: Type.Optional(text('Who said so.')),
  recordedFrom: instant('Learned at this instant or later.'),
  recordedTo: instant('Learned at this instant or before.'),
  effectiveFrom: Type.Optional(date('True from this date or later.')),
  effectiveTo: Type.Optional(date('True from this date or before.')),
  sort: Type.Optional(
    oneOf(['position', '-position'], 'In the order of the log, or the newest first; `position` when absent.'),
  ),
  ...page,
  minPosition,
});

@ApiTags('events')
@Controller(`${API_BASE}/events`)
export class EventsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly freshness: Freshness,
  ) {}

  @Get()
  @Reads('listEvents', 'Events by what an auditor asks for', { answers: 'EventList' })
  @Documented(eventQuery)
  async list(@QueryOf(eventQuery) query: Static<typeof eventQuery.schema>, @Req() request: Request) {
    const { minPosition, sort, ...search } = query;
    refuseNoInstants(search);
    await this.freshness.reached(minPosition, 'readStore');
    const found = await this.queries.execute(new FindEvents({ ...search, newestFirst: sort === '-position' }));
    return pageOf(request, found.items.map(eventItem), found.next);
  }
}

/** @throws Problem invalid-fields naming what is no instant: 30 February, or one without its offset */
function refuseNoInstants({
  recordedFrom,
  recordedTo,
}: {
  readonly recordedFrom?: string;
  readonly recordedTo?: string;
}): void {
  const faults = Object.entries({ recordedFrom, recordedTo }).filter(
    ([, text]) => text !== undefined && !isInstant(text),
  );
  if (faults.length > 0) throw invalidFields(faults.map(([field]) => noInstant(field)));
}

function isInstant(text: string): boolean {
  try {
    instantMillis(text);
    return true;
  } catch {
    return false;
  }
}

function noInstant(field: string): FieldFault {
  const it = `${field} deve essere un istante con il suo fuso: 2025-01-15T10:00:00%2B01:00`;
  const en = `${field} must be an instant with its offset: 2025-01-15T10:00:00%2B01:00`;
  return { in: 'query', field, rule: 'isInstant', message: both(it, en) };
}
