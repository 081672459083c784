import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv, type ValidateFunction } from 'ajv';
import type { Answer } from './answer.js';

interface Described {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Formats that say which numbers or texts are meant, and that the plain types check well enough. */
const FORMATS = ['int32', 'double', 'uri', 'uuid'] as const;

/** The promise that every answer is one that the OpenAPI document describes: status, media type, headers, body. */
export class Contract {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: OpenAPIObject) {
    for (const format of FORMATS) this.ajv.addFormat(format, true);
    this.ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
    this.ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    this.ajv.addSchema(document, 'openapi');
  }

  /** @throws Error saying what in the answer no reader of the document would expect */
  check(method: string, path: string, { status, headers, body }: Answer): void {
    const template = this.templateOf(path);
    const operation = template && this.document.paths[template]?.[method === 'POST' ? 'post' : 'get'];
    if (!template || !operation || !['GET', 'POST'].includes(method)) return;
    const where = `${method} ${path} -> ${status}`;
    const response = operation.responses[status];
    if (!response) throw new Error(`${where}: the document has no such status`);
    const pointer =
      '$ref' in response
        ? response.$ref.slice(1)
        : pointerTo('paths', template, method.toLowerCase(), 'responses', String(status));
    const described = this.at(pointer) as Described;
    for (const name of Object.keys(described.headers ?? {})) {
      if (!headers.has(name)) throw new Error(`${where}: header ${name} is missing`);
    }
    const type = (headers.get('content-type') ?? '').split(';')[0]!;
    if (!described.content || !(type in described.content)) throw new Error(`${where}: ${type} is not documented`);
    if (type.includes('json')) this.checkBody(`${pointer}/content/${type.replace('/', '~1')}/schema`, where, body);
  }

  private checkBody(pointer: string, where: string, body: unknown): void {
    const validator = this.validators.get(pointer) ?? this.ajv.compile({ $ref: `openapi#${encodeURI(pointer)}` });
    this.validators.set(pointer, validator);
    if (!validator(body))
      throw new Error(`${where}: ${this.ajv.errorsText(validator.errors)} in ${JSON.stringify(body)}`);
  }

  private templateOf(path: string): string | undefined {
    const address = path.split('?')[0]!.replace(/^\/api\/v1(?=\/)/, '');
    const matches = Object.keys(this.document.paths).filter((template) => patternOf(template).test(address));
    return matches.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  private at(pointer: string): unknown {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], this.document);
  }
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

function pointerTo(...steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
