import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { BadManifest, parseManifest } from './manifest.js';

const text = readFileSync(new URL('../../examples/cremona-2025/manifest.json', import.meta.url), 'utf8');
const example = () => JSON.parse(text) as Record<string, Record<string, unknown>>;

function refusal(manifest: unknown): BadManifest['problems'] {
  try {
    parseManifest(typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
    return [];
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error;
    return error.problems;
  }
}

function problems(manifest: unknown): readonly string[] {
  return refusal(manifest).map(({ field }) => field);
}

describe('the manifest of a folder', () => {
  it('says the dialect, the Ambito, the census date, the files and the assumptions', () => {
    expect(parseManifest(text)).toMatchObject({
      dialect: 'cremona-annual-plan/1',
      ambito: { id: 'cremonese' },
      year: 2025,
      censusOn: '2024-11-30',
      assumptions: { sameUnits: [{ letter: 'c', owner: '019070', list: 'e1' }] },
    });
  });

  it('refuses keys that it does not know, at every level, and __proto__', () => {
    expect(problems({ ...example(), extra: 1 })).toEqual(['extra']);
    expect(problems({ ...example(), ambito: { id: 'x', name: 'X', kind: 1 } })).toEqual(['ambito.kind']);
    expect(problems(text.replace('"year"', '"__proto__": {}, "year"'))).toEqual(['__proto__']);
  });

  it('names what is wrong: a date that does not exist, a dialect it does not speak, a path out of the folder', () => {
    expect(problems({ ...example(), censusOn: '2024-11-31' })).toEqual(['censusOn']);
    expect(problems({ ...example(), dialect: 'cremona-annual-plan/9' })).toEqual(['dialect']);
    expect(problems({ ...example(), files: { 'a-stock': '../stock.csv' } })).toEqual(['files']);
    expect(problems({ ...example(), files: { 'z-other': 'other.csv' } })).toEqual(['files']);
    expect(problems({ ...example(), encodings: { 'a-stock': 'ebcdic' } })).toEqual(['encodings']);
  });

  it('refuses what only makes no sense together', () => {
    expect(problems({ ...example(), files: { 'a-stock': 'x.csv', 'j-sat': 'x.csv' } })).toEqual(['files']);
    const { programme, ...assumptions } = example()['assumptions']!;
    expect(programme).toBeDefined();
    expect(problems({ ...example(), assumptions })).toEqual(['assumptions.programme']);
    expect(problems({ ...example(), assumptions: { ...assumptions, programme, membersSince: '2024-12-01' } })).toEqual([
      'assumptions.membersSince',
    ]);
  });

  it('says what is wrong in Italian and in English', () => {
    const said = (manifest: unknown) => refusal(manifest).map(({ said: { it, en } }) => [it, en]);
    expect(said({ ...example(), censusOn: '2024-11-31' })).toEqual([
      ['censusOn non è una data che esiste (AAAA-MM-GG)', 'censusOn is not a date that exists (YYYY-MM-DD)'],
    ]);
    expect(said({ ...example(), dialect: 'x' })).toEqual([
      ['dialect è uno fra: cremona-annual-plan/1', 'dialect is one of: cremona-annual-plan/1'],
    ]);
    expect(said({ ...example(), encodings: { 'a-stock': 'ebcdic' } })[0]![0]).toMatch(
      /^encodings deve dare una codifica/,
    );
    expect(said({ ...example(), files: {} })).toContainEqual(['files non nomina tabelle', 'files names no table']);
    expect(said('{')[0]![0]).toBe('manifest.json non è JSON');
    expect(said('[]')[0]![0]).toBe('manifest.json deve essere un oggetto');
  });

  it('refuses what is not JSON, or not an object', () => {
    expect(problems('{')).toEqual(['']);
    expect(problems('[]')).toEqual(['']);
  });
});
