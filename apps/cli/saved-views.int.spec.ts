import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { RegisterAtHand } from './testing/in-process.js';

const PLAN = ['plan', '--ambito', 'cremonese', '--year', '2025'];

let at: RegisterAtHand;
let file: string;

beforeAll(async () => {
  at = await RegisterAtHand.make();
  file = at.path('registro/viste/indice.salvato');
});

afterAll(async () => {
  await at.clear();
});

describe('a saved index that is damaged', () => {
  it('is said not to be used, in the language asked for, and changes no answer', async () => {
    const before = await at.run(PLAN);
    await mkdir(at.path('registro/viste'), { recursive: true });
    await writeFile(file, 'not an index');
    const [italian, english] = [await at.run(PLAN), await at.run(PLAN, 'en')];
    expect(italian).toMatchObject({ code: 0, out: before.out, err: expect.stringContaining('il file è rovinato') });
    expect(english).toMatchObject({ code: 0, err: expect.stringContaining('the file is damaged') });
  });

  it('is not looked at by verify, and thrown away by rebuild', async () => {
    expect(await at.run(['verify'])).toMatchObject({ code: 0, err: '' });
    expect(existsSync(file)).toBe(true);
    expect(await at.run(['rebuild', '--actor', 'Ufficio casa'])).toMatchObject({ code: 0, err: '' });
    expect(existsSync(file)).toBe(false);
  });
});
