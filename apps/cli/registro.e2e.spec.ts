import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { planSchema } from '#plan';
import { ScriptedPeer } from '../../libs/event-store/eventstoredb/testing/scripted-peer.js';
import { CREMONA, ensureBuilt, registro, startRegistro, Workplace, type Ran } from './testing/cli.js';

const PLAN = ['plan', '--ambito', 'cremonese', '--year', '2025'];
const ALER = 'ALER Brescia-Cremona-Mantova';
const AS_OPERATOR = ['--actor', 'Ufficio casa'];

let workplace: Workplace;
/** The Cremona register as imported; tests that write copy it. */
let cremona: string;
let imported: Ran;
/** Its plan, as JSON. */
let plan: Plan;

beforeAll(async () => {
  ensureBuilt();
  workplace = await Workplace.make();
  cremona = workplace.path('cremona');
  await registro(['init', '--data', cremona]);
  imported = await registro(['import', CREMONA, '--accept-warnings', ...AS_OPERATOR, '--data', cremona]);
  plan = await json<Plan>(cremona, ...PLAN);
});

afterAll(async () => {
  await workplace.clear();
});

/** Runs on a register, in JSON. */
async function json<T>(data: string, ...args: string[]): Promise<T> {
  const ran = await registro([...args, '--data', data, '--format', 'json']);
  if (ran.code !== 0) throw new Error(`${args.join(' ')}: ${ran.err}`);
  return JSON.parse(ran.out) as T;
}

