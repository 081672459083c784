import { code, event, text, uuid, type EventOf } from '#schema';
import type { Alias } from './vocabulary.js';

// PERSISTED: see events.ts.

/**
 * Who holds an alias, one stream an alias: it is reserved at the revision at which it is free, so that two live units
 * never share one (architecture.md, section 3). effectiveOn is the day of the fact that gives or releases the alias.
 */
export const aliasEvents = {
  AliasReserved: event('The alias names a unit from now on.', {
    scheme: code('The scheme, scoped by owner where the code is the owner’s own.'),
    value: text('The identifier.', 100),
    unit: uuid('The unit.'),
  }),
  AliasFreed: event('The alias no longer names the unit and can be taken.', { unit: uuid('The unit.') }),
} as const;

export type AliasEvent = EventOf<typeof aliasEvents>;

/** The stream of an alias. A dash inside the scheme is escaped, so that no two aliases share a stream. */
export function aliasStream({ scheme, value }: Alias): string {
  return `alias-${encodeURIComponent(scheme).replaceAll('-', '%2D')}-${encodeURIComponent(value)}`;
}

/** The alias of a stream's name: the inverse of {@link aliasStream}. @throws URIError when the name is no alias's */
export function aliasOfStream(stream: string): Alias {
  const [, scheme = '', ...value] = stream.split('-');
  return { scheme: decodeURIComponent(scheme), value: decodeURIComponent(value.join('-')) };
}
