import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { contextOf } from '../http/request-context.js';
import { unknownAddress } from '../http/routes.js';
import { problemDocument } from './problem-document.js';
import type { Problem } from './problem.js';
import { problemOf } from './problem-of.js';

/** Answers whatever was thrown as a problem; what the caller must not see goes to the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: (line: string) => void) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const context = contextOf(request);
    const nothingThere = error instanceof HttpException && error.getStatus() === 404;
    const problem = nothingThere ? unknownAddress() : problemOf(error);
    context.outcome = problem.kind;
    const code = problem.extras.members?.code;
    if (typeof code === 'string') context.code = code;
    if (problem.status === 500 || problem.kind === 'unavailable') this.tell(error, problem, context.correlationId);
    if (response.headersSent) return;
    const document = problemDocument(problem, context.language, request.path, context.correlationId);
    response
      .status(problem.status)
      .set(problem.extras.headers ?? {})
      .set('Content-Language', context.language)
      .type('application/problem+json')
      .send(JSON.stringify(document));
  }

  private tell(error: unknown, { status, kind }: Problem, correlationId: string): void {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    const at = new Date().toISOString();
    // Where it happened is told of defects: an outage is none.
    const [level, outcome] = status === 500 ? ['error', 'failed'] : ['warn', kind];
    const told = status === 500 ? { name, message, stack } : { name, message };
    this.log(JSON.stringify({ at, level, outcome, correlationId, error: told }));
  }
}
