import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const TYPESCRIPT = new URL('../../libs/event-store/sqlite/testing/typescript.mjs', import.meta.url).href;
const CLI = fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url));
const POLL_MILLIS = 20;

export interface Health {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** `registro serve` or `registro project` as a process of its own, from the sources, on a free port. */
export class Program implements AsyncDisposable {
  readonly #process: ChildProcessByStdio<null, Readable, Readable>;
  readonly #ended: Promise<unknown>;
  /** The lines of its log so far. */
  readonly lines: string[] = [];

  private constructor(
    command: 'serve' | 'project',
    environment: Readonly<Record<string, string>>,
    args: readonly string[],
  ) {
    const options = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--import', TYPESCRIPT];
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('REGISTRO_'));
    this.#process = spawn(process.execPath, [...options, CLI, command, '--port', '0', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...Object.fromEntries(inherited), ...environment, NODE_OPTIONS: '' },
    });
    createInterface({ input: this.#process.stderr }).on('line', (line) => this.lines.push(line));
    this.#ended = once(this.#process, 'close');
  }

  /** Starts it, and resolves when it listens. @throws when it ends instead */
  static async start(
    command: 'serve' | 'project',
    environment: Readonly<Record<string, string>>,
    ...args: string[]
  ): Promise<Listening> {
    const program = new Program(command, environment, args);
    const failed = program.#ended.then(() => {
      throw new Error(`${command} ended:\n${program.lines.join('\n')}`);
    });
    const [url] = (await Promise.race([once(createInterface({ input: program.#process.stdout }), 'line'), failed])) as [
      string,
    ];
    failed.catch(() => undefined);
    return new Listening(program, url);
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  /** Tells it to end. @returns its exit code */
  async end(): Promise<number | null> {
    this.#process.kill('SIGTERM');
    await this.#ended;
    return this.#process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

/** A program that listens. */
export class Listening {
  constructor(
    readonly program: Program,
    readonly url: string,
  ) {}

  async health(): Promise<Health> {
    const response = await fetch(`${this.url}/health/ready`);
    return { status: response.status, body: (await response.json()) as Health['body'] };
  }

  /** Resolves with its health as soon as it fits. */
  async until(fits: (health: Health) => boolean): Promise<Health> {
    for (;;) {
      const health = await this.health();
      if (fits(health)) return health;
      await sleep(POLL_MILLIS);
    }
  }

  async state(): Promise<unknown> {
    return (await this.health()).body.state;
  }

  kill(): Promise<void> {
    return this.program.kill();
  }
}
