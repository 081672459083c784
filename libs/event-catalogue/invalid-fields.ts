import { Compile, type Validator } from 'typebox/compile';
import type { TLocalizedValidationError } from 'typebox/error';
import type { EventDefinition } from '#schema';
import { definitionOf } from './catalogue.js';
import './formats.js';

/** What is wrong with an event's data. */
export interface InvalidField {
  /** JSON pointer of the field; empty for the whole. */
  readonly field: string;
  /** The rule it breaks: `must match format "date"`, `is missing`, `is no field of this event`. */
  readonly rule: string;
}

/** How the data of an event are checked. */
interface DataCheck {
  readonly all: Validator;
  /** The same, but for fields that the event has not: the library asks a pattern about the name of each, a set is several times as fast. */
  readonly named: Validator;
  readonly names: ReadonlySet<string>;
}

const checks = new WeakMap<EventDefinition, DataCheck>();

/** Why the data are not those of the event, field by field; undefined when they are. */
export function invalidFields(definition: EventDefinition, data: unknown): readonly InvalidField[] | undefined {
  let check = checks.get(definition);
  if (!check) checks.set(definition, (check = checkOf(definition)));
  if (check.named.Check(data) && hasOnly(check.names, data as object)) return undefined;
  if (check.all.Check(data)) return undefined;
  const faults = check.all.Errors(data).flatMap(faultsOf);
  return faults.length > 0 ? faults : [{ field: '', rule: 'is not the data of this event' }];
}

/** The first thing wrong with the data of an event in a stream; undefined when they are valid in today's version. */
export function explainInvalid(stream: string, type: string, data: unknown): InvalidField | undefined {
  const definition = definitionOf(stream, type);
  return definition ? invalidFields(definition, data)?.[0] : { field: '', rule: `${type} is no event of ${stream}` };
}

function checkOf({ data }: EventDefinition): DataCheck {
  const { additionalProperties: _none, ...named } = data as typeof data & { readonly additionalProperties?: unknown };
  return { all: Compile(data), named: Compile(named as typeof data), names: new Set(Object.keys(data.properties)) };
}

function hasOnly(names: ReadonlySet<string>, data: object): boolean {
  for (const name in data) if (!names.has(name)) return false;
  return true;
}

interface FieldNames {
  readonly additionalProperties?: readonly string[];
  readonly requiredProperties?: readonly string[];
}

function faultsOf({ keyword, instancePath, params, message }: TLocalizedValidationError): readonly InvalidField[] {
  const { additionalProperties = [], requiredProperties = [] } = params as FieldNames;
  const naming = (names: readonly string[], rule: string) =>
    names.map((name) => ({ field: `${instancePath}/${escaped(name)}`, rule }));
  switch (keyword) {
    // The library says of an unknown field also that its schema is `false`.
    case 'boolean':
      return [];
    case 'additionalProperties':
      return naming(additionalProperties, 'is no field of this event');
    case 'required':
      return naming(requiredProperties, 'is missing');
    default:
      return [{ field: instancePath, rule: message }];
  }
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
