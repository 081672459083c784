import type { NextFunction, Request, Response } from 'express';
import { contextOf } from './request-context.js';

/** What a log line and the metrics tell of a request: no body, no query, no personal data. */
export interface Served {
  readonly method: string;
  /** The route's pattern; `-` when nothing was at that address. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

interface Routed {
  readonly route?: { readonly path?: string };
}

/** Writes one JSON line for each request when it ends, answered or not. */
export function accessLog(log: (line: string) => void, observe: (served: Served) => void) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = process.hrtime.bigint();
    response.once('close', () => {
      const context = contextOf(request);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const route = (request as Routed).route?.path ?? '-';
      const status = response.writableFinished ? response.statusCode : 499;
      observe({ method: request.method, route, status, seconds });
      const line = {
        at: new Date().toISOString(),
        level: status >= 500 ? 'error' : 'info',
        operation: context.operation ?? null,
        method: request.method,
        route,
        status,
        outcome: response.writableFinished ? (context.outcome ?? 'answered') : 'abandoned',
        ...(context.code !== undefined && { code: context.code }),
        actor: context.actor ?? null,
        ...(context.commandId !== undefined && { commandId: context.commandId }),
        correlationId: context.correlationId,
        milliseconds: Math.round(seconds * 1e4) / 10,
      };
      log(JSON.stringify(line));
    });
    next();
  };
}
