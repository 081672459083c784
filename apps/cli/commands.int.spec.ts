import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { RegisterAtHand } from './testing/in-process.js';

const AS_OPERATOR = ['--actor', 'Ufficio casa'];
const ON = ['--effective-on', '2025-01-10'];

interface Recorded {
  readonly status: string;
  readonly id?: string;
  readonly revision: number;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
}

let at: RegisterAtHand;
const done = (...args: string[]) => at.done<Recorded>(...args);
const refused = async (...args: string[]) => at.run([...args, ...AS_OPERATOR]);

/** A flat of Soresina, in stock and free. */
async function flat(alias: string): Promise<void> {
  const place = [
    '--owner',
    'Soresina',
    '--municipality',
    'SORESINA',
    '--ambito',
    'cremonese',
    '--service-class',
    'SAP',
  ];
  const state = ['--stock', 'IN_STOCK', '--lifecycle', 'VACANT_LETTABLE', '--alias', `municipal/019098:${alias}`];
  await done('unit', 'register', ...place, ...state, '--effective-on', '2024-06-01');
}

beforeAll(async () => {
  at = await RegisterAtHand.make();
});

afterAll(async () => {
  await at.clear();
});

describe('bodies, programmes, notices, conventions and declarations', () => {
  it('have their commands, with names and spellings for ids', async () => {
    const delegated = await done('body', 'Soresina', 'delegate-management', '--to', 'ALER BS - CR- MN', ...ON);
    expect(delegated.events[0]!.data).toMatchObject({ to: 'ALER' });
    await done(
      'programme',
      'pnrr-1',
      'propose',
      '--name',
      'PNRR',
      '--owner',
      'Soresina',
      '--ambito',
      'cremonese',
      ...ON,
    );
    await done('programme', 'pnrr-1', 'open-lot', '--lot', 'A', '--name', 'Lotto A', '--kind', 'renovation', ...ON);
    await done('notice', 'avviso-1', 'open', '--ambito', 'cremonese', '--title', 'Avviso 1', ...ON);
    await done(
      'conferral',
      'conv-1',
      'open',
      '--body',
      'Soresina',
      '--ambito',
      'cremonese',
      '--title',
      'Convenzione 1',
      ...ON,
    );
    const shown = [['body', 'Soresina'], ['programmes'], ['notices'], ['conferrals']].map(
      async (args) => (await at.run(args)).out,
    );
    const expected = ['ALER Brescia', 'ristr.', 'Avviso 1', 'Convenzione 1'];
    for (const [i, out] of (await Promise.all(shown)).entries()) expect(out).toContain(expected[i]);
  });

  it('a declaration is found by Ambito, year and owner; what was never declared is not withdrawn', async () => {
    const key = ['declaration', '--ambito', 'cremonese', '--year', '2025', '--owner', 'Soresina'];
    const figure = ['--letter', 'b', '--municipality', 'Soresina', '--basis', 'count', '--units', '5'];
    expect((await done(...key, 'declare', ...figure, ...ON)).status).toBe('recorded');
    expect((await done(...key, 'declare', ...figure, ...ON)).status).toBe('unchanged');
    expect((await at.run([...key, '--format', 'csv'])).out).toContain('b,Soresina,conteggio,5,—');
    const withdrawn = await refused(...key, 'withdraw', '--letter', 'd', '--municipality', 'none', ...ON);
    expect(withdrawn).toMatchObject({ code: 1, err: expect.stringContaining('quel dato non è dichiarato') });
  });

  it('a wrong event of theirs is annulled and replaced', async () => {
    const opened = await done('notice', 'avviso-2', 'open', '--ambito', 'cremonese', '--title', 'Avvviso', ...ON);
    const replacement = ['--replace-with', 'open', '--ambito', 'cremonese', '--title', 'Avviso 2', ...ON];
    await done('notice', 'avviso-2', 'annul', opened.events[0]!.id, '--reason', 'refuso', ...replacement);
    expect((await at.run(['notice', 'avviso-2'])).out).toContain('Avviso 2');
    expect((await at.run(['notice', 'avviso-2', 'history'])).out).toContain('apertura dell’avviso †');
  });
});

