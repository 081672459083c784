import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';

/** A route that the running application answers. */
export interface Route {
  readonly method: string;
  /** As it was registered: `/api/v1/units/:unit`. */
  readonly path: string;
}

interface RouterLayer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** Every route of an application, read from its router: after `init`. */
export function routesOf(app: INestApplication): readonly Route[] {
  const express = app.getHttpAdapter().getInstance() as { readonly router: { readonly stack: readonly RouterLayer[] } };
  return express.router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => ({ method: method.toUpperCase(), path: route.path })) : [],
  );
}

/** Answers 404 to an address that is none and 405 to a method that an address does not know, before a body is read. */
export function refuseUnknownRoutes(routes: () => readonly Route[], passing: string) {
  let known: { readonly method: string; readonly pattern: RegExp }[] | undefined;
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.path.startsWith(passing)) return next();
    known ??= routes().map(({ method, path }) => ({ method, pattern: patternOf(path) }));
    const methods = known.filter(({ pattern }) => pattern.test(request.path)).map(({ method }) => method);
    if (methods.length === 0) return next(unknownAddress());
    const allowed = [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].sort();
    if (allowed.includes(request.method)) return next();
    const list = allowed.join(', ');
    const it = `${request.method} non è ammesso qui (ammessi: ${list})`;
    next(
      new Problem('method-not-allowed', both(it, `${request.method} is not allowed here (${list} are)`), {
        headers: { Allow: list },
      }),
    );
  };
}

export function unknownAddress(): Problem {
  return new Problem('unknown-address', both('a questo indirizzo non c’è nulla', 'there is nothing at this address'));
}

/** The addresses of a route; Express, too, looks neither at case nor at a last slash. */
function patternOf(path: string): RegExp {
  const segments = path
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '[^/]+' : segment.replace(/\W/g, '\\$&')));
  return new RegExp(`^${segments.join('/')}/?$`, 'i');
}
