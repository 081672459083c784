import { describe, expect, it } from '@jest/globals';
import { EVENTS_BY_AGGREGATE } from '#event-catalogue';
import type { EventDefinition } from '#schema';
import { fieldValueWord, fieldWord, fieldWords } from './field-words.js';

describe('what an event says, in words', () => {
  const fields = new Set(
    Object.values(EVENTS_BY_AGGREGATE).flatMap((events) =>
      Object.values<EventDefinition>(events).flatMap(({ data }) => Object.keys(data.properties)),
    ),
  );

  it.each([...fields])('names the field %s', (field) => {
    expect(Object.hasOwn(fieldWords, field)).toBe(true);
  });

  it('is in the reader’s language, values of a few too', () => {
    expect([fieldWord('outcome', 'it'), fieldValueWord('outcome', 'as-is', 'it')]).toEqual([
      'esito',
      'assegnabile nello stato di fatto',
    ]);
    expect([fieldWord('lifecycle', 'en'), fieldValueWord('lifecycle', 'VACANT_LETTABLE', 'en')]).toEqual([
      'state',
      'free',
    ]);
  });

  it('tells as they are a value that is one of many, and a name that Object has', () => {
    expect(fieldValueWord('owner', '019036', 'it')).toBe('019036');
    expect([fieldWord('constructor', 'it'), fieldValueWord('kind', 'toString', 'it')]).toEqual([
      'constructor',
      'toString',
    ]);
  });
});