describe('a unit', () => {
  it('is registered, swapped, merged, split, and its alias released', async () => {
    for (const alias of ['A-1', 'A-2', 'A-3', 'A-4']) await flat(alias);
    for (const alias of ['A-1', 'A-2']) {
      await done('unit', alias, 'assign', '--channel', 'public-notice', '--effective-on', '2024-07-01');
    }
    expect((await done('unit', 'swap', 'A-1', 'A-2', ...ON)).events).toHaveLength(2);
    // The date was taken and left unsaid: a second record leaves from the day it entered.
    const duplicate = ['unit', 'merge', 'A-4', '--into', 'A-3', '--kind', 'duplicate'];
    expect(await refused(...duplicate, ...ON)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--kind joined'),
    });
    const merged = await done(...duplicate);
    expect(merged.events.map(({ type }) => type)).toContain('UnitMerged');
    const split = await done('unit', 'split', 'A-3', '--into', 'municipal/019098:A-5', '--into', 'none', ...ON);
    expect(split.events.filter(({ type }) => type === 'UnitRegistered')).toHaveLength(2);
    await done('unit', 'A-5', 'release-alias', '--alias', 'municipal/019098:A-5', '--effective-on', '2025-02-01');
    expect((await at.run(['unit', 'A-5', '--valid-at', '2025-03-01'])).out).toContain('Codici di prima');
  });

  it('answers as of a date and as known at a position', async () => {
    await flat('B-1');
    const { position } = await at.done<{ position: string }>('status');
    await done('unit', 'B-1', 'assign', '--channel', 'mobility', '--effective-on', '2024-09-01');
    const state = async (...when: string[]) => {
      const reading = await at.done<{ state: { lifecycle: string } }>('unit', 'B-1', ...when);
      return reading.state.lifecycle;
    };
    expect(await state('--valid-at', '2024-08-31')).toBe('VACANT_LETTABLE');
    expect(await state('--valid-at', '2024-09-01')).toBe('OCCUPIED');
    expect(await state('--valid-at', '2024-09-01', '--known-at', position)).toBe('VACANT_LETTABLE');
  });

  it('is searched by owner, state and alias, a page at a time', async () => {
    for (const alias of ['C-1', 'C-2', 'C-3']) await flat(alias);
    type Page = { items: { label: string }[]; next?: string; total: number };
    const search = ['units', '--owner', 'Soresina', '--state', 'VACANT_LETTABLE', '--q', 'C-', '--limit', '2'];
    const first = await at.done<Page>(...search);
    const second = await at.done<Page>(...search, '--cursor', first.next!);
    expect([...first.items, ...second.items].map(({ label }) => label)).toEqual(['C-1', 'C-2', 'C-3']);
    expect(first.total).toBe(3);
    expect((await at.run([...search, '--format', 'csv'])).out.split('\n')[0]).toContain('Alloggio,Proprietario,Comune');
  });

  it('is annulled with options only when an act takes them', async () => {
    const stray = await refused('unit', 'B-1', 'annul', crypto.randomUUID(), '--reason', 'x', '--outcome', 'as-is');
    expect(stray).toMatchObject({ code: 2, err: expect.stringContaining('--replace-with VERBO') });
    const unknown = await refused('unit', 'B-1', 'annul', crypto.randomUUID(), '--reason', 'x');
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('TARGET_UNKNOWN') });
  });
});

describe('an auditor', () => {
  it('finds events by who said them and replays any history', async () => {
    const found = await at.done<{ items: { actor: string }[] }>(
      'events',
      '--by',
      'Ufficio casa',
      '--type',
      'BodyRegistered',
    );
    expect(found.items).toHaveLength(3);
    // Of several histories: each event says whose it is.
    expect((await at.run(['events', '--type', 'BodyRegistered'])).out).toMatch(/^ +body-019098$/m);
    expect((await at.run(['replay', 'body-019098'])).out).toContain('delega della gestione');
    expect(await at.run(['replay', 'body-000000'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('a file of units', () => {
  const head = 'owner;municipality;scheme;value\r\n';
  const from = () => refused('unit', 'identify', '--from', at.path('units.csv'));

  it('with a row in error records nothing and says which and why', async () => {
    await writeFile(at.path('units.csv'), `${head}Cremona;;municipal/019036;S-1\r\nCremna;;municipal/019036;S-2\r\n`);
    const ran = await from();
    expect(ran).toMatchObject({ code: 1, out: expect.stringContaining('Simili: Cremona') });
    expect(ran.out).toContain('non è stato registrato nulla');
  });

  it('with an alias twice records nothing', async () => {
    await writeFile(at.path('units.csv'), `${head}Cremona;;municipal/019036;S-1\r\nCremona;;municipal/019036;S-1\r\n`);
    expect(await from()).toMatchObject({ code: 1, out: expect.stringContaining('Lo stesso codice è già alla riga 2') });
  });

  it('tells of each row whether the register took it', async () => {
    await writeFile(at.path('units.csv'), `${head}Cremona;;municipal/019036;S-1\r\n`);
    expect(await from()).toMatchObject({ code: 1, out: expect.stringContaining('NO_COUNTED_UNIT') });
  });

  it('that is not there is said to be not there', async () => {
    expect(await refused('unit', 'identify', '--from', at.path('none.csv'))).toMatchObject({ code: 2, out: '' });
  });
});
