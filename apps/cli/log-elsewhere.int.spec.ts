import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScriptedPeer } from '../../libs/event-store/eventstoredb/testing/scripted-peer.js';
import { RegisterAtHand } from './testing/in-process.js';

let at: RegisterAtHand;
let peer: ScriptedPeer;
beforeAll(async () => {
  at = await RegisterAtHand.make();
  peer = await ScriptedPeer.start();
});
afterAll(async () => {
  await peer[Symbol.asyncDispose]();
  await at.clear();
});

const ACTOR = ['--actor', 'Ufficio casa'];

describe('a log that is said to be elsewhere', () => {
  it.each<[string, NodeJS.ProcessEnv, it: string, en: string]>([
    [
      'no log',
      { REGISTRO_EVENT_STORE: 'mysql://ada:segreto@db' },
      'REGISTRO_EVENT_STORE può essere',
      'can be "sqlite"',
    ],
    [
      'TLS without credentials',
      { REGISTRO_EVENT_STORE: 'esdb://db.example:2113' },
      'una connessione TLS vuole REGISTRO_EVENT_STORE_USER',
      'a connection over TLS needs credentials',
    ],
    [
      'a name without its password',
      { REGISTRO_EVENT_STORE: 'esdb://db.example:2113', REGISTRO_EVENT_STORE_USER: 'ada' },
      'vanno insieme',
      'go together',
    ],
    [
      'a server that is not there',
      {
        REGISTRO_EVENT_STORE: 'esdb://127.0.0.1:1?tls=false',
        REGISTRO_EVENT_STORE_USER: 'ada',
        REGISTRO_EVENT_STORE_PASSWORD: 'segreto',
      },
      'EventStoreDB a 127.0.0.1:1: non è raggiungibile',
      'EventStoreDB at 127.0.0.1:1: it cannot be reached',
    ],
    [
      'a register whose name is none',
      { REGISTRO_EVENT_STORE: 'esdb://127.0.0.1:1?tls=false', REGISTRO_EVENT_STORE_REGISTER: 'La Spezia' },
      'minuscole, cifre e trattini',
      'lowercase letters, digits and hyphens',
    ],
  ])(
    'where there is %s, is told so in the reader’s language, and no secret with it',
    async (_what, environment, it_, en) => {
      for (const [language, words] of [
        ['it', it_],
        ['en', en],
      ] as const) {
        const { code, out, err } = await at.run(['status'], language, environment);
        expect([code, out]).toEqual([2, '']);
        expect(err).toContain(words);
        expect(err).not.toContain('segreto');
      }
    },
  );

  it('is a register like any other on a server; what is done to a file is left to the server', async () => {
    const there = { REGISTRO_EVENT_STORE: peer.url, REGISTRO_EVENT_STORE_REGISTER: 'registro' };
    expect(await at.run(['init'], 'it', there)).toMatchObject({ code: 0 });
    const body = ['body', '019036', 'register', '--kind', 'COMUNE', '--name', 'Cremona', '--ambiti', 'cremonese'];
    expect(await at.run([...body, '--effective-on', '2024-01-01', ...ACTOR], 'it', there)).toMatchObject({ code: 0 });
    expect(await at.run(['verify'], 'it', there)).toMatchObject({ code: 0, out: expect.stringContaining('in ordine') });
    expect((await at.run(['export-history'], 'it', there)).out.trim().split('\n')).toHaveLength(1);
    expect(await at.run(['rebuild'], 'it', there)).toMatchObject({ code: 0 });
    for (const args of [
      ['backup', at.path('copia.db')],
      ['restore', at.path('copia.db')],
    ]) {
      const [italian, english] = [await at.run(args, 'it', there), await at.run(args, 'en', there)];
      expect([italian.code, english.code]).toEqual([2, 2]);
      expect(italian.err).toContain('con gli strumenti del server');
      expect(english.err).toContain('use the server’s own backup');
    }
    expect((await at.run(['init'], 'it', there)).err).toContain('Sul server c’è già un registro (eventi: 1)');
  });
});

describe('a history that is only partly on the server', () => {
  it('is said to be so by verify, and nothing is recorded meanwhile', async () => {
    const there = { REGISTRO_EVENT_STORE: peer.url, REGISTRO_EVENT_STORE_REGISTER: 'meta' };
    const begun = { digest: 'f00d', events: 12 };
    peer.log.put('meta.imports', '00000000-0000-4000-8000-0000000000aa', 'ImportBegun', begun, {});
    expect(await at.run(['verify'], 'it', there)).toMatchObject({
      code: 1,
      out: expect.stringContaining('di 12 eventi c’è solo in parte'),
    });
    const body = ['body', '019036', 'register', '--kind', 'COMUNE', '--name', 'Cremona', '--ambiti', 'cremonese'];
    const refused = await at.run([...body, '--effective-on', '2024-01-01', ...ACTOR], 'it', there);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('si importa di nuovo la stessa')]);
    expect(peer.log.stream('meta:body-019036')).toEqual([]);
  });
});

describe('registro demo', () => {
  it('stays in its own folder, wherever the log of the register is', async () => {
    const before = peer.log.events.length;
    const there = { REGISTRO_EVENT_STORE: peer.url };
    expect(await at.run(['demo', '--data', at.path('demo')], 'it', there)).toMatchObject({ code: 0 });
    expect(peer.log.events).toHaveLength(before);
  });
});

describe('registro migrate', () => {
  it('moves a log to a server and back, and says how it compared them', async () => {
    const there = { REGISTRO_EVENT_STORE_REGISTER: 'trasloco' };
    const out = await at.run(['migrate', '--from', 'sqlite', '--to', peer.url, ...ACTOR], 'it', there);
    expect(out).toMatchObject({ code: 0, out: expect.stringMatching(/^Traslocati 4 eventi/) });
    const home = `sqlite:${at.path('casa')}`;
    const args = ['migrate', '--from', peer.url, '--to', home, ...ACTOR];
    expect((await at.run(args, 'en', there)).out).toMatch(/^Moved 4 events/);
    expect((await at.run(args, 'en', there)).out).toMatch(/^All were there already: 4 events/);
    const { out: json } = await at.run([...args, '--format', 'json'], 'en', there);
    expect(JSON.parse(json)).toMatchObject({ events: 4, moved: false, raisedTimes: 0 });
    expect((await at.run(['status', '--data', at.path('casa')], 'en')).out).toMatch(/^Register at position 4 /);
  });

  it('is refused where it cannot be: no actor, two servers, a log that is none, a destination in use', async () => {
    const migrate = (from: string, to: string, ...more: string[]) =>
      at.run(['migrate', '--from', from, '--to', to, ...more]);
    expect((await migrate('sqlite', 'sqlite:x')).err).toContain('Chi lo dice?');
    expect((await migrate(peer.url, peer.url, ...ACTOR)).err).toContain('uno dei due deve essere un file');
    expect((await migrate('sqlite', 'ftp://x', ...ACTOR)).err).toContain('sqlite:CARTELLA');
    const other = await RegisterAtHand.make();
    await other.done(
      'body',
      '019001',
      'register',
      '--kind',
      'COMUNE',
      '--name',
      'Acquanegra',
      '--ambiti',
      'cremonese',
      '--effective-on',
      '2024-01-01',
    );
    const refused = await migrate('sqlite', `sqlite:${other.path('registro')}`, ...ACTOR);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('solo in un registro vuoto')]);
    await other.clear();
  });
});
