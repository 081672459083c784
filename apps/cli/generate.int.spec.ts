import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stat } from 'node:fs/promises';
import { RegisterAtHand } from './testing/in-process.js';

const SIZE = ['--units', '40', '--years', '3', '--seed', '7'];

describe('a generated history', () => {
  let at: RegisterAtHand;
  beforeAll(async () => {
    at = await RegisterAtHand.make();
  });
  afterAll(() => at.clear());
  const generate = (...args: string[]) => at.run(['generate', ...args]);

  it('is written to a file, and its events and bytes are told', async () => {
    const file = at.path('storia.jsonl');
    const told = await at.done<{ events: number; bytes: number }>('generate', ...SIZE, '--out', file);
    expect(told.events).toBeGreaterThan(100);
    expect(told.bytes).toBe((await stat(file)).size);
  });

  it('does not overwrite a file that is there', async () => {
    const file = at.path('altra.jsonl');
    expect((await generate(...SIZE, '--out', file)).code).toBe(0);
    expect(await generate(...SIZE, '--out', file)).toMatchObject({ code: 2, err: `Esiste già: ${file}.\n` });
  });

  it('wants numbers within their bounds, and says which', async () => {
    const tooMany = ['--units', '2000000', '--years', '3', '--seed', '7', '--out', at.path('x.jsonl')];
    expect(await generate(...tooMany)).toMatchObject({
      code: 2,
      err: '--units 2000000: ci vuole un intero da 1 a 1000000.\n',
    });
    expect(await generate('--units', '10')).toMatchObject({ code: 2, out: '' });
  });
});
