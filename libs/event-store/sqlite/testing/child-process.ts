import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** `writer-child.ts` running, with the lines it has printed so far. */
export class WriterChild {
  readonly lines: string[] = [];
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #output: Interface;
  readonly #closed: Promise<unknown>;

  private constructor(task: string, file: string, count: number) {
    const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
    const options = ['--no-warnings', '--import', here('./typescript.mjs'), here('./writer-child.ts')];
    this.#process = spawn(process.execPath, [...options, task, file, String(count)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    this.#output = createInterface({ input: this.#process.stdout });
    this.#output.on('line', (line) => this.lines.push(line));
    this.#closed = once(this.#output, 'close');
  }

  /** Resolves once the child holds the register. */
  static async start(task: 'hold' | 'append' | 'import', file: string, count = 1): Promise<WriterChild> {
    const child = new WriterChild(task, file, count);
    await child.printed(1);
    return child;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Resolves when this many lines have been printed. @throws when the child ends before */
  async printed(count: number): Promise<void> {
    while (this.lines.length < count) {
      await Promise.race([once(this.#output, 'line'), this.#closed]);
      if (this.#process.exitCode !== null && this.lines.length < count) throw new Error('the child ended too early');
    }
  }

  /** Ends its input: a holder lets go. */
  letGo(): void {
    this.#process.stdin.end();
  }

  /** Kills it as a power cut would, and reads what it had printed. */
  async kill(): Promise<readonly string[]> {
    this.#process.kill('SIGKILL');
    return this.ended();
  }

  /** Resolves with all it printed when it has ended. */
  async ended(): Promise<readonly string[]> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, 'exit');
    await this.#closed;
    return this.lines;
  }
}
