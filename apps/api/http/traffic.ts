import type { NextFunction, Request, Response } from 'express';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';

/** Addresses that are answered whatever the load: whoever watches the server must see it. */
const ALWAYS = /^\/(health|metrics)(\/|$)/;

/** The requests being served: not more at once than the limit, and none new once the server is closing. */
export class Traffic {
  private readonly open = new Set<Response>();
  private closing = false;

  constructor(private readonly limit: number) {}

  /** How many requests are being served. */
  get inFlight(): number {
    return this.open.size;
  }

  readonly admit = (request: Request, response: Response, next: NextFunction): void => {
    if (this.closing) {
      response.set('Connection', 'close');
      const extras = { headers: { 'Retry-After': '5' } };
      return next(new Problem('closing', both('il server si sta chiudendo', 'the server is closing'), extras));
    }
    if (this.open.size >= this.limit && !ALWAYS.test(request.path)) {
      const it = `si servono già ${this.limit} richieste: riprovare fra un secondo`;
      const en = `${this.limit} requests are being served already: try again in a second`;
      return next(new Problem('too-many-requests', both(it, en), { headers: { 'Retry-After': '1' } }));
    }
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
    next();
  };

  /** From now on nothing new is admitted; connections end with the answers in course. */
  close(): void {
    this.closing = true;
    for (const response of this.open) {
      if (!response.headersSent) response.set('Connection', 'close');
    }
  }
}
