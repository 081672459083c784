import { Command } from 'commander';
import { programVersion } from '../../config/version.js';
import { verbFirst } from './arguments.js';
import { Cli } from './cli.js';
import { addDemo } from './commands/demo.js';
import { addDeclarations } from './commands/declarations.js';
import { addEvents } from './commands/events.js';
import { addGenerate } from './commands/generate.js';
import { addImport } from './commands/import.js';
import { addPlan } from './commands/plan.js';
import { addProject } from './commands/project.js';
import { addReferences } from './commands/references.js';
import { addRegisterFiles } from './commands/register-files.js';
import { addServe } from './commands/serve.js';
import { addUnit } from './commands/unit.js';
import { addUnits } from './commands/units.js';
import { tellError } from './errors.js';
import { addGlobals, languageOf } from './globals.js';
import { helpIn } from './help.js';
import type { ExitCode, Shell } from './shell.js';
import { tellUsageError } from './usage-errors.js';

/** The whole command line, in the shell's language. */
export function buildProgram(cli: Cli): Command {
  const { shell } = cli;
  const program = new Command('registro')
    .description(
      cli.say(
        'Registro degli alloggi pubblici a eventi: ogni alloggio è una storia, il piano annuale è una domanda.',
        'Event-sourced register of public housing units: every unit is a history, the annual plan is a query.',
      ),
    )
    .version(
      `registro ${programVersion()}`,
      '-V, --version',
      cli.say('la versione del programma', 'the program’s version'),
    )
    .helpOption('-h, --help', cli.say('mostra questo aiuto', 'show this help'))
    .helpCommand(false)
    .configureHelp(helpIn(shell.language))
    .configureOutput({ writeOut: shell.out, writeErr: shell.err, outputError: () => undefined })
    .exitOverride();
  addGlobals(program, shell.language);
  for (const add of [
    addDemo,
    addRegisterFiles,
    addGenerate,
    addImport,
    addPlan,
    addUnits,
    addUnit,
    addReferences,
    addDeclarations,
    addEvents,
    addServe,
    addProject,
  ]) {
    add(program, cli);
  }
  return program;
}

/** Runs a command line. Nothing is thrown: what goes wrong is a sentence on stderr and an exit code. */
export async function runCommandLine(argv: readonly string[], shell: Omit<Shell, 'language'>): Promise<ExitCode> {
  const language = languageOf(argv, shell.environment);
  const cli = new Cli({ ...shell, language });
  try {
    const program = buildProgram(cli);
    await program.parseAsync(
      verbFirst(argv, (subject) => verbsOf(program, subject)),
      { from: 'user' },
    );
    return cli.exitCode;
  } catch (error) {
    if (isCommanderError(error)) {
      const told = tellUsageError(error, language);
      if (told !== undefined) shell.err(`${told}\n${cli.say('Aiuto: --help', 'Help: --help')}\n`);
      return error.exitCode === 0 ? 0 : 2;
    }
    const { text, exitCode } = tellError(error, language, shell.environment.REGISTRO_DEBUG === '1');
    shell.err(`${text}\n`);
    return exitCode;
  }
}

function verbsOf(program: Command, subject: string): ReadonlySet<string> {
  const command = program.commands.find((candidate) => candidate.name() === subject);
  return new Set(command?.commands.map((verb) => verb.name()));
}

function isCommanderError(error: unknown): error is Error & { code: string; exitCode: number } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');
}
