import { Compile } from 'typebox/compile';
import Format from 'typebox/format';
import { bodyEvents } from '#bodies/domain';
import { conferralEvents } from '#conferrals/domain';
import { declarationEvents } from '#declarations/domain';
import { noticeEvents } from '#notices/domain';
import { programmeEvents } from '#programmes/domain';
import type { EventDefinition, EventDefinitions } from '#schema';
import { isCivilDate } from '#temporal';
import { aliasEvents, unitEvents } from '#units/domain';

// A day that exists on our calendar: the library's own rule takes a year 0000.
Format.Set('date', isCivilDate);

/** Every event that a log of this product holds, by the prefix of its streams (`unit-…`). */
export const EVENTS_BY_AGGREGATE = {
  unit: unitEvents,
  alias: aliasEvents,
  body: bodyEvents,
  declaration: declarationEvents,
  programme: programmeEvents,
  conferral: conferralEvents,
  notice: noticeEvents,
} as const satisfies Readonly<Record<string, EventDefinitions>>;

export type AggregatePrefix = keyof typeof EVENTS_BY_AGGREGATE;

/** What is wrong with an event's data. */
export interface InvalidField {
  /** JSON pointer of the field; empty for the whole. */
  readonly field: string;
  readonly rule: string;
}

/** The aggregate that a stream is of, or undefined when its prefix is none of ours. */
export function aggregateOf(stream: string): AggregatePrefix | undefined {
  const prefix = stream.slice(0, Math.max(0, stream.indexOf('-')));
  return Object.hasOwn(EVENTS_BY_AGGREGATE, prefix) ? (prefix as AggregatePrefix) : undefined;
}

/** The definition of an event type in a stream, or undefined when that stream holds no such event. */
export function definitionOf(stream: string, type: string): EventDefinition | undefined {
  const aggregate = aggregateOf(stream);
  if (!aggregate) return undefined;
  const definitions: EventDefinitions = EVENTS_BY_AGGREGATE[aggregate];
  return Object.hasOwn(definitions, type) ? definitions[type] : undefined;
}

const validators = new Map<EventDefinition, ReturnType<typeof compiled>>();

function compiled(definition: EventDefinition) {
  return Compile(definition.data);
}

/** Why the data are not those of the event, field by field; undefined when they are. */
export function invalidFields(definition: EventDefinition, data: object): readonly InvalidField[] | undefined {
  let validator = validators.get(definition);
  if (!validator) validators.set(definition, (validator = compiled(definition)));
  if (validator.Check(data)) return undefined;
  return validator
    .Errors(data)
    .filter((error) => error.keyword !== 'boolean')
    .map((error) => ({ field: error.instancePath, rule: error.message }));
}
