import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegisterAtHand } from './testing/in-process.js';

const PLAN = ['plan', '--ambito', 'cremonese', '--year', '2025'];
const AS_OPERATOR = ['--actor', 'Ufficio casa'];

let at: RegisterAtHand;

beforeAll(async () => {
  at = await RegisterAtHand.make();
  const flat = ['--owner', 'Cremona', '--municipality', 'Cremona', '--ambito', 'cremonese', '--service-class', 'SAP'];
  const state = ['--stock', 'IN_STOCK', '--lifecycle', 'VACANT_LETTABLE', '--alias', 'regional:3156471'];
  await at.done('unit', 'register', ...flat, ...state, '--effective-on', '2024-11-30');
});

afterAll(async () => {
  await at.clear();
});

const bad: readonly (readonly [what: string, args: readonly string[], it: string, en: string])[] = [
  ['no actor', ['unit', '3156471', 'release', '--effective-on', '2024-12-01'], 'Chi lo dice?', 'Who says so?'],
  ['an unknown option', ['units', '--foo'], 'Opzione sconosciuta: --foo', 'Unknown option: --foo'],
  ['a command misspelt', ['unitz'], 'Forse unit', 'Did you mean'],
  ['a verb misspelt', ['unit', '3156471', 'relase'], 'Forse release?', 'Did you mean release?'],
  [
    'a date that does not exist',
    [...PLAN, '--valid-at', '2025-02-30'],
    '«2025-02-30» non è ammesso',
    '"2025-02-30" is not allowed',
  ],
  ['a position beyond the head', [...PLAN, '--known-at', '99999999'], 'oltre l’ultima', 'beyond the head'],
  ['an unknown Ambito', ['plan', '--ambito', 'x', '--year', '2025'], 'Noti: cremonese', 'Known: cremonese'],
  ['an unknown rule set', [...PLAN, '--rule-set', 'x'], 'lombardia-2024-03', 'lombardia-2024-03'],
  ['a number that is none', [...PLAN, '--explain', 'z.z'], 'Non c’è il numero «z.z»', 'No number z.z'],
  ['a unit that nobody knows', ['unit', 'nobody'], '«nobody»', '"nobody"'],
  ['a name misspelt', ['units', '--owner', 'Cremna'], 'Simili: Cremona', 'Near: Cremona'],
  [
    'missing options',
    ['unit', '3156471', 'assign', ...AS_OPERATOR],
    'Mancano --effective-on, --channel.',
    '--effective-on, --channel are missing.',
  ],
  [
    'a value that is not one of those allowed',
    ['unit', '3156471', 'inspect', '--effective-on', '2024-12-01', '--outcome', 'fine', ...AS_OPERATOR],
    '--outcome è uno fra: lettable, as-is, not-lettable',
    '--outcome is one of: lettable, as-is, not-lettable',
  ],
  [
    'a command id that is none',
    ['unit', '3156471', 'release', '--effective-on', '2024-12-01', '--command-id', 'x', ...AS_OPERATOR],
    'non è un UUID',
    'is no UUID',
  ],
  ['a table that is not there', [...PLAN, '--table', 'z'], 'Tabelle: a, b', 'Tables: a, b'],
  ['a plan of an Ambito and of the Region at once', [...PLAN, '--region'], 'O --ambito o --region', 'Either --ambito'],
  ['a plan of neither', ['plan', '--year', '2025'], '--ambito (o --region)', '--ambito (or --region)'],
  ['a plan of the Region of no year', ['plan', '--region'], 'Serve --year', '--year is needed'],
  [
    'the findings of the Region',
    ['plan', '--region', '--year', '2025', '--table', 'findings', '--fail-on', 'error'],
    '--table, --fail-on: solo',
    '--table, --fail-on: only',
  ],
  [
    'a comparison of Regions',
    ['plan', '--region', 'diff', '--year', '2025', '--from-known-at', '1', '--to-known-at', '2'],
    'di un Ambito alla volta',
    'of one Ambito at a time',
  ],
  ['a format that is not there', [...PLAN, '--format', 'xml'], 'table, json, csv', 'table, json, csv'],
];

describe('a call that is wrong', () => {
  it.each(bad)('%s: 2, a sentence, no stack trace, nothing on stdout', async (_, args, italian, english) => {
    const inItalian = await at.run(args);
    const inEnglish = await at.run(args, 'en');
    expect([inItalian, inEnglish]).toMatchObject([
      { code: 2, out: '', err: expect.stringContaining(italian) },
      { code: 2, out: '', err: expect.stringContaining(english) },
    ]);
    expect(inItalian.err + inEnglish.err).not.toMatch(/\n\s+at |Error:/);
  });
});
