import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { RegisterAtHand } from './testing/in-process.js';

describe('a register whose log has an event that cannot be read', () => {
  let at: RegisterAtHand;

  beforeAll(async () => {
    at = await RegisterAtHand.make();
    const log = new DatabaseSync(at.path('registro/registro.db'));
    const changed = log
      .prepare("UPDATE events SET data = replace(data, 'Soresina', 'Sorexina') WHERE position = 2")
      .run();
    expect(changed.changes).toBe(1);
    log.close();
  });
  afterAll(async () => {
    await at.clear();
  });

  it('answers nothing, and says who can tell more', async () => {
    const ran = await at.run(['status']);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/posizione 2 .* «registro verify»/s);
  });

  it.each([
    ['it', 'byte del file sono cambiati'],
    ['en', 'bytes of the file have changed'],
  ] as const)(
    'is verified all the same: the event and what is wrong with it are named (%s)',
    async (language, told) => {
      const ran = await at.run(['verify'], language);
      expect(ran).toMatchObject({ code: 1, err: '' });
      expect(ran.out.replace(/\s+/g, ' ')).toContain(told);
    },
  );

  it('is not called repaired when it is to be repaired', async () => {
    const ran = await at.run(['verify', '--repair', '--actor', 'Ufficio casa', '--format', 'json']);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({
      events: null,
      findings: [{ part: 'log', about: '2', repaired: false }],
    });
  });
});
