import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { OPERATION } from '../openapi/operation.js';
import { contextOf } from './request-context.js';

/** Tells the log which operation serves a request, by the name that the document gives it. */
export class NameOperation implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation: unknown = Reflect.getMetadata(OPERATION, execution.getHandler());
    if (typeof operation === 'string') contextOf(execution.switchToHttp().getRequest<object>()).operation = operation;
    return next.handle();
  }
}
