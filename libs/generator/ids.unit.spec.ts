import { describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { eventId, isUuid } from '#event-store';
import { Ids } from './ids.js';

const ids = new Ids(7);

describe('the ids of a generated history', () => {
  it('are those the recorder makes of a command', () => {
    for (let command = 0; command < 300; command++) {
      for (const ordinal of [0, 1, 9, 10, 123]) {
        expect(ids.event(command, ordinal)).toBe(eventId(ids.command(command), ordinal));
      }
    }
  });

  it('stand for the command’s body by the SHA-256 of the command’s id', () => {
    for (const command of [0, 1, 5_000_000]) {
      const bytes = Buffer.from(ids.command(command).replaceAll('-', ''), 'hex');
      expect(ids.digest(command)).toBe(hash('sha256', bytes, 'hex'));
    }
  });

  it('never come twice, and differ from seed to seed', () => {
    const other = new Ids(8);
    const seen = new Set<string>();
    for (let i = 0; i < 20_000; i++) {
      for (const id of [ids.unit(i), ids.command(i), other.unit(i), other.command(i)]) {
        expect(isUuid(id)).toBe(true);
        seen.add(id);
      }
    }
    expect(seen.size).toBe(80_000);
  });
});
