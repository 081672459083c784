import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { catchError, throwError, timeout, TimeoutError, type Observable } from 'rxjs';
import { both } from '#wording';
import { Problem } from '../problems/problem.js';

/** Nobody waits for ever: a request that takes too long is answered 503, and told how to ask again. */
export class AnswerInTime implements NestInterceptor {
  constructor(private readonly milliseconds: number) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { method } = context.switchToHttp().getRequest<Request>();
    return next.handle().pipe(
      timeout(this.milliseconds),
      catchError((error: unknown) => throwError(() => (error instanceof TimeoutError ? timedOut(method) : error))),
    );
  }
}

function timedOut(method: string): Problem {
  const headers = { 'Retry-After': '5' };
  if (method !== 'POST') {
    return new Problem('timed-out', both('la risposta richiede troppo tempo', 'the answer takes too long'), {
      headers,
    });
  }
  // A failure is not a no: the command may still be recorded, and its id is how to find out.
  const it = 'l’esito non è noto: ripetere la richiesta con la stessa Idempotency-Key';
  const en = 'the outcome is not known: repeat the request with the same Idempotency-Key';
  return new Problem('timed-out', both(it, en), { headers });
}
