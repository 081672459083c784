import { createReadStream, createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Register } from '#register';
import { both, type Wording } from '#wording';
import type { Globals } from '../globals.js';
import { paragraph } from '../output/answer.js';
import { withProgress } from '../progress.js';
import { dataFolder, logOf, print, requireActor, withRegister } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';

export async function init(shell: Shell, globals: Globals): Promise<ExitCode> {
  const folder = dataFolder(shell, globals);
  await Register.create(folder, logOf(shell, globals));
  return tell(
    shell,
    globals,
    { folder: resolve(folder) },
    both(`Registro creato in ${folder}.`, `Register made in ${folder}.`),
  );
}

export async function backup(shell: Shell, globals: Globals, file: string): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', 'backup', async ({ register }) => {
    await withProgress(shell, both('Copio il registro', 'Copying the register'), () => register.backup(file));
    return tell(
      shell,
      globals,
      { file: resolve(file) },
      both(`Copia scritta in ${file}.`, `Backup written to ${file}.`),
    );
  });
}

export async function restore(shell: Shell, globals: Globals, file: string): Promise<ExitCode> {
  const folder = dataFolder(shell, globals);
  await withProgress(shell, both('Ripristino la copia', 'Restoring the backup'), () =>
    Register.restore(file, folder, logOf(shell, globals)),
  );
  const text = both(`Registro ripristinato in ${folder}.`, `Register restored in ${folder}.`);
  return tell(shell, globals, { folder: resolve(folder) }, text);
}

/** To a file, or to stdout: there the lines are the result, whatever the format. */
export async function exportHistory(shell: Shell, globals: Globals, file: string | undefined): Promise<ExitCode> {
  return withRegister(shell, globals, 'read', 'export-history', async ({ register }) => {
    const lines = register.exportHistory();
    if (file === undefined) {
      for await (const line of lines) await shell.outInPace(line);
      return 0;
    }
    let events = 0;
    const counted = async function* () {
      for await (const line of lines) {
        events++;
        yield line;
      }
    };
    await withProgress(shell, both('Esporto la storia', 'Exporting the history'), () =>
      pipeline(Readable.from(counted()), createWriteStream(file)),
    );
    return tell(
      shell,
      globals,
      { file: resolve(file), events },
      both(`${events} eventi scritti in ${file}.`, `${events} events written to ${file}.`),
    );
  });
}

/** Into a register that is there and empty. The events keep the actors they had; who imports them has a name too. */
export async function importHistory(shell: Shell, globals: Globals, file: string): Promise<ExitCode> {
  requireActor(shell, globals);
  return withRegister(shell, globals, 'write', 'import-history', async ({ register }) => {
    const imported = await withProgress(shell, both('Importo la storia', 'Importing the history'), () =>
      register.importHistory(bytesOf(file)),
    );
    return tell(
      shell,
      globals,
      imported,
      both(
        `${imported.events} eventi importati; il registro è alla posizione ${imported.position}.`,
        `${imported.events} events imported; the register is at position ${imported.position}.`,
      ),
    );
  });
}

/** Opened when they are first asked for: a file stream that fails before anybody reads it ends the process. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(file) as AsyncIterable<Uint8Array>;
}

function tell(shell: Shell, globals: Globals, json: object, text: Wording): ExitCode {
  print(shell, globals, { json, blocks: [paragraph(text[shell.language])] });
  return 0;
}
