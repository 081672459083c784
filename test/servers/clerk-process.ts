import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** `clerk.ts` running, with the lines it has printed so far. */
export class ClerkProcess {
  readonly lines: string[] = [];
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #closed: Promise<unknown>;
  readonly #exited: Promise<unknown>;

  constructor(task: 'write' | 'import', ...args: readonly (string | number)[]) {
    const loader = here('../../libs/event-store/sqlite/testing/typescript.mjs');
    const options = ['--no-warnings', '--import', loader, here('./clerk.ts'), task, ...args.map(String)];
    this.#process = spawn(process.execPath, options, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const output = createInterface({ input: this.#process.stdout });
    output.on('line', (line) => this.lines.push(line));
    this.#closed = once(output, 'close');
    this.#exited = once(this.#process, 'exit');
  }

  /** Tells it to come to an end. */
  stop(): void {
    this.#process.stdin.end();
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /** Resolves with all it printed when it has ended. @throws when it ended by a mistake of its own */
  async ended(): Promise<readonly string[]> {
    await Promise.all([this.#closed, this.#exited]);
    if (this.#process.signalCode === null && this.#process.exitCode !== 0) {
      throw new Error(`a clerk ended with ${String(this.#process.exitCode)}`);
    }
    return this.lines;
  }
}
