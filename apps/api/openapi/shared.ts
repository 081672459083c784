import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEM_KINDS } from '../problems/problem.js';
import { refTo } from './schema-of.js';

export type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
type Responses = Operation['responses'];
type Response = Exclude<NonNullable<Responses[string]>, { $ref: string }>;
type Parameters = NonNullable<Operation['parameters']>;

const header = (description: string, schema: object = { type: 'string' }) => ({ description, schema });
const seconds = header('Seconds after which to try again.', { type: 'integer', format: 'int32' });

/** Headers that every answer has. */
const ALWAYS = {
  'Cache-Control': header('no-store: answers are not to be kept.'),
  'Correlation-ID': header('The request’s own, or one that was made.'),
};

const DESCRIPTIONS = {
  400: 'The request is malformed, or a header is missing or wrong.',
  404: 'There is nothing there.',
  405: 'The address does not know the method.',
  406: 'The answer cannot be had in that format.',
  409: 'The register rejects the command and says which event stands against it; or others kept changing the record.',
  412: 'If-Match does not hold: nothing was done.',
  413: 'The body is over 1 MiB.',
  415: 'The body is not JSON in UTF-8.',
  422: 'A field is unknown or has no usable value; or the Idempotency-Key was used for another body.',
  429: 'Too many requests are being served.',
  500: 'Something failed in the server.',
  503: 'The register is held, out of reach, or not yet at minPosition.',
} as const;
type ErrorStatus = keyof typeof DESCRIPTIONS;
const RETRY = new Set<number>([429, 503]);

const nameOf = (status: number) => `Problem${status}`;

/** The error answers, each once in the document. */
export const SHARED_RESPONSES: Record<string, Response> = Object.fromEntries(
  (Object.keys(DESCRIPTIONS).map(Number) as ErrorStatus[]).map((status) => [nameOf(status), problemResponse(status)]),
);

function problemResponse(status: ErrorStatus): Response {
  const kinds = Object.entries(PROBLEM_KINDS).filter(([, kind]) => kind.status === status);
  return {
    description: `${DESCRIPTIONS[status]} (${kinds.map(([kind]) => kind).join(', ')})`,
    headers: { ...ALWAYS, ...(RETRY.has(status) && { 'Retry-After': seconds }) },
    content: { 'application/problem+json': { schema: refTo('Problem') } },
  };
}

const READ_ERRORS: readonly ErrorStatus[] = [400, 404, 405, 406, 422, 429, 500, 503];
const WRITE_ERRORS: readonly ErrorStatus[] = [400, 404, 405, 406, 409, 412, 413, 415, 422, 429, 500, 503];

const CORRELATION = {
  name: 'Correlation-ID',
  in: 'header' as const,
  required: false,
  description: 'Told again in the answer, the log and the events.',
  schema: { type: 'string', maxLength: 100 },
};
const COMMAND_HEADERS: Parameters = [
  {
    name: 'X-Actor',
    in: 'header',
    required: true,
    description: 'Who says so: an office or an account, never a tenant.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Id of the command: the same again does nothing twice. Absent: one is made, and the answer says which.',
    schema: { type: 'string', format: 'uuid' },
  },
  {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The revision seen, as ETag gives it; where it does not hold the answer is 412 and leaves no trace.',
    schema: { type: 'string', maxLength: 20 },
  },
];

/** Adds to an operation what all of its kind share: headers, error answers. */
export function completeOperation(path: string, method: string, operation: Operation): void {
  const writes = method === 'post';
  const parameters = operation.parameters ?? [];
  operation.parameters = [...parameters, ...(writes ? COMMAND_HEADERS : []), CORRELATION];
  const onUnit = path.includes('{') ? ([409] as const) : [];
  const errors = writes ? WRITE_ERRORS : [...READ_ERRORS, ...onUnit];
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response && !('$ref' in response)) response.headers = { ...headersOf(writes, status), ...response.headers };
  }
  for (const status of errors) operation.responses[status] = { $ref: `#/components/responses/${nameOf(status)}` };
}

function headersOf(writes: boolean, status: string) {
  return {
    ...ALWAYS,
    ...(writes && {
      'Idempotency-Key': header('Id of the command.', { type: 'string', format: 'uuid' }),
      ETag: header('Revision of the record after the command.'),
    }),
    ...(writes && status === '201' && { Location: header('Where what was recorded can be read.') }),
  };
}
