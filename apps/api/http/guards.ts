import type { NextFunction, Request, Response } from 'express';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';
import { API_BASE } from '../settings.js';

const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses a request made for another host: a page of the web whose name was made to point at this machine (DNS
 * rebinding) would otherwise speak to a server that trusts whoever reaches it.
 */
export function refuseOtherHosts(request: Request, _response: Response, next: NextFunction): void {
  if (LOOPBACK_HOST.test(request.headers.host ?? '')) return next();
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
