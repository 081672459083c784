// What `npm run demo`, `npm test` and `npx registro` do before anything else, on any Node >= 20 and right after
// `git clone`: install what is missing, build what is older than its sources, go on under the Node of node_modules.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function run(command, args, { quiet = false, env = {} } = {}) {
  const result = spawnSync(command, args, {
    cwd: quiet ? root : process.cwd(),
    // Tools' own chatter goes to stderr: stdout belongs to the command.
    stdio: quiet ? ['ignore', 2, 2] : 'inherit',
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...env },
  });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts')) {
      time = Math.max(time, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
    }
  }
  return time;
}

/** Installs the locked dependencies unless they are there. */
export function ensureInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  process.stderr.write('Installazione delle dipendenze (npm ci)…\n');
  if (run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true }) !== 0) process.exit(2);
}

/** Builds dist/ unless it is newer than every source. */
export function ensureBuilt() {
  const stamp = join(root, 'dist', '.built');
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (built >= Math.max(newest('apps'), newest('libs'), newest('config'), newest('bench'))) return;
  process.stderr.write('Compilazione…\n');
  if (run(npm, ['run', '--silent', 'build'], { quiet: true }) !== 0) process.exit(2);
}

/** Runs a built program under the pinned Node; its exit status. */
export function runBuilt(file, args) {
  return run(join(bin, 'node'), [
    '--enable-source-maps',
    '--disable-warning=ExperimentalWarning',
    join(root, 'dist', file),
    ...args,
  ]);
}

function jest(args, env = {}) {
  return run(
    join(bin, 'node'),
    [
      '--experimental-vm-modules',
      '--no-warnings',
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--rootDir',
      root,
      ...args,
    ],
    { env },
  );
}

const tasks = {
  demo: (args) => {
    ensureInstalled();
    ensureBuilt();
    return runBuilt('apps/cli/main.js', ['demo', ...args]);
  },
  test: (args) => {
    ensureInstalled();
    ensureBuilt();
    return jest(args);
  },
  'test:crash': (args) => {
    ensureInstalled();
    ensureBuilt();
    const at = args.indexOf('--rounds');
    const rounds = at < 0 ? '25' : args.splice(at, 2)[1];
    return jest(['crash', ...args], { CRASH_ROUNDS: rounds });
  },
  bench: (args) => {
    ensureInstalled();
    ensureBuilt();
    return runBuilt('bench/main.js', args);
  },
  'test:deep': (args) => {
    ensureInstalled();
    ensureBuilt();
    return jest(['--testMatch', '**/*.prop.spec.ts', '--testTimeout', '7200000', '--runInBand', ...args], {
      PROP_RUNS: process.env.PROP_RUNS ?? '1000000',
    });
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [task = '', ...args] = process.argv.slice(2);
  if (!Object.hasOwn(tasks, task)) {
    process.stderr.write(`usage: node config/bootstrap.mjs ${Object.keys(tasks).join(' | ')}\n`);
    process.exit(2);
  }
  process.exit(tasks[task](args));
}
