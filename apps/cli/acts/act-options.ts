import type { TObject, TSchema } from 'typebox';

/** What a field of an event's schema says, as far as an option needs it. */
interface FieldSchema extends TSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema;
  readonly format?: string;
}

export type OptionKind = 'text' | 'date' | 'integer' | 'flag' | 'choice' | 'alias' | 'texts' | 'aliases';

/** An option of the command line made from a field of an event: its kebab-case name, nested fields joined by a dash. */
export interface ActOption {
  /** `--effective-on`, without the dashes. */
  readonly name: string;
  /** Where the value goes: `['sameUnits', 'letter']`. */
  readonly path: readonly string[];
  readonly kind: OptionKind;
  readonly required: boolean;
  /** `none` stands for null. */
  readonly nullable: boolean;
  readonly choices?: readonly string[];
  readonly description: string;
}

/** Fields that no operator gives: `replaces` is written by a correction. */
const NOT_GIVEN = ['replaces'];

/** Fields of a unit's registration that only an import or a split writes. */
export const NOT_OF_AN_OPERATOR = ['replaces', 'provisional', 'census', 'splitFrom'];

/** The options that ask for an event, in the order of its fields. */
export function actOptions(schema: TObject, without: readonly string[] = NOT_GIVEN): readonly ActOption[] {
  return fieldsOf(schema, [], without);
}

function fieldsOf(schema: TObject, parent: readonly string[], without: readonly string[]): ActOption[] {
  return Object.entries(schema.properties as Record<string, FieldSchema>)
    .filter(([field]) => !without.includes(field))
    .flatMap(([field, property]) => {
      const required = schema.required?.includes(field) ?? false;
      return optionOf([...parent, field], property, required && (parent.length === 0 || required));
    });
}

function optionOf(path: readonly string[], property: FieldSchema, required: boolean): ActOption[] {
  const inner = property.anyOf?.find((option) => option.type !== 'null');
  const schema = inner ?? property;
  const common = {
    path,
    required,
    nullable: inner !== undefined,
    description: schema.description ?? '',
    name: path.map(kebab).join('-'),
  };
  if (schema.enum) return [{ ...common, kind: 'choice', choices: schema.enum }];
  if (isAlias(schema)) return [{ ...common, kind: 'alias' }];
  switch (schema.type) {
    case 'string':
      return [{ ...common, kind: schema.format === 'date' ? 'date' : 'text' }];
    case 'integer':
      return [{ ...common, kind: 'integer' }];
    case 'boolean':
      return [{ ...common, kind: 'flag' }];
    case 'array':
      if (schema.items && isAlias(schema.items)) return [{ ...common, kind: 'aliases', name: 'alias' }];
      return [{ ...common, kind: 'texts' }];
    case 'object':
      // An optional object's fields are asked for only when one of them is given: the check tells.
      return fieldsOf(schema as unknown as TObject, path, []).map((option) => ({
        ...option,
        required: required && option.required,
      }));
    default:
      throw new TypeError(`no option can be made of schema ${JSON.stringify(schema)}`);
  }
}

/** An identifier in a scheme, which people write `SCHEME:VALUE`. */
function isAlias(schema: FieldSchema): boolean {
  const fields = Object.keys((schema as { readonly properties?: object }).properties ?? {});
  return fields.length === 2 && fields.includes('scheme') && fields.includes('value');
}

function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
