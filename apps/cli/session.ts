import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { isUuid } from '#event-store';
import type { CommandContext, CorrectFacts, Outcome, RecordFacts } from '#recording';
import {
  bodyOf,
  logPlaceOf,
  municipalityOf,
  Register,
  RegisterModule,
  UnitReader,
  UnitReferences,
  type LogPlace,
  type NotUsed,
} from '#register';
import type {
  CorrectUnit,
  IdentifyUnit,
  MergeUnits,
  RecordUnitFacts,
  RegisterUnit,
  SplitUnit,
  SwapUnits,
} from '#units/commands';
import { both, notUsedWords, word, type Language } from '#wording';
import { readConfiguration, serverAccess, type Configuration } from '../../config/configuration.js';
import { expectedRevision, type Globals } from './globals.js';
import { linesOf, type Answer } from './output/answer.js';
import { withProgress } from './progress.js';
import { BadCall, type Shell } from './shell.js';

/** A register open for one command. */
export interface Session {
  readonly shell: Shell;
  readonly globals: Globals;
  readonly register: Register;
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly language: Language;
  readonly names: Names;
}

/** Every command that an act of the command line becomes. */
export type WritingCommand =
  | RegisterUnit
  | IdentifyUnit
  | RecordUnitFacts
  | CorrectUnit
  | SwapUnits
  | MergeUnits
  | SplitUnit
  | RecordFacts
  | CorrectFacts;

/** What an act needs: names, and somebody who executes commands: the register in this process, or a running server. */
export interface Writing extends Pick<Session, 'shell' | 'globals' | 'language' | 'names'> {
  readonly commands: { readonly execute: (command: WritingCommand) => Promise<Outcome> };
}

/** What people call things by, as the register knows them now. */
export interface Names {
  /** @throws UnknownName */
  readonly bodyId: (text: string) => string;
  /** ISTAT code. @throws UnknownName */
  readonly municipalityId: (text: string) => string;
  /** @throws UnitNotFound AmbiguousAlias */
  readonly unitId: (ref: string) => string;
  /** The name of a body or municipality; its id where it has none, a dash for none. */
  readonly nameOf: (id: string | null) => string;
}

/**
 * The folder of the register: `--data`, else REGISTRO_DATA, else its default.
 * @throws BadConfiguration
 * @throws BadCall what works on the folder cannot be sent to a server
 */
export function dataFolder(shell: Shell, globals: Globals): string {
  if (globals.server !== undefined) {
    throw new BadCall(
      both(
        '--server vale per gli atti (unit, body, …): le letture non aspettano nessuno e si fanno sulla cartella --data.',
        '--server is for acts (unit, body, …): readings wait for nobody and are made on the folder --data.',
      ),
    );
  }
  // Read in any case: a wrong key is an error even where no key is needed.
  const { REGISTRO_DATA } = configurationOf(shell);
  return globals.data ?? REGISTRO_DATA;
}

/**
 * Where the log is: REGISTRO_EVENT_STORE, by default the folder of the register.
 * @throws BadConfiguration
 * @throws BadLogPlace
 */
export function logOf(shell: Shell, globals: Globals): LogPlace {
  const configuration = configurationOf(shell);
  return logPlaceOf(configuration.REGISTRO_EVENT_STORE, dataFolder(shell, globals), serverAccess(configuration));
}

/** @throws BadConfiguration */
export function configurationOf(shell: Shell): Configuration {
  return readConfiguration(shell.environment);
}

/**
 * Opens the register, does the work and closes it, whatever happens.
 * @param mode `write` holds the register against other writers; `read` waits for nobody
 * @param purpose told to whoever has to wait
 * @param savedViews `ignore`: the views are made from the log alone
 */
