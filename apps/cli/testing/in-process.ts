import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../program.js';

/** A register in a folder of its own, and the command line on it in this process: no time is spent starting others. */
export class RegisterAtHand {
  private constructor(private readonly folder: string) {}

  /** With nothing in it. */
  static async empty(): Promise<RegisterAtHand> {
    const made = new RegisterAtHand(await mkdtemp(join(tmpdir(), 'registro-at-hand-')));
    await made.done('init');
    return made;
  }

  /** With two Comuni and an ALER, which has a second spelling. */
  static async make(): Promise<RegisterAtHand> {
    const made = await RegisterAtHand.empty();
    const on = ['--ambiti', 'cremonese', '--effective-on', '2024-01-01'];
    await made.done('body', '019036', 'register', '--kind', 'COMUNE', '--name', 'Cremona', ...on);
    await made.done('body', '019098', 'register', '--kind', 'COMUNE', '--name', 'Soresina', ...on);
    await made.done('body', 'ALER', 'register', '--kind', 'ALER', '--name', 'ALER Brescia-Cremona-Mantova', ...on);
    await made.done(
      'body',
      'ALER',
      'record-spelling',
      '--spelling',
      'ALER BS - CR- MN',
      '--effective-on',
      '2024-01-01',
    );
    return made;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /**
   * Runs a command line, on the register unless it says another folder.
   * @param environment what is set beside the language
   */
  async run(args: readonly string[], language: 'it' | 'en' = 'it', environment: NodeJS.ProcessEnv = {}) {
    let [out, err] = ['', ''];
    const data = args.includes('--data') ? [] : ['--data', this.path('registro')];
    const code = await runCommandLine([...args, ...data], {
      environment: { ...environment, REGISTRO_LANG: language },
      out: (text) => (out += text),
      outInPace: async (text) => void (out += text),
      err: (text) => (err += text),
    });
    return { code, out, err };
  }

  /** Runs one that has to succeed, as an operator, and gives its answer in JSON. */
  async done<T = unknown>(...args: string[]): Promise<T> {
    const ran = await this.run([...args, '--actor', 'Ufficio casa', '--format', 'json']);
    if (ran.code !== 0) throw new Error(`${args.join(' ')}: ${ran.err}`);
    return JSON.parse(ran.out) as T;
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
