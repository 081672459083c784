import { runProjector } from '../../projector/run.js';
import type { ProjectOptions } from '../commands/project.js';
import type { Globals } from '../globals.js';
import { configurationOf, dataFolder, logOf } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';
import { untilToldToEnd } from '../until-told-to-end.js';

/** Keeps the read store current until the process is told to end; its log is lines of JSON on stderr. */
export async function project(shell: Shell, globals: Globals, options: ProjectOptions): Promise<ExitCode> {
  const configuration = configurationOf(shell);
  return runProjector(
    {
      log: logOf(shell, globals),
      data: dataFolder(shell, globals),
      bind: configuration.REGISTRO_BIND,
      port: options.port ?? configuration.REGISTRO_PROJECTOR_PORT,
      publishedOnLoopback: configuration.REGISTRO_PUBLISHED_ON_LOOPBACK === 'yes',
      rebuild: options.rebuild ?? false,
      write: (line) => shell.err(`${line}\n`),
      listening: (url) => shell.out(`${url}\n`),
    },
    untilToldToEnd(),
  );
}
