import { bodyEvents } from '#bodies/domain';
import { conferralEvents } from '#conferrals/domain';
import { declarationEvents } from '#declarations/domain';
import { noticeEvents } from '#notices/domain';
import { programmeEvents } from '#programmes/domain';
import type { EventDefinition, EventDefinitions } from '#schema';
import { aliasEvents, unitEvents } from '#units/domain';

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

/** The aggregate that a stream is of, or undefined when its prefix is none of ours. */
export function aggregateOf(stream: string): AggregatePrefix | undefined {
  const prefix = stream.slice(0, Math.max(0, stream.indexOf('-')));
  return Object.hasOwn(EVENTS_BY_AGGREGATE, prefix) ? (prefix as AggregatePrefix) : undefined;
}

/** The definition of an event type in a stream, or undefined when that stream holds no such event. */
export function definitionOf(stream: string, type: string): EventDefinition | undefined {
  const aggregate = aggregateOf(stream);
  return aggregate && own(EVENTS_BY_AGGREGATE[aggregate], type);
}

const EVENTS_BY_TYPE = Object.assign({}, ...Object.values(EVENTS_BY_AGGREGATE)) as EventDefinitions;

/** The definition of an event by its type alone: a type means the same in every aggregate (corrections are shared). */
export function definitionOfType(type: string): EventDefinition | undefined {
  return own(EVENTS_BY_TYPE, type);
}

/** Every event type with the schema version it has today: what upcasters aim at. */
export const currentVersions: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(EVENTS_BY_TYPE).map(([type, { version }]) => [type, version]),
);

function own(definitions: EventDefinitions, type: string): EventDefinition | undefined {
  return Object.hasOwn(definitions, type) ? definitions[type] : undefined;
}
