// `npm run test:servers`: the suites that need a real server. See docs/how-to/run-with-servers.md for what they look at.
//   REGISTRO_EVENTSTORE_URL       esdb://127.0.0.1:2113?tls=false
//   --kill-command CMD            kills the server at once (kill -9), for the kill rounds; also REGISTRO_KILL_COMMAND
//   --start-command CMD           starts it again and returns; also REGISTRO_START_COMMAND
//   --rounds N                    how often, default 5; also REGISTRO_KILL_ROUNDS
// Everything else goes to the test runner, a suite's name for example.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../config/bootstrap.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const OPTIONS = {
  '--kill-command': 'REGISTRO_KILL_COMMAND',
  '--start-command': 'REGISTRO_START_COMMAND',
  '--rounds': 'REGISTRO_KILL_ROUNDS',
};

const env = { ...process.env };
const args = [];
for (let rest = process.argv.slice(2); rest.length > 0;) {
  const [name = '', value = '', ...after] = rest;
  if (name in OPTIONS) {
    env[OPTIONS[name]] = value;
    rest = after;
  } else {
    args.push(name);
    rest = rest.slice(1);
  }
}

if (!env.REGISTRO_EVENTSTORE_URL) {
  process.stdout.write('test:servers: nothing was run: REGISTRO_EVENTSTORE_URL names no server\n');
  process.exit(0);
}
if (!env.REGISTRO_KILL_COMMAND || !env.REGISTRO_START_COMMAND) {
  process.stdout.write('test:servers: the server is not killed: --kill-command and --start-command say how\n');
}
ensureInstalled();
const bin = join(root, 'node_modules', '.bin');
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
// How long a suite takes is the server's affair: on a busy machine an import is slow, not wrong.
const PATIENCE = ['--testTimeout', '600000'];
const options = ['--rootDir', root, '--testMatch', '**/test/servers/**/*.servers.spec.ts', '--runInBand', '--verbose'];
const { status } = spawnSync(
  join(bin, 'node'),
  ['--experimental-vm-modules', '--no-warnings', jest, ...options, ...PATIENCE, ...args],
  { stdio: 'inherit', env: { ...env, PATH: `${bin}:${env.PATH}` } },
);
process.exit(status ?? 1);
