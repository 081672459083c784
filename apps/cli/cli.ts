import type { Command } from 'commander';
import type { Globals } from './globals.js';
import type { ExitCode, Shell } from './shell.js';

/** What a command was called with. */
export interface Call<O> {
  readonly shell: Shell;
  readonly globals: Globals;
  readonly options: O;
  /** Arguments by place; an optional one that was not given is undefined. */
  readonly args: readonly (string | undefined)[];
  /** Every word that is no known option, in order: what a command that passes options on reads. */
  readonly words: readonly string[];
}

/** Binds commands to what they do. What they do is loaded when they do it, so that --help answers at once. */
export class Cli {
  /** What the command that ran ended with. */
  exitCode: ExitCode = 0;

  constructor(readonly shell: Shell) {}

  /** A text in the caller's language. */
  say(it: string, en: string): string {
    return this.shell.language === 'it' ? it : en;
  }

  /** Makes a commander action of what a command does. */
  run<O = object>(work: (call: Call<O>) => Promise<ExitCode>): (...given: unknown[]) => Promise<void> {
    return async (...given) => {
      const command = given.at(-1) as Command;
      this.exitCode = await work({
        shell: this.shell,
        globals: command.optsWithGlobals<Globals>(),
        options: command.opts() as O,
        args: command.processedArgs as (string | undefined)[],
        words: command.args,
      });
    };
  }
}
