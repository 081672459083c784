import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { both, type Language } from '#wording';
import { badHeader } from '../problems/problem.js';
import type { ApiSettings } from '../settings.js';

/** What is known of a request from its first moment, and what its log line will say. */
export interface RequestContext {
  readonly correlationId: string;
  readonly language: Language;
  /** The operation that serves it, once one does. */
  operation?: string;
  actor?: string;
  commandId?: string;
  /** How it ended, where the status alone does not say: a command's status, a problem's kind. */
  outcome?: string;
  /** A rejected command's code. */
  code?: string;
}

const CORRELATION_ID = /^[A-Za-z0-9._:/-]{1,100}$/;
const contexts = new WeakMap<object, RequestContext>();

/** The context of a request that {@link openContext} has seen. */
export function contextOf(request: object): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new TypeError('the request has no context: openContext comes first');
  return context;
}

/** Gives each request its context, and each answer the headers that all have. */
export function openContext(settings: ApiSettings) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const given = request.get('correlation-id');
    const usable = given !== undefined && CORRELATION_ID.test(given);
    const correlationId = usable ? given : randomUUID();
    contexts.set(request, { correlationId, language: languageOf(request, settings.language) });
    response.set({
      'Correlation-ID': correlationId,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    // A revision does not prove that an answer is the same: what is valid "today" changes with the day.
    if (request.method === 'GET' || request.method === 'HEAD') delete request.headers['if-none-match'];
    if (given === undefined || usable) return next();
    const it = 'Correlation-ID: da 1 a 100 lettere, cifre o . _ : / -';
    next(badHeader('Correlation-ID', 'matches', both(it, 'Correlation-ID: 1 to 100 letters, digits or . _ : / -')));
  };
}

function languageOf(request: Request, otherwise: Language): Language {
  if (request.get('accept-language') === undefined) return otherwise;
  const [first, second]: [Language, Language] = otherwise === 'it' ? ['it', 'en'] : ['en', 'it'];
  const accepted = request.acceptsLanguages(first, second);
  return accepted === 'it' || accepted === 'en' ? accepted : otherwise;
}
