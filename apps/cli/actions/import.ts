import { runIntake, type IntakeReport } from '#intake';

import { both } from '#wording';
import type { ImportOptions } from '../commands/import.js';
import type { Globals } from '../globals.js';
import { withProgress } from '../progress.js';
import { importAnswer } from '../render/import-report.js';
import { print, requireActor, withRegister, type Session } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';

/** Imports a folder, or tells what it would change. 1 when rows are refused or warnings are left to confirm. */
export async function importFolder(
  shell: Shell,
  globals: Globals,
  folder: string,
  options: ImportOptions,
): Promise<ExitCode> {
  // A dry run writes nothing: it needs no actor, and waits for nobody.
  const dryRun = options.dryRun ?? false;
  const actor = dryRun ? 'dry-run' : requireActor(shell, globals);
  return withRegister(shell, globals, dryRun ? 'read' : 'write', 'import', async (session) => {
    const report = await intake(session, folder, { ...options, actor });
    print(shell, globals, importAnswer(report, shell.language));
    return exitCodeOf(report);
  });
}

/** Reads and, where it may, applies a folder, with progress on stderr. */
export async function intake(
  session: Session,
  folder: string,
  { actor, dryRun, acceptWarnings }: ImportOptions & { readonly actor: string },
): Promise<IntakeReport> {
  const { register, commands, shell } = session;
  let progress = '';
  const doing = () => both(`Importo ${folder}${progress}`, `Importing ${folder}${progress}`);
  return withProgress(shell, doing, () =>
    runIntake(folder, register.intakePort(commands), {
      actor,
      dryRun: dryRun ?? false,
      acceptWarnings: acceptWarnings ?? false,
      onProgress: (done, of) => {
        progress = `: ${done}/${of}`;
      },
    }),
  );
}

function exitCodeOf({ status }: IntakeReport): ExitCode {
  switch (status) {
    case 'applied':
    case 'unchanged':
    case 'dry-run':
      return 0;
    case 'errors':
    case 'unconfirmed':
    case 'incomplete':
      return 1;
    default:
      return never(status);
  }
}

function never(status: never): never {
  throw new TypeError(`not a status of an import: ${String(status)}`);
}