export async function withRegister<const T>(
  shell: Shell,
  globals: Globals,
  mode: 'read' | 'write',
  purpose: string,
  work: (session: Session) => Promise<T>,
  savedViews: 'use' | 'ignore' = 'use',
): Promise<T> {
  const [data, log] = [dataFolder(shell, globals), logOf(shell, globals)];
  const register = await withProgress(shell, both('Apro il registro', 'Opening the register'), () =>
    Register.open({ data, log, mode, clock: () => new Date(), purpose, savedViews, onNotUsed: notUsed(shell) }),
  );
  try {
    const app = await NestFactory.createApplicationContext(RegisterModule.of(register), {
      logger: false,
      abortOnError: false,
    });
    const names = namesOf(register, await unitsNamedIn(app, globals));
    const { language } = shell;
    return await work({
      shell,
      globals,
      register,
      language,
      names,
      commands: app.get(CommandBus),
      queries: app.get(QueryBus),
    });
  } finally {
    await register.close();
  }
}

/** Says that views are made from the log, because those that were saved are not to be used. */
export function notUsed(shell: Shell): (why: NotUsed) => void {
  return (why) => {
    const because = word(notUsedWords, why, shell.language);
    const said = both(
      `Indice salvato non usato (${because}): lo rifaccio dagli eventi.`,
      `Saved index not used (${because}): it is made from the events.`,
    );
    shell.err(`${said[shell.language]}\n`);
  };
}

/** Does the work of an act on the register in the folder, held for writing, or through the server of `--server`. */
export async function withWriting<const T>(
  shell: Shell,
  globals: Globals,
  purpose: string,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  if (globals.server !== undefined) {
    const { remoteWriting } = await import('./remote/remote-writing.js');
    return work(await remoteWriting(shell, globals, globals.server));
  }
  return withRegister(shell, globals, 'write', purpose, ({ commands, ...session }) =>
    work({ ...session, commands: { execute: (command) => commands.execute(command) } }),
  );
}

/** How references name units: a command given again, by its id, names what it named the first time. */
async function unitsNamedIn(app: INestApplicationContext, { commandId }: Globals): Promise<Names['unitId']> {
  if (commandId !== undefined && isUuid(commandId.toLowerCase())) {
    return app.get(UnitReferences).of(commandId.toLowerCase());
  }
  const units = app.get(UnitReader);
  return (ref) => units.resolve(ref);
}

function namesOf({ views: { directory } }: Register, unitId: Names['unitId']): Names {
  return {
    bodyId: (text) => bodyOf(directory, text),
    municipalityId: (text) => municipalityOf(directory, text),
    unitId,
    nameOf: (id) => (id === null ? '—' : (directory.body(id)?.name ?? id)),
  };
}

/** What a write carries besides its body. @throws BadCall nobody says so, or an id or revision that is none */
export function commandContext(shell: Shell, globals: Globals): CommandContext {
  const actor = requireActor(shell, globals);
  const commandId = (globals.commandId ?? randomUUID()).toLowerCase();
  if (!isUuid(commandId)) {
    throw new BadCall(both(`--command-id: «${commandId}» non è un UUID.`, `--command-id: "${commandId}" is no UUID.`));
  }
  const revision = expectedRevision(globals.ifMatch);
  return {
    commandId,
    actor,
    correlationId: randomUUID(),
    ...(revision !== undefined && { expectedRevision: revision }),
  };
}

/** Who acts: auditors ask who said so. @throws BadCall */
export function requireActor(shell: Shell, globals: Globals): string {
  const actor = (globals.actor ?? configurationOf(shell).REGISTRO_ACTOR ?? '').trim();
  if (actor !== '') return actor;
  throw new BadCall(
    both(
      'Chi lo dice? Ogni scrittura vuole un autore: --actor NOME (un ufficio o un’utenza), o la variabile REGISTRO_ACTOR.',
      'Who says so? Every write needs an actor: --actor NAME (an office or an account), or the variable REGISTRO_ACTOR.',
    ),
  );
}

/** Prints an answer on stdout, in the format asked for. */
export function print(shell: Shell, globals: Globals, answer: Answer): void {
  shell.out(`${linesOf(answer, globals.format, shell.language).join('\n')}\n`);
}
