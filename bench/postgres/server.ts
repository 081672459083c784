import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, chown, mkdtemp, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian puts its versions. */
const DEBIAN = '/usr/lib/postgresql';
export const USER = 'bench';

/** Folder of PostgreSQL's programs, when there is a server on the machine. */
export async function findPostgres(): Promise<string | undefined> {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'postgres')));
  return found === undefined ? undefined : dirname(await realpath(join(found, 'postgres')));
}

/** A server of the bench's own: on loopback, in its own folder, stopped by the bench. */
export class PostgresServer {
  private constructor(
    readonly port: number,
    readonly version: string,
    private readonly bin: string,
    private readonly data: string,
    private readonly account: Account | undefined,
  ) {}

  /** Starts a server in a temporary folder of its own: another user's folders may be closed to the one it runs as. */
  static async start(bin: string): Promise<PostgresServer> {
    const account = process.getuid?.() === 0 ? await unprivileged() : undefined;
    const data = await mkdtemp(join(tmpdir(), 'registro-postgres-'));
    if (account) await chown(data, account.uid, account.gid);
    const port = await freePort();
    const { stdout } = await run(join(bin, 'postgres'), ['--version']);
    const server = new PostgresServer(port, `PostgreSQL ${/[\d.]+/.exec(stdout)?.[0] ?? ''}`, bin, data, account);
    await server.command('initdb', ['-D', data, '-U', USER, '-A', 'trust', '--locale=C', '-E', 'UTF8', '-N']);
    await appendFile(join(data, 'postgresql.conf'), settings(port));
    await server.command('pg_ctl', ['-D', data, '-w', '-t', '60', '-l', join(data, 'log'), 'start']);
    return server;
  }

  /** Stops it and removes its folder. */
  async stop(): Promise<void> {
    await this.command('pg_ctl', ['-D', this.data, '-w', '-m', 'immediate', 'stop']);
    await rm(this.data, { recursive: true, force: true });
  }

  private async command(program: string, args: readonly string[]): Promise<void> {
    await run(join(this.bin, program), [...args], { cwd: this.data, ...this.account });
  }
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: it runs as its package's user. */
async function unprivileged(): Promise<Account> {
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free on loopback');
  return address.port;
}

/** Everything in memory, every core used, nothing in the background: as fast as it can be made to answer. */
function settings(port: number): string {
  const quarter = Math.floor(totalmem() / 4 / 2 ** 20);
  return Object.entries({
    listen_addresses: "'127.0.0.1'",
    port,
    unix_socket_directories: "''",
    shared_buffers: `'${quarter}MB'`,
    work_mem: "'256MB'",
    maintenance_work_mem: "'1GB'",
    effective_cache_size: `'${quarter * 2}MB'`,
    random_page_cost: 1.1,
    max_parallel_workers_per_gather: availableParallelism(),
    max_parallel_workers: availableParallelism(),
    parallel_setup_cost: 1_000,
    parallel_tuple_cost: 0.01,
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: 0,
    max_wal_size: "'8GB'",
    autovacuum: 'off',
    plan_cache_mode: 'force_custom_plan',
  })
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}
