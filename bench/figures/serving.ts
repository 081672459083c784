import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Requests of each kind before the memory is asked for. */
const REQUESTS = 20;
const RESIDENT = /^process_resident_memory_bytes (\S+)$/m;

/**
 * The memory that `registro serve` has resident after it has opened a register and served some dozens of plans, of one
 * Ambito and of the Region, in megabytes.
 * @throws Error the server did not answer as it should
 */
export async function memoryOfServer(data: string, ambito: string): Promise<number> {
  const program = fileURLToPath(new URL('../../apps/cli/main.js', import.meta.url));
  const server = spawn(process.execPath, [
    ...['--disable-warning=ExperimentalWarning', program, '--data', data, '--lang', 'en', 'serve', '--port', '0'],
  ]);
  const ended = once(server, 'exit');
  try {
    server.stderr.resume();
    const [said] = (await Promise.race([once(server.stdout, 'data'), failing(ended)])) as [Buffer];
    const url = said.toString().trim();
    for (let i = 0; i < REQUESTS; i++) {
      await text(`${url}/api/v1/plans/${encodeURIComponent(ambito)}/${2010 + (i % 15)}`);
      await text(`${url}/api/v1/plans/region/${2010 + (i % 15)}`);
    }
    return Number(RESIDENT.exec(await text(`${url}/metrics`))?.[1]) / 2 ** 20;
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function failing(ended: Promise<unknown[]>): Promise<never> {
  const [code] = await ended;
  throw new Error(`registro serve ended with ${String(code)}`);
}

async function text(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}
