import { describe, expect, it } from '@jest/globals';
import { eventId } from './ids.js';
import { isUuid, uuidV5 } from './uuid.js';

const COMMAND = '3f0c4b1e-5a3f-4a44-9d3a-3d5c0e1f2a3b';

describe("an event's id", () => {
  it('is a UUID of version 5, as RFC 9562 gives it for www.example.com in the namespace of domain names', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('is the same for the same command and ordinal, and another for any other', () => {
    expect(eventId(COMMAND, 0)).toBe(eventId(COMMAND, 0));
    const ids = Array.from({ length: 100 }, (_, ordinal) => eventId(COMMAND, ordinal));
    expect(new Set(ids).size).toBe(100);
    expect(ids.every(isUuid)).toBe(true);
  });

  it('cannot be made of a command id that is no UUID, nor of a negative ordinal', () => {
    expect(() => eventId('command', 0)).toThrow('not a lowercase UUID');
    expect(() => eventId(COMMAND.toUpperCase(), 0)).toThrow('not a lowercase UUID');
    expect(() => eventId(COMMAND, -1)).toThrow('not an ordinal');
  });
});
