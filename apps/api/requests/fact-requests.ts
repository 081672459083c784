import { Type, type Static, type TObject } from 'typebox';
import type { CorrectionOrder, DecidedEvent } from '#recording';
import type { EventDefinitions } from '#schema';
import { requestClass, type RequestClass } from '#requests';
import { both, type Wording } from '#wording';
import { checked } from '../http/fields.js';
import { refTo, type OpenApiSchema, type SchemaObject } from '../openapi/schema-of.js';
import { invalidFields, type Problem } from '../problems/problem.js';

/** Most facts, or annulments, in one request. */
const MOST = 1_000;

const annulmentSchema = Type.Object({
  target: Type.String({ format: 'uuid', description: 'Id of the event to annul.' }),
  reason: Type.String({ minLength: 1, maxLength: 1000, description: 'Why.' }),
  act: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The act that orders the correction.' })),
});
const Annulment = requestClass('Annulment', annulmentSchema, []);

/** The requests that say facts about one kind of aggregate: a class for each event, told apart by `type`. */
export class FactRequests {
  readonly classes: ReadonlyMap<string, RequestClass>;

  /**
   * @param name the aggregate in the document's schemas: `Unit`, `Body`, …
   * @param definitions its events
   * @param recordable types that a request may record; the others can only stand in the place of an annulled one
   */
  constructor(
    readonly name: string,
    definitions: EventDefinitions,
    private readonly recordable: readonly string[],
  ) {
    const facts = Object.entries(definitions).filter(([type]) => type !== 'EventAnnulled');
    this.classes = new Map(facts.map(([type, { data }]) => [type, requestClass(type, discriminated(type, data))]));
  }

  /** One fact, or `{ "facts": [...] }` said in one append. @throws Problem invalid-fields */
  facts(body: unknown): readonly DecidedEvent[] {
    return several(body, 'facts').map(([fact, at]) => this.fact(fact, at, this.recordable));
  }

  /** One annulment, or `{ "annulments": [...] }` made in one append. @throws Problem invalid-fields */
  corrections(body: unknown): readonly CorrectionOrder[] {
    return several(body, 'annulments').map(([annulment, at]) => this.correction(annulment, at));
  }

  private correction(plain: unknown, at: string): CorrectionOrder {
    if (!isRecord(plain)) throw notAnObject(at);
    const { replacements, ...rest } = plain;
    const order = checked(Annulment, rest, 'body', at) as Static<typeof annulmentSchema>;
    if (replacements === undefined) return order;
    const within = [at, 'replacements'].filter((part) => part !== '').join('.');
    const types = [...this.classes.keys()];
    return {
      ...order,
      replacements: itemsOf(replacements, within).map(([fact, place]) => this.fact(fact, place, types)),
    };
  }

  private fact(plain: unknown, at: string, types: readonly string[]): DecidedEvent {
    if (!isRecord(plain)) throw notAnObject(at);
    const request =
      typeof plain.type === 'string' && types.includes(plain.type) ? this.classes.get(plain.type) : undefined;
    if (!request) throw unknownType(at, types);
    const { type, ...data } = checked(request, plain, 'body', at) as { type: string };
    return { type, data };
  }

  /** The schemas that the document needs besides the classes. */
  documents(): Readonly<Record<string, OpenApiSchema>> {
    return {
      [`${this.name}Fact`]: this.oneOf(this.recordable),
      [`${this.name}Replacement`]: this.oneOf([...this.classes.keys()]),
      [`${this.name}Facts`]: listOf('facts', `${this.name}Fact`),
      [`${this.name}Annulment`]: {
        allOf: [
          refTo('Annulment'),
          {
            type: 'object',
            properties: {
              replacements: { ...itemList(`${this.name}Replacement`), description: 'What stands in its place.' },
            },
          },
        ],
      },
      [`${this.name}Annulments`]: listOf('annulments', `${this.name}Annulment`),
    };
  }

  /** The body of a request that records facts. */
  factsBody(): OpenApiSchema {
    return { oneOf: [refTo(`${this.name}Fact`), refTo(`${this.name}Facts`)] };
  }

  /** The body of a request that annuls. */
  annulmentsBody(): OpenApiSchema {
    return { oneOf: [refTo(`${this.name}Annulment`), refTo(`${this.name}Annulments`)] };
  }

  /** Every class that the document describes. */
  models(): readonly RequestClass[] {
    return [Annulment, ...this.classes.values()];
  }

  private oneOf(types: readonly string[]): OpenApiSchema {
    const mapping = Object.fromEntries(types.map((type) => [type, refTo(type).$ref]));
    return { oneOf: types.map(refTo), discriminator: { propertyName: 'type', mapping } };
  }
}

/** The event's own fields and the name by which a request says which event it is. */
function discriminated(type: string, data: TObject): TObject {
  return Type.Object({ type: Type.Enum([type], { description: 'Which fact it is.' }), ...data.properties });
}

function several(body: unknown, list: string): (readonly [item: unknown, at: string])[] {
  if (!isRecord(body) || !(list in body)) return [[body, '']];
  const { [list]: items, ...others } = body;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw fault(
      unknown,
      'whitelistValidation',
      both(`${unknown} non è un campo previsto accanto a ${list}`, `${unknown} is no field beside ${list}`),
    );
  }
  return itemsOf(items, list);
}

function itemsOf(items: unknown, at: string): (readonly [item: unknown, at: string])[] {
  if (!Array.isArray(items) || items.length < 1 || items.length > MOST) {
    throw fault(
      at,
      'isArray',
      both(`${at} deve essere una lista di 1–${MOST} elementi`, `${at} must be a list of 1 to ${MOST} items`),
    );
  }
  return items.map((item: unknown, index) => [item, `${at}.${index}`]);
}

function listOf(list: string, item: string): OpenApiSchema {
  return { type: 'object', required: [list], additionalProperties: false, properties: { [list]: itemList(item) } };
}

function itemList(item: string): SchemaObject {
  return { type: 'array', minItems: 1, maxItems: MOST, items: refTo(item) };
}

function notAnObject(at: string): Problem {
  return fault(
    at,
    'isObject',
    both(
      `${at === '' ? 'la richiesta' : at} deve essere un oggetto JSON`,
      `${at === '' ? 'the request' : at} must be a JSON object`,
    ),
  );
}

function unknownType(at: string, types: readonly string[]): Problem {
  const field = [at, 'type'].filter((part) => part !== '').join('.');
  const list = types.join(', ');
  return fault(field, 'isIn', both(`${field} deve essere uno di: ${list}`, `${field} must be one of: ${list}`));
}

function fault(field: string, rule: string, message: Wording): Problem {
  return invalidFields([{ in: 'body', field, rule, message }]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
