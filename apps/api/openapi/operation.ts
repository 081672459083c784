import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { refTo } from './schema-of.js';

/** Metadata key of the operation's id, for the log. */
export const OPERATION = Symbol('operation');

export interface OperationOptions {
  /** Name of the schema of what it answers. */
  readonly answers: string;
  readonly description?: string;
}

/** Names an operation, the same in the document and in the log, and says what it answers when all is well. */
export function Reads(id: string, summary: string, { answers, description }: OperationOptions): MethodDecorator {
  return applyDecorators(
    named(id, summary, description),
    ApiResponse({ status: 200, description: summary, schema: refTo(answers) }),
  );
}

/** As {@link Reads}, for a command: 201 when events were recorded, 200 when there was nothing to say. */
export function Commands(id: string, summary: string, description?: string): MethodDecorator {
  return applyDecorators(
    named(id, summary, description),
    ApiResponse({
      status: 201,
      description: 'Recorded, now or before by this very command.',
      schema: refTo('CommandAnswer'),
    }),
    ApiResponse({ status: 200, description: 'Nothing to record: it is so already.', schema: refTo('CommandAnswer') }),
  );
}

/** An operation that answers in a way of its own. */
export function named(id: string, summary: string, description?: string): MethodDecorator {
  const options = { operationId: id, summary, ...(description !== undefined && { description }) };
  return applyDecorators(SetMetadata(OPERATION, id), ApiOperation(options));
}
