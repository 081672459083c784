import type { NextFunction, Request, Response } from 'express';
import { isLoopbackHost } from '#loopback';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';
import { API_BASE } from '../settings.js';

/** Refuses a request made for another host: see `isLoopbackHost`. */
export function refuseOtherHosts(request: Request, _response: Response, next: NextFunction): void {
  if (isLoopbackHost(request.headers.host)) return next();
  const it = 'questo server risponde solo a localhost';
  next(new Problem('misdirected', both(it, 'this server answers to localhost only')));
}

/** Refuses a caller of the API who wants something other than JSON. */
export function refuseOtherFormats(request: Request, _response: Response, next: NextFunction): void {
  if (!request.path.startsWith(`/${API_BASE}/`)) return next();
  if (request.accepts(['application/json', 'application/problem+json']) !== false) return next();
  const it = 'qui si risponde solo in application/json';
  next(new Problem('not-acceptable', both(it, 'answers here are application/json only')));
}
