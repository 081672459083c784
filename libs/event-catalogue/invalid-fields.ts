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

const validators = new WeakMap<EventDefinition, Validator>();

/** Why the data are not those of the event, field by field; undefined when they are. */
export function invalidFields(definition: EventDefinition, data: unknown): readonly InvalidField[] | undefined {
  let validator = validators.get(definition);
  if (!validator) validators.set(definition, (validator = Compile(definition.data)));
  if (validator.Check(data)) return undefined;
  const faults = validator.Errors(data).flatMap(faultsOf);
  return faults.length > 0 ? faults : [{ field: '', rule: 'is not the data of this event' }];
}

/** The first thing wrong with the data of an event in a stream; undefined when they are valid in today's version. */
export function explainInvalid(stream: string, type: string, data: unknown): InvalidField | undefined {
  const definition = definitionOf(stream, type);
  return definition ? invalidFields(definition, data)?.[0] : { field: '', rule: `${type} is no event of ${stream}` };
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
