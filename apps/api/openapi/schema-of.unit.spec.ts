import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { schemaOf } from './schema-of.js';

describe('a JSON Schema as OpenAPI 3.0 writes it', () => {
  it('says nullable where a value may be null', () => {
    expect(schemaOf(Type.Union([Type.String({ maxLength: 3 }), Type.Null()]))).toEqual({
      type: 'string',
      maxLength: 3,
      nullable: true,
    });
    expect(schemaOf(Type.Union([Type.String(), Type.Boolean(), Type.Null()]))).toEqual({
      anyOf: [
        { type: 'string', nullable: true },
        { type: 'boolean', nullable: true },
      ],
    });
  });

  it('gives every number a format', () => {
    expect(schemaOf(Type.Object({ count: Type.Integer(), rates: Type.Array(Type.Number()) }))).toMatchObject({
      properties: { count: { format: 'int32' }, rates: { items: { format: 'double' } } },
    });
  });

  it('keeps what a number already says of itself', () => {
    expect(schemaOf(Type.Integer({ format: 'int64', minimum: 1 }))).toEqual({
      type: 'integer',
      format: 'int64',
      minimum: 1,
    });
  });

  it('calls an enumeration of words a string', () => {
    expect(schemaOf(Type.Enum(['a', 'b']))).toMatchObject({ type: 'string', enum: ['a', 'b'] });
  });

  it('writes a record by the schema of its values', () => {
    const record = schemaOf(Type.Record(Type.String(), Type.Integer()));
    expect(record).toEqual({ type: 'object', additionalProperties: { type: 'integer', format: 'int32' } });
  });
});
