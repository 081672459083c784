import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = dirname(dirname(dirname(import.meta.dirname)));
const node = join(root, 'node_modules', '.bin', 'node');
const main = join(root, 'dist', 'apps', 'cli', 'main.js');

export const CREMONA = join(root, 'examples', 'cremona-2025');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Builds what is older than its sources, as `npx registro` does. */
export function ensureBuilt(): void {
  const built = spawnSync(node, [join(root, 'apps', 'cli', 'registro.mjs'), '--help'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the CLI cannot be built: ${built.stderr}`);
}

/** The CLI as a process of its own, with nothing of this process's environment that begins with REGISTRO_. */
export function startRegistro(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(
    ([key]) => !key.startsWith('REGISTRO_') && key !== 'NODE_OPTIONS',
  );
  const env = { ...Object.fromEntries(inherited), ...environment };
  return spawn(node, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the CLI to its end. */
export async function registro(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = startRegistro(args, environment);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** A folder that goes away with the tests. */
export class Workplace {
  private constructor(readonly folder: string) {}

  static async make(): Promise<Workplace> {
    return new Workplace(await mkdtemp(join(tmpdir(), 'registro-e2e-')));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** A register of its own, copied from another that nobody is using. */
  async copyOf(register: string, name: string): Promise<string> {
    await cp(register, this.path(name), { recursive: true });
    return this.path(name);
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
