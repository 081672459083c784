import { definitionOfType, EVENTS_BY_AGGREGATE, invalidFields } from '#event-catalogue';
import { Upcasters, type EventBody, type Upcaster } from '#event-store';

/** Steps from old schema versions to those of today. None yet: every event is in its first version. */
const UPCASTERS: readonly Upcaster[] = [];

const versions = Object.fromEntries(
  Object.values(EVENTS_BY_AGGREGATE).flatMap((definitions) =>
    Object.entries(definitions).map(([type, { version }]) => [type, version]),
  ),
);

/** How the log's events are read: brought to the schema of today, and checked against it. */
export const codec = new Upcasters(versions, UPCASTERS, invalidBody);

function invalidBody({ type, data }: EventBody): string | undefined {
  const faults = invalidFields(definitionOfType(type)!, data);
  return faults?.map(({ field, rule }) => `${field || 'data'} ${rule}`).join('; ');
}