interface Plan {
  readonly digest: string;
  readonly position: string;
  readonly letters: { readonly g: { readonly totals: { readonly AMBITO: { readonly total: number } } } };
}
interface Recorded {
  readonly status: string;
  readonly revision: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

describe('the main job, on the tables of Cremona', () => {
  it('init appends no event, and a dry run needs no actor and writes nothing', async () => {
    const data = workplace.path('dry');
    expect((await registro(['init', '--data', data])).code).toBe(0);
    expect((await registro(['import', CREMONA, '--dry-run', '--data', data])).code).toBe(0);
    expect(await json(data, 'status')).toMatchObject({ position: '0' });
  });

  it('import tells what it did, and the same folder again appends nothing', async () => {
    expect(imported).toMatchObject({ code: 0, err: expect.not.stringContaining('    at ') });
    expect(imported.out).toContain('Ambito');
    const data = await workplace.copyOf(cremona, 'twice');
    const again = await json(data, 'import', CREMONA, '--accept-warnings', ...AS_OPERATOR);
    expect(again).toMatchObject({ status: 'unchanged', changes: [], position: null });
  });

  it('the plan has every letter, annex and table in Italian on a hundred columns', async () => {
    const { code, out } = await registro([...PLAN, '--data', cremona]);
    expect(code).toBe(0);
    for (const letter of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i.a', 'i.b', 'j', 'k']) {
      expect(out).toContain(`Lettera ${letter} — `);
    }
    for (const part of [
      'Allegato A',
      'Allegato B (1)',
      'Allegato B (2)',
      'TAB 1',
      'TAB 2',
      'Tasso di risposta',
      'Rilievi (',
    ]) {
      expect(out).toContain(part);
    }
    expect(out).toContain('non supportato da alloggi');
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('the plan in JSON is what its schema says', () => {
    const formats = { int32: true, double: true, date: true, 'date-time': true } as const;
    const validate = new Ajv2020({ strict: false, formats }).compile(planSchema);
    expect(validate(plan) ? [] : validate.errors).toEqual([]);
  });

  it('the plan in CSV is its cells, a table of it is itself, and English is English', async () => {
    const [cells, table, english] = await Promise.all([
      registro([...PLAN, '--format', 'csv', '--data', cremona]),
      registro([...PLAN, '--table', 'tab1', '--format', 'csv', '--data', cremona]),
      registro([...PLAN, '--table', 'g', '--lang', 'en', '--data', cremona]),
    ]);
    expect(cells.out.split('\n')[0]).toBe('letter,ownerKind,owner,municipality,column,value,basis,unsupported');
    expect(cells.out).toContain(`c,ALER,${ALER},Cremona,units,74,units,0`);
    expect(table.out.split('\n').map((line) => line.split(',')[0])).toEqual(['Gruppo', 'Comuni', 'ALER', 'Ambito', '']);
    expect(english.out).toContain('Letter g — Expected in the year');
  });

  it('a number opens to its units and to the events behind them, by any spelling of the owner', async () => {
    const spelled = ['--explain', 'g.free', '--owner', 'ALER BS - CR- MN', '--municipality', 'CREMONA'];
    const { code, out } = await registro([...PLAN, ...spelled, '--data', cremona]);
    expect(code).toBe(0);
    expect(out).toContain('3161156');
    expect(out).toContain('annex-b-vacant-and-as-is.csv');
  });

  it('findings make the exit code 1 only when asked to', async () => {
    const [errors, warnings] = await Promise.all([
      registro([...PLAN, '--fail-on', 'error', '--data', cremona]),
      registro([...PLAN, '--fail-on', 'warning', '--data', cremona]),
    ]);
    expect([errors.code, warnings.code]).toEqual([0, 1]);
  });
});

describe('the two clocks on the command line', () => {
  it('facts recorded late move the plan as known now, and never the plan as it was known', async () => {
    const data = await workplace.copyOf(cremona, 'late');
    const act = (...args: string[]) => json<Recorded>(data, 'unit', ...args, ...AS_OPERATOR);
    const file = workplace.path('units.csv');
    await writeFile(
      file,
      `owner;municipality;scheme;value\r\n${ALER};Cremona;printed/x;B-1\r\n${ALER};;printed/x;B-2\r\n`,
    );
    expect(await act('identify', '--from', file)).toMatchObject({ recorded: 2, refused: 0 });
    expect(await act('identify', '--from', file)).toMatchObject({ recorded: 0, refused: 0 });
    await act('B-1', 'release', '--effective-on', '2024-12-03');
    const inspected = await act('B-1', 'inspect', '--effective-on', '2024-12-05', '--outcome', 'lettable');
    await act('3156471', 'assign', '--effective-on', '2024-12-16', '--channel', 'public-notice');
    const wrong = inspected.events[0]!.id;
    const replacement = ['--replace-with', 'inspect', '--effective-on', '2024-12-05', '--outcome', 'as-is'];
    await act('B-1', 'annul', wrong, '--reason', 'verbale', ...replacement);

    const then = await json<Plan>(data, ...PLAN, '--known-at', plan.position);
    expect(then.digest).toBe(plan.digest);
    const moved = await json<{ diff: { changes: { cell: string }[] }; events: { type: string }[] }>(
      data,
      'plan',
      'diff',
      ...PLAN.slice(1),
      '--from-known-at',
      plan.position,
    );
    expect(moved.diff.changes.map(({ cell }) => cell)).toEqual(
      expect.arrayContaining(['b/ALER/Cremona/units', 'e/ALER/Cremona/free', 'k/ALER/Cremona/assigned']),
    );
    expect(moved.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['UnitReleased', 'UnitInspected', 'UnitAssigned', 'EventAnnulled']),
    );
  });

  it('the same command twice is recorded once; with another body it is refused; If-Match is kept', async () => {
    const data = await workplace.copyOf(cremona, 'once');
    const id = ['--command-id', '6f7a2f0e-6f61-4c39-9c3b-0d3a5c3f2f11'];
    const assign = ['unit', '3156471', 'assign', '--channel', 'mobility', ...AS_OPERATOR];
    const first = await json<Recorded>(data, ...assign, '--effective-on', '2024-12-16', ...id);
    const again = await json<Recorded>(data, ...assign, '--effective-on', '2024-12-16', ...id);
    expect([first.status, again.status]).toEqual(['recorded', 'repeated']);
    const other = await registro([...assign, '--effective-on', '2024-12-17', ...id, '--data', data]);
    expect(other).toMatchObject({ code: 2, out: '' });
    const stale = ['unit', '3156471', 'release', '--effective-on', '2025-01-10', '--if-match', '0', ...AS_OPERATOR];
    expect(await registro([...stale, '--data', data])).toMatchObject({ code: 1, out: '' });
  });
});

describe('what is refused', () => {
  it('a fact that the timeline does not allow: 1, with the event that stands against it', async () => {
    const data = await workplace.copyOf(cremona, 'refused');
    const ran = await registro([
      'unit',
      '3156471',
      'release',
      '--effective-on',
      '2024-12-01',
      ...AS_OPERATOR,
      '--data',
      data,
    ]);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('Rifiutato (NOT_OCCUPIED): rilascio (chiavi) del 2024-12-01: l’alloggio non è occupato.');
  });

  it('a call that is wrong: 2, a sentence in the caller’s language, no stack trace, nothing on stdout', async () => {
    const [it, en] = await Promise.all([
      registro(['unit', '3156471', 'relase', '--data', cremona]),
      registro(['units', '--owner', 'Cremna', '--data', cremona], { REGISTRO_LANG: 'en' }),
    ]);
    expect(it).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Forse release?') });
    expect(en).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Near: Cremona') });
    expect(it.err + en.err).not.toMatch(/\n\s+at |Error:/);
  });

  it('a register that is not there, and a configuration key that is none', async () => {
    const [absent, key] = await Promise.all([
      registro(['status', '--data', workplace.path('nowhere')]),
      registro(['status', '--data', cremona], { REGISTRO_DTA: 'x' }),
    ]);
    expect(absent).toMatchObject({ code: 2, err: expect.stringContaining('registro init') });
    expect(key).toMatchObject({ code: 2, err: expect.stringContaining('REGISTRO_DTA') });
  });
});

describe('help', () => {
  it('answers on every level, in both languages, without a register', async () => {
    const levels = [
      [],
      ['unit'],
      ['unit', '1', 'assign'],
      ['unit', 'annul'],
      ['plan', 'diff'],
      ['body', 'x', 'register'],
      ['declaration', 'declare'],
    ];
    const answers = await Promise.all(levels.map((level) => registro([...level, '--help'])));
    expect(answers.map(({ code, err }) => ({ code, err }))).toEqual(levels.map(() => ({ code: 0, err: '' })));
    expect(
      answers.every(({ out }) => out.startsWith('Uso: registro') && !/Usage|Options:|display help/.test(out)),
    ).toBe(true);
    expect(answers[2]!.out).toContain('Uso: registro unit <id> assign [opzioni]');
    expect((await registro(['--help', '--lang', 'en'])).out).toMatch(/^Usage: registro/);
  });

  it('tells its version without a register', async () => {
    expect(await registro(['--version'])).toEqual({
      code: 0,
      out: expect.stringMatching(/^registro \d+\.\d+\.\d+\n$/),
      err: '',
    });
  });

  it('shows itself, as a wrong call, when nothing is asked', async () => {
    expect(await registro([])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Uso: registro') });
  });
});

describe('the register as files', () => {
  it('goes out and in again with the same digest; a backup is restored; all verify', async () => {
    const [file, copy] = [workplace.path('history.jsonl'), workplace.path('copy.db')];
    const [again, restored] = [workplace.path('again'), workplace.path('restored')];
    await Promise.all([
      registro(['export-history', file, '--data', cremona]),
      registro(['backup', copy, '--data', cremona]),
      registro(['init', '--data', again]),
    ]);
    await Promise.all([
      registro(['import-history', file, ...AS_OPERATOR, '--data', again]),
      registro(['restore', copy, '--data', restored]),
    ]);
    const digests = await Promise.all(
      [cremona, again, restored].map(async (data) => (await json<{ digest: string }>(data, 'verify')).digest),
    );
    expect(new Set(digests).size).toBe(1);
    expect((await registro(['import-history', file, ...AS_OPERATOR, '--data', again])).code).toBe(2);
  });

  it('a history with a bad line is not imported at all', async () => {
    const [file, data] = [workplace.path('bad.jsonl'), workplace.path('bad')];
    const lines = (await registro(['export-history', '--data', cremona])).out.split('\n');
    await writeFile(file, [...lines.slice(0, 2), '{"oops":', ...lines.slice(3)].join('\n'));
    await registro(['init', '--data', data]);
    expect(await registro(['import-history', file, ...AS_OPERATOR, '--data', data])).toMatchObject({
      code: 1,
      err: expect.stringContaining('riga 3'),
    });
    expect(await json(data, 'status')).toMatchObject({ position: '0' });
  });

  it('a history whose file is not there is told so in a line, also by a log that asks for its bytes late or never', async () => {
    // A stream of a file opens it by itself: it failed before it was read, and the process ended on that.
    const missing = ['import-history', workplace.path('nowhere.jsonl'), ...AS_OPERATOR];
    await using peer = await ScriptedPeer.start();
    const onServer = { REGISTRO_EVENT_STORE: peer.url };
    await registro(['init', '--data', workplace.path('server')], onServer);
    const late = await registro([...missing, '--data', workplace.path('server')], onServer);
    expect(late).toMatchObject({ code: 2, err: expect.stringContaining('Non esiste: ') });
    const never = await registro([...missing, '--data', cremona]);
    expect(never).toMatchObject({ code: 2, err: expect.stringContaining('solo in un registro vuoto') });
    for (const { err } of [late, never]) expect(err).not.toContain('    at ');
  });
});

describe('many processes on one register', () => {
  it('lose nothing and double nothing: each records, or says who holds the register', async () => {
    const data = await workplace.copyOf(cremona, 'many');
    const codes = Array.from({ length: 4 }, (_, i) => `M-${i}`);
    const ran = await Promise.all(
      codes.map((code) =>
        registro([
          'unit',
          'identify',
          '--owner',
          'Soresina',
          '--alias',
          `municipal/019098:${code}`,
          ...AS_OPERATOR,
          '--data',
          data,
        ]),
      ),
    );
    for (const { code, err } of ran) expect(code === 0 || err.includes('è tenuto in scrittura')).toBe(true);
    const recorded = ran.filter(({ code }) => code === 0).length;
    expect(recorded).toBeGreaterThan(0);
    const { total } = await json<{ total: number }>(data, 'units', '--owner', 'Soresina', '--no-provisional');
    expect(total).toBe(recorded);
    // An identification is two events: the alias reserved, the unit identified.
    expect(Number((await json<{ position: string }>(data, 'status')).position)).toBe(
      Number(plan.position) + 2 * recorded,
    );
    expect((await registro(['verify', '--data', data])).code).toBe(0);
  });
});

describe('a running server', () => {
  it('takes acts from the command line, and is named to who wants the register for himself', async () => {
    const data = await workplace.copyOf(cremona, 'served');
    const server = startRegistro(['serve', '--port', '0', '--data', data]);
    try {
      const url = await new Promise<string>((resolve) => server.stdout.setEncoding('utf8').once('data', resolve));
      const send = (...args: string[]) => registro([...args, ...AS_OPERATOR, '--server', url.trim()]);
      const assigned = await send('unit', '3156471', 'assign', '--channel', 'mobility', '--effective-on', '2024-12-16');
      expect(assigned).toMatchObject({ code: 0, out: expect.stringContaining('Registrato.') });
      const [refused, unknown, delegated, held] = await Promise.all([
        send('unit', '3156471', 'propose', '--effective-on', '2024-12-20'),
        send('unit', 'identify', '--owner', 'Cremna', '--alias', 'x:1'),
        send('body', 'Soresina', 'end-delegation', '--effective-on', '2025-01-10'),
        registro(['unit', '3157287', 'propose', '--effective-on', '2024-12-20', ...AS_OPERATOR, '--data', data]),
      ]);
      expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('2024-12-16') });
      expect(unknown).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Simili: Cremona') });
      expect(delegated).toMatchObject({ code: 0 });
      expect(held).toMatchObject({ code: 2, out: '', err: expect.stringContaining('serve, processo') });
      const read = await json<{ state: { lifecycle: string } }>(data, 'unit', '3156471');
      expect(read.state.lifecycle).toBe('OCCUPIED');
    } finally {
      server.kill('SIGTERM');
    }
    expect(await new Promise((resolve) => server.on('close', resolve))).toBe(0);
  });
});

describe('stdout and stderr', () => {
  it('a pipe that is closed early is no error and says nothing', async () => {
    const child = startRegistro([...PLAN, '--format', 'json', '--data', cremona]);
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, err: err.replace(/^.*… \(\d+ s\)\n/gm, '') }).toEqual({ code: 0, err: '' });
  });
});

describe('demo', () => {
  it('prints the plan, what moved it, the same digest as before, and three commands that work', async () => {
    const data = workplace.path('demo');
    const { code, out } = await registro(['demo', '--data', data]);
    expect(code).toBe(0);
    expect(out).toContain('Perché questo registro è diverso');
    expect(out).toContain('ha ancora la stessa impronta');
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
    const commands = out
      .split('Da provare adesso')[1]!
      .replaceAll(/ \\\n\s+/g, ' ')
      .split('\n')
      .filter((line) => line.startsWith('npx registro '));
    expect(commands).toHaveLength(3);
    const ran = await Promise.all(commands.map((line) => registro(line.slice('npx registro '.length).split(' '))));
    expect(ran.map((one) => one.code)).toEqual([0, 0, 0]);
    expect(ran[1]!.out).toContain('sopralluogo †');
    expect(await readFile(`${data}/registro.db`)).toBeDefined();
  });
});
