import { Type, type Static, type TEnum, type TObject, type TSchema } from 'typebox';

/**
 * How an aggregate declares its events: one schema an event, from which come the static type, the check on reading,
 * the JSON Schema and docs/events.md. Pure: schemas are data.
 */
export interface EventDefinition<D extends TObject = TObject> {
  /** Schema version of today; an older one needs an upcaster. */
  readonly version: number;
  readonly data: D;
  /** One sentence for docs/events.md and the OpenAPI document. */
  readonly summary: string;
}

export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

/** The union of an aggregate's events, discriminated by `type`. */
export type EventOf<D extends EventDefinitions> = {
  [K in keyof D & string]: { readonly type: K; readonly data: Static<D[K]['data']> };
}[keyof D & string];

/** Fields that every event of an aggregate may carry. */
const common = {
  effectiveOn: Type.String({ format: 'date', description: 'Civil date (Europe/Rome) on which the fact is true.' }),
  replaces: Type.Optional(
    Type.String({ format: 'uuid', description: 'The annulled event whose rank this one takes.' }),
  ),
  act: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'The administrative act, where there is one.' }),
  ),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, description: 'A remark. Never personal data.' })),
};

type Shape = Record<string, TSchema>;

/** Declares an event: the common fields and its own; unknown fields are refused. */
export function event<S extends Shape>(
  summary: string,
  fields: S,
  version = 1,
): EventDefinition<TObject<typeof common & S>> {
  return { version, summary, data: Type.Object({ ...common, ...fields }, { additionalProperties: false }) };
}

export const uuid = (description: string) => Type.String({ format: 'uuid', description });
export const date = (description: string) => Type.String({ format: 'date', description });
export const code = (description: string) =>
  Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$', description });
export const text = (description: string, maxLength = 200) => Type.String({ minLength: 1, maxLength, description });
export const count = (description: string) => Type.Integer({ minimum: 0, maximum: 1_000_000, description });
export const year = (description: string) => Type.Integer({ minimum: 1900, maximum: 2999, description });
export const flag = (description: string) => Type.Boolean({ description });
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const oneOf = <V extends string[]>(values: readonly [...V], description: string): TEnum<V> =>
  Type.Enum<V>(values, { description });

/** The correction that every aggregate shares: see domain.md, section 2. */
export const eventAnnulled = event('An earlier event of the same stream is annulled; nothing is edited or deleted.', {
  target: uuid('The event that is annulled. Never an EventAnnulled.'),
  reason: text('Why.', 1000),
});
