import { Type, type TSchema } from 'typebox';

/** The words that the JSON Schemas of plans are made of. */

const closed = { additionalProperties: false } as const;

/** An object with these properties and no other. */
export const object = <P extends Record<string, TSchema>>(properties: P, description?: string) =>
  Type.Object(properties, description === undefined ? closed : { ...closed, description });

export const number = Type.Union([Type.Integer({ minimum: 0, format: 'int32' }), Type.Null()], {
  description: 'A number of units; null when it is not known, never 0 for that.',
});
export const whole = Type.Integer({ minimum: 0, format: 'int32' });
export const text = Type.String();
export const textOrNull = Type.Union([Type.String(), Type.Null()]);
export const nulls = Type.Optional(
  Type.Record(Type.String(), whole, { description: 'How many values of each column were not known.' }),
);

export const numbers = <const C extends readonly string[]>(columns: C) =>
  Object.fromEntries(columns.map((column) => [column, number])) as Record<C[number], typeof number>;

/** The columns of the letters that have several. */
export const stockNumbers = numbers(['sap', 'sas', 'other', 'total'] as const);
export const freeNumbers = numbers(['free', 'turnover', 'total'] as const);
export const expectedNumbers = numbers(['free', 'renovation', 'asIs', 'conferred', 'total'] as const);
export const assignedNumbers = numbers(['assigned', 'ofWhichMobility'] as const);

/** The coordinates of a plan. */
export const coordinates = {
  year: whole,
  validAt: Type.String({ format: 'date' }),
  knownAt: textOrNull,
  position: textOrNull,
  settled: Type.Boolean(),
  ruleSet: text,
};
