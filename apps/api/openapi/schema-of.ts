import type { OpenAPIObject } from '@nestjs/swagger';
import type { TSchema } from 'typebox';

export type OpenApiSchema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
export type ReferenceObject = Extract<OpenApiSchema, { $ref: string }>;
export type SchemaObject = Exclude<OpenApiSchema, ReferenceObject>;

interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly format?: string;
}

/** A JSON Schema as OpenAPI 3.0 writes it: `nullable` for a union with null, a format for every number. */
export function schemaOf(schema: TSchema): OpenApiSchema {
  return converted(JSON.parse(JSON.stringify(schema)) as JsonSchema);
}

function converted(schema: JsonSchema): object {
  const { anyOf, items, properties, patternProperties, ...rest } = schema;
  if (anyOf) return union(anyOf, rest);
  return {
    ...rest,
    ...numberFormat(schema),
    ...(Array.isArray(rest.enum) && rest.type === undefined && { type: 'string' }),
    ...(items && { items: converted(items) }),
    ...(properties && { properties: mapped(properties) }),
    ...(patternProperties && { additionalProperties: converted(Object.values(patternProperties)[0]!) }),
  };
}

function union(options: readonly JsonSchema[], rest: object): object {
  const others = options.filter((option) => option.type !== 'null');
  // OpenAPI 3.0 knows `nullable` beside a type only, so each option says it.
  const nullable = others.length < options.length && { nullable: true };
  const converts = others.map((option) => ({ ...converted(option), ...nullable }));
  return converts.length === 1 ? { ...converts[0], ...rest } : { ...rest, anyOf: converts };
}

function numberFormat({ type, format }: JsonSchema): object {
  if (type === 'integer') return { format: format ?? 'int32' };
  return type === 'number' ? { format: format ?? 'double' } : {};
}

function mapped(properties: Readonly<Record<string, JsonSchema>>): object {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, converted(schema)]));
}

/** A reference to a schema of the document. */
export function refTo(name: string): ReferenceObject {
  return { $ref: `#/components/schemas/${name}` };
}
