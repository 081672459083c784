import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { CommandContext } from '#recording';
import { both } from '#wording';
import { badHeader, Problem } from '../problems/problem.js';
import { contextOf } from './request-context.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAX_ACTOR = 200;

/** Hands a handler the context of its command, read from the headers. */
export const CommandOf = createParamDecorator((_: undefined, execution: ExecutionContext): CommandContext => {
  const http = execution.switchToHttp();
  return commandContext(http.getRequest<Request>(), http.getResponse<Response>());
});

/**
 * Reads X-Actor, Idempotency-Key and If-Match. A command without a key gets one, and the answer says which.
 * @throws Problem missing-actor, bad-header
 */
export function commandContext(request: Request, response: Response): CommandContext {
  const context = contextOf(request);
  const commandId = commandIdOf(request);
  context.commandId = commandId;
  response.set('Idempotency-Key', commandId);
  const actor = actorOf(request);
  context.actor = actor;
  const expectedRevision = expectedRevisionOf(request);
  return {
    commandId,
    actor,
    correlationId: context.correlationId,
    ...(expectedRevision !== undefined && { expectedRevision }),
  };
}

function actorOf(request: Request): string {
  const actor = utf8(request.get('x-actor') ?? '').trim();
  if (actor === '') {
    const message = both(
      'chi agisce? Ogni scrittura dice nell’intestazione X-Actor chi la fa (un ufficio o un account)',
      'who acts? Every write says in the header X-Actor who makes it (an office or an account)',
    );
    const faults = [{ in: 'header', field: 'X-Actor', rule: 'required', message }] as const;
    throw new Problem('missing-actor', message, { faults });
  }
  if (actor.length <= MAX_ACTOR && !/\p{Cc}/u.test(actor)) return actor;
  const it = `X-Actor: al più ${MAX_ACTOR} caratteri, senza caratteri di controllo`;
  throw badHeader('X-Actor', 'actor', both(it, `X-Actor: at most ${MAX_ACTOR} characters, no control characters`));
}

/** Node reads headers as Latin-1; a name in UTF-8 is read as what it is. */
function utf8(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

function commandIdOf(request: Request): string {
  const given = request
    .get('idempotency-key')
    ?.trim()
    .replace(/^"(.*)"$/, '$1');
  if (given === undefined) return randomUUID();
  if (UUID.test(given)) return given.toLowerCase();
  throw badHeader(
    'Idempotency-Key',
    'isUuid',
    both('Idempotency-Key deve essere un UUID', 'Idempotency-Key must be a UUID'),
  );
}

function expectedRevisionOf(request: Request): number | 'none' | undefined {
  const match = request.get('if-match')?.trim();
  const noneMatch = request.get('if-none-match')?.trim();
  if (noneMatch !== undefined) {
    if (noneMatch === '*' && match === undefined) return 'none';
    const it = 'If-None-Match può essere solo * (il dato non esiste ancora), senza If-Match';
    throw badHeader(
      'If-None-Match',
      'precondition',
      both(it, 'If-None-Match can only be * (not there yet), without If-Match'),
    );
  }
  if (match === undefined) return undefined;
  const revision = /^"?(\d{1,15})"?$/.exec(match)?.[1];
  if (revision !== undefined) return Number(revision);
  const it = 'If-Match deve essere una revisione, come la dà ETag: "3"';
  throw badHeader('If-Match', 'precondition', both(it, 'If-Match must be one revision, as ETag gives it: "3"'));
}
