import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam, ApiQuery } from '@nestjs/swagger';
import type { Request } from 'express';
import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';
import { checkRequest, InvalidRequest, requestClass, type RequestClass } from '#requests';
import { schemaOf, type SchemaObject } from '../openapi/schema-of.js';
import { faultOf, missingFault } from '../problems/field-words.js';
import { invalidFields, type FieldFault } from '../problems/problem.js';

/** The fields that a part of an address has: one definition from which they are read, checked and documented. */
export interface AddressFields<S extends TObject = TObject> {
  readonly part: 'query' | 'path';
  readonly schema: S;
  readonly request: RequestClass;
}

export function queryFields<P extends TProperties>(name: string, properties: P): AddressFields<TObject<P>> {
  return addressFields('query', name, properties);
}

export function pathFields<P extends TProperties>(name: string, properties: P): AddressFields<TObject<P>> {
  return addressFields('path', name, properties);
}

function addressFields<P extends TProperties>(
  part: 'query' | 'path',
  name: string,
  properties: P,
): AddressFields<TObject<P>> {
  const schema = Type.Object(properties);
  return { part, schema, request: requestClass(name, schema, []) };
}

/**
 * Reads the fields from an address: numbers and booleans from their texts; what is unknown, missing or no value is named.
 * @throws Problem invalid-fields
 */
export function readFields<S extends TObject>(fields: AddressFields<S>, raw: object): Static<S> {
  const plain = Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, valueOf(fields.schema.properties[name], value)]),
  );
  return checked(fields.request, plain, fields.part) as Static<S>;
}

/** Checks a plain value and names the part of the request that is wrong. @throws Problem invalid-fields */
export function checked(request: RequestClass, plain: unknown, part: FieldFault['in'], parent = ''): object {
  try {
    return checkRequest(request, plain);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    const { missing = [], wrong = [] } = Object.groupBy(error.problems, ({ field, rule }) =>
      rule !== 'whitelistValidation' && isMissing(plain, field) ? 'missing' : 'wrong',
    );
    // A field that is not there breaks all of its rules: that is one fault, not four.
    const fields = [...new Set(missing.map(({ field }) => field))];
    throw invalidFields([
      ...fields.map((field) => missingFault(field, part, parent)),
      ...wrong.map((problem) => faultOf(problem, part, parent)),
    ]);
  }
}

function isMissing(plain: unknown, field: string): boolean {
  if (field === '') return false;
  const found = field.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  }, plain);
  return found === undefined;
}

function valueOf(schema: (TSchema & { readonly type?: string }) | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (schema?.type === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (schema?.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

/** Hands a handler the fields of the query; see {@link queryFields}. */
export const QueryOf = createParamDecorator((fields: AddressFields, context: ExecutionContext) =>
  readFields(fields, context.switchToHttp().getRequest<Request>().query),
);

/** Hands a handler the fields of the path; see {@link pathFields}. */
export const PathOf = createParamDecorator((fields: AddressFields, context: ExecutionContext) =>
  readFields(fields, context.switchToHttp().getRequest<Request>().params),
);

/** Documents the fields of an address. */
export function Documented(...definitions: readonly AddressFields[]): MethodDecorator {
  return applyDecorators(...definitions.flatMap((fields) => parameters(fields)));
}

function parameters({ part, schema: { properties, required } }: AddressFields): MethodDecorator[] {
  const needed: readonly string[] = required ?? [];
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = schemaOf(property) as SchemaObject;
    const options = { name, schema, ...(description !== undefined && { description }) };
    return part === 'path' ? ApiParam(options) : ApiQuery({ ...options, required: needed.includes(name) });
  });
}
