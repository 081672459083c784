import { canonicalJson, type StoredEvent } from '#event-store';
import { standing } from './desk.js';

/**
 * What a row asks for, seen against what an import said before and what stands now. A row that says what the import said
 * before asks for nothing, whatever people have recorded since: only a row that changed changes the register.
 */
export type Verdict =
  | { readonly kind: 'unchanged'; /** Something else stands now, by a later act. */ readonly drifted: boolean }
  | { readonly kind: 'record'; /** The last event about it, annulled or not. */ readonly after: string | undefined }
  | {
      readonly kind: 'correct';
      readonly target: StoredEvent;
      /** It was not said by an import. */ readonly overrides: boolean;
    };

/**
 * @param isAbout picks the events of a stream that speak of what the row speaks of
 * @param isSame true for an event that says what the row says
 * @param isOwn true for an event stated by an import of this Ambito and year
 */
export function threeWay(
  events: readonly StoredEvent[],
  isAbout: (event: StoredEvent) => boolean,
  isSame: (event: StoredEvent) => boolean,
  isOwn: (event: StoredEvent) => boolean,
): Verdict {
  const about = events.filter(isAbout);
  const stated = about.findLast(isOwn);
  const stands = standing(events).findLast(isAbout);
  const agrees = stands !== undefined && isSame(stands);
  if (stated && isSame(stated)) return { kind: 'unchanged', drifted: !agrees };
  if (agrees) return { kind: 'unchanged', drifted: false };
  if (!stands) return { kind: 'record', after: about.at(-1)?.id };
  return { kind: 'correct', target: stands, overrides: !isOwn(stands) };
}

/** Equality of an event's fields with what a row says; what the row does not say must not be there. */
export function sameFields(
  event: StoredEvent,
  wanted: object,
  but: readonly string[] = ['replaces', 'act', 'note'],
): boolean {
  return fieldsOf(event.data, but) === fieldsOf(wanted, but);
}

function fieldsOf(data: object, but: readonly string[]): string {
  return canonicalJson(
    Object.fromEntries(Object.entries(data).filter(([name, value]) => value !== undefined && !but.includes(name))),
  );
}
