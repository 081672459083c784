import { resolve } from 'node:path';
import { writeHistory } from '#generator';
import { both } from '#wording';
import type { GenerateOptions } from '../commands/generate.js';
import type { Globals } from '../globals.js';
import { inItalian } from '../italian-messages.js';
import { paragraph } from '../output/answer.js';
import { withProgress } from '../progress.js';
import { print } from '../session.js';
import { BadCall, type ExitCode, type Shell } from '../shell.js';

/** Writes a generated history to a file and tells how much of it there is. */
export async function generate(shell: Shell, globals: Globals, options: GenerateOptions): Promise<ExitCode> {
  const { out: file, units, years, seed } = options;
  let told = 0;
  const doing = () => both(`Genero la storia: ${told} eventi`, `Generating the history: ${told} events`);
  const { events, bytes } = await withProgress(shell, doing, () =>
    writeHistory({ units, years, seed }, file, (events) => (told = events)).catch((error: unknown) =>
      tellCall(error, file),
    ),
  );
  print(shell, globals, {
    json: { file: resolve(file), events, bytes },
    blocks: [
      paragraph(
        both(
          `${events} eventi (${bytes} byte) scritti in ${file}.`,
          `${events} events (${bytes} bytes) written to ${file}.`,
        )[shell.language],
      ),
    ],
  });
  return 0;
}

/** A number out of its bounds and a file that is there are the caller's mistakes. @throws BadCall, or the error as it is */
function tellCall(error: unknown, file: string): never {
  if (error instanceof RangeError) throw new BadCall(both(`${inItalian(error.message)}.`, `--${error.message}.`));
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  throw new BadCall(both(`Esiste già: ${file}.`, `There already: ${file}.`));
}
