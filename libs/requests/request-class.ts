import { ApiProperty } from '@nestjs/swagger';
import { Type as Nested } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { TObject, TSchema } from 'typebox';
import { isCivilDate } from '#temporal';

/** A class whose instances class-validator checks, and that OpenAPI documents. */
export type RequestClass = new () => object;

interface FieldSchema extends TSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/**
 * The request that asks for an event: a class with the fields of the event's schema, checked by class-validator as what
 * comes in from outside must be. Made from the schema, so that what is asked and what is recorded cannot drift apart.
 */
export function requestClass(name: string, schema: TObject, without: readonly string[] = ['replaces']): RequestClass {
  const made = { [name]: class {} }[name] as RequestClass;
  for (const [field, property] of Object.entries(schema.properties) as [string, FieldSchema][]) {
    if (!without.includes(field)) declare(made, field, property, schema.required?.includes(field) ?? false);
  }
  return made;
}

function declare(target: RequestClass, field: string, schema: FieldSchema, required: boolean): void {
  const { schema: inner, nullable } = withoutNull(schema);
  const { decorators, document } = rulesOf(`${target.name}${capital(field)}`, inner);
  const absent = ValidateIf((_, value) => (value === undefined ? required : value !== null || !nullable));
  const documented = ApiProperty({
    ...document,
    required,
    ...(nullable && { nullable: true }),
    ...(inner.description !== undefined && { description: inner.description }),
  });
  for (const decorate of [absent, documented, ...decorators]) decorate(target.prototype as object, field);
}

function withoutNull(schema: FieldSchema): { schema: FieldSchema; nullable: boolean } {
  const inner = schema.anyOf?.find((option) => option.type !== 'null');
  return inner ? { schema: inner, nullable: true } : { schema, nullable: false };
}

interface Rules {
  readonly decorators: readonly PropertyDecorator[];
  readonly document: object;
}

function rulesOf(name: string, schema: FieldSchema): Rules {
  if (schema.enum) return { decorators: [IsIn([...schema.enum])], document: { type: 'string', enum: schema.enum } };
  switch (schema.type) {
    case 'string':
      return stringRules(schema);
    case 'integer':
      return integerRules(schema);
    case 'boolean':
      return { decorators: [IsBoolean()], document: { type: 'boolean' } };
    case 'array':
      return arrayRules(name, schema);
    case 'object': {
      const inner = requestClass(name, schema as unknown as TObject);
      return { decorators: [IsObject(), ValidateNested(), Nested(() => inner)], document: { type: () => inner } };
    }
    default:
      throw new TypeError(`no request can be made of schema ${JSON.stringify(schema)}`);
  }
}

function stringRules(schema: FieldSchema): Rules {
  const decorators = [IsString()];
  if (schema.format === 'date') decorators.push(IsCivilDate());
  if (schema.format === 'uuid') decorators.push(IsUUID());
  if (schema.pattern !== undefined) decorators.push(Matches(new RegExp(schema.pattern)));
  if (schema.minLength !== undefined) decorators.push(MinLength(schema.minLength));
  if (schema.maxLength !== undefined) decorators.push(MaxLength(schema.maxLength));
  const { format, pattern, minLength, maxLength } = schema;
  return { decorators, document: defined({ type: 'string', format, pattern, minLength, maxLength }) };
}

function integerRules(schema: FieldSchema): Rules {
  const decorators = [IsInt()];
  if (schema.minimum !== undefined) decorators.push(Min(schema.minimum));
  if (schema.maximum !== undefined) decorators.push(Max(schema.maximum));
  const { minimum, maximum } = schema;
  return { decorators, document: defined({ type: 'integer', format: 'int32', minimum, maximum }) };
}

function arrayRules(name: string, schema: FieldSchema): Rules {
  const items = schema.items!;
  const decorators: PropertyDecorator[] = [IsArray(), ArrayMaxSize(schema.maxItems ?? 10_000)];
  if (schema.minItems !== undefined) decorators.push(ArrayMinSize(schema.minItems));
  if (items.type === 'object') {
    const inner = requestClass(name, items as unknown as TObject);
    decorators.push(
      ValidateNested({ each: true }),
      Nested(() => inner),
    );
    return { decorators, document: { type: () => [inner] } };
  }
  if (items.format === 'uuid') decorators.push(IsUUID(undefined, { each: true }));
  decorators.push(IsString({ each: true }));
  return { decorators, document: { type: 'array', items: defined({ type: items.type, format: items.format }) } };
}

/** A day that exists: 30 February is none. */
function IsCivilDate(): PropertyDecorator {
  return ValidateBy({
    name: 'isCivilDate',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isCivilDate(value),
      defaultMessage: () => '$property must be a date that exists, YYYY-MM-DD',
    },
  });
}

function defined(object: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
