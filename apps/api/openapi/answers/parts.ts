import { Type, type TProperties, type TSchema } from 'typebox';

/** The words that the schemas of answers are made of. */

export const text = Type.String();
export const flag = Type.Boolean();
export const whole = Type.Integer({ minimum: 0, format: 'int32' });
export const civilDate = Type.String({ format: 'date' });
export const instant = Type.String({ format: 'date-time', description: 'UTC.' });
export const position = Type.String({ pattern: '^\\d+$', description: 'Opaque, ordered coordinate of the log.' });
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const object = <P extends TProperties>(properties: P, description?: string) =>
  Type.Object(properties, description === undefined ? {} : { description });
export const list = <S extends TSchema>(items: S) => Type.Array(items);
export const anyObject = (description: string) => Type.Object({}, { description, additionalProperties: true });

/** A list as the Italian guidelines write it. */
export const itemsOf = (items: TSchema, more: TProperties = {}) =>
  object({ items: list(items), _links: object({ next: Type.Optional(object({ href: text })) }), ...more });
