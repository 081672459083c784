import { describe, expect, it } from '@jest/globals';
import { RecordFacts } from '#recording';
import { logSentenceInItalian } from '#wording';
import { by, openOffice } from './testing/office.js';

type Line = Record<string, unknown> & { data: Record<string, unknown>; metadata: Record<string, unknown> };

/** A history of three events of a body, its second line spoiled, as an empty register refuses it. */
async function refusalOf(spoil: (line: Line, lines: readonly Line[]) => unknown): Promise<string> {
  await using office = await openOffice();
  const record = (type: string, data: object) =>
    office.commands.execute(new RecordFacts(by(), 'body', '019036', [{ type, data }]));
  await record('BodyRegistered', { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: [] });
  await record('SpellingRecorded', { effectiveOn: '2000-01-01', spelling: 'CREMONA (CR)' });
  await record('AmbitoJoined', { effectiveOn: '2000-01-01', ambito: 'cremonese' });
  let text = '';
  for await (const line of office.register.exportHistory()) text += line;
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const spoiled = spoil(lines[1]!, lines);
  const bytes = lines.map((line, i) => {
    if (i !== 1) return `${JSON.stringify(line)}\n`;
    return typeof spoiled === 'string' ? `${spoiled}\n` : `${JSON.stringify(spoiled)}\n`;
  });
  await using empty = await openOffice();
  const imported = empty.register.importHistory(
    (async function* () {
      yield* bytes.map((line) => Buffer.from(line));
    })(),
  );
  return imported.then(
    () => 'imported',
    (error: Error) => error.message,
  );
}

// The log says its faults in English: what stands here breaks when it says them in other words.
const FAULTS: readonly (readonly [told: string, spoil: (line: Line, lines: readonly Line[]) => unknown])[] = [
  ['riga 2 della storia: non è JSON', () => '{'],
  ['riga 2 della storia: è vuota', () => ''],
  ['riga 2 della storia: non è un oggetto', () => '[]'],
  ['riga 2 della storia: «x» non è un campo di un evento', (line) => ({ ...line, x: 1 })],
  [
    'riga 2 della storia: non sono del tipo giusto: "revision" and "schemaVersion"',
    (line) => ({ ...line, revision: '1' }),
  ],
  ['evento 2 della storia: revisione 7 di body-019036, ma si aspetta la 1', (line) => ({ ...line, revision: 7 })],
  [
    'evento 2 della storia: registrato il 2020-01-01T00:00:00.000Z, prima dell’evento che lo precede',
    (line) => ({ ...line, recordedAt: '2020-01-01T00:00:00.000Z' }),
  ],
  ['evento 2 della storia: l’id di evento «x» non è un UUID minuscolo', (line) => ({ ...line, id: 'x' })],
  ['evento 2 della storia: in body-019036 non ci sono eventi Nope', (line) => ({ ...line, type: 'Nope' })],
  [
    'evento 2 della storia: la versione 9 di SpellingRecorded è più nuova di questo programma, che conosce la 1',
    (line) => ({ ...line, schemaVersion: 9 }),
  ],
  [
    'evento 2 della storia: manca /spelling',
    ({ data: { effectiveOn }, ...line }) => ({ ...line, data: { effectiveOn } }),
  ],
  [
    'evento 2 della storia: /effectiveOn non è una data che esiste (AAAA-MM-GG)',
    ({ data, ...line }) => ({ ...line, data: { ...data, effectiveOn: '2024-02-30' } }),
  ],
  [
    'evento 2 della storia: x non è un campo dei metadati',
    ({ metadata, ...line }) => ({ ...line, metadata: { ...metadata, x: 1 } }),
  ],
  [
    'evento 2 della storia: nomina l’ente 019099, che a quel punto non è noto',
    (line) => ({ ...line, type: 'ManagementDelegated', data: { effectiveOn: '2001-01-01', to: '019099' } }),
  ],
];

describe('what is wrong with a history', () => {
  it.each(FAULTS)('is told in Italian: %s', async (told, spoil) => {
    expect(logSentenceInItalian(await refusalOf(spoil))).toBe(told);
  });

  it.each([
    [
      'register /d/registro.db: it is in use by another process (database is locked)',
      'registro /d/registro.db: lo usa un altro processo (database is locked)',
    ],
    [
      'register /d/registro.db was opened for reading only',
      'il registro /d/registro.db è stato aperto in sola lettura',
    ],
    [
      'EventStoreDB at 127.0.0.1:2113: it cannot be reached (14 UNAVAILABLE: x (y))',
      'EventStoreDB a 127.0.0.1:2113: non è raggiungibile (14 UNAVAILABLE: x (y))',
    ],
  ])('is told in Italian where the log itself is: %s', (english, told) => {
    expect(logSentenceInItalian(english)).toBe(told);
  });

  it('is told as the log says it where nobody wrote it in Italian', () => {
    expect(logSentenceInItalian('line 3 of the history: it is blue')).toBe('riga 3 della storia: it is blue');
  });
});
