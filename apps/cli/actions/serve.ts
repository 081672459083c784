import { once } from 'node:events';
import { Register } from '#register';
import { both } from '#wording';
import { startServer } from '../../api/server.js';
import type { ServeOptions } from '../commands/serve.js';
import type { Globals } from '../globals.js';
import { withProgress } from '../progress.js';
import { configurationOf, dataFolder, logOf, notUsed } from '../session.js';
import type { ExitCode, Shell } from '../shell.js';
import { untilToldToEnd } from '../until-told-to-end.js';

/** Serves the HTTP API until the process is told to end; requests in course are finished first. */
export async function serve(shell: Shell, globals: Globals, options: ServeOptions): Promise<ExitCode> {
  const configuration = configurationOf(shell);
  const register = await withProgress(shell, both('Apro il registro', 'Opening the register'), () =>
    Register.open({
      data: dataFolder(shell, globals),
      log: logOf(shell, globals),
      mode: 'write',
      clock: () => new Date(),
      purpose: 'serve',
      projector: configuration.REGISTRO_PROJECTOR,
      onNotUsed: notUsed(shell),
    }),
  );
  try {
    const server = await startServer(register, {
      bind: configuration.REGISTRO_BIND,
      port: options.port ?? configuration.REGISTRO_PORT,
      publishedOnLoopback: configuration.REGISTRO_PUBLISHED_ON_LOOPBACK === 'yes',
      language: shell.language,
    });
    shell.out(`${server.url}\n`);
    shell.err(`${both('In ascolto. Ctrl-C per finire.', 'Listening. Ctrl-C to end.')[shell.language]}\n`);
    await once(untilToldToEnd(), 'abort');
    shell.err(`${both('Finisco le richieste in corso…', 'Ending the requests in course…')[shell.language]}\n`);
    await server.close();
    return 0;
  } finally {
    await register.close();
  }
}
