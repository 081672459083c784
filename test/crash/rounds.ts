import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Register } from '#register';

const TYPESCRIPT = new URL('../../libs/event-store/sqlite/testing/typescript.mjs', import.meta.url).href;
const CLERK = fileURLToPath(new URL('./clerk.ts', import.meta.url));

/** What was found after all rounds. Nothing should be lost, nothing wrong but halves that verify then undoes. */
export interface CrashReport {
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly halvesUndone: number;
  readonly wrong: readonly string[];
  readonly events: number;
}

/**
 * Kills a process that works on a register, again and again, and after each kill looks for every command it ever
 * acknowledged, undoes the halves it left, and checks the log and every view.
 * @param atMostMillis longest time from the first acknowledgement to the kill
 */
export async function crashRounds(
  folder: string,
  rounds: number,
  clerks: number,
  atMostMillis: number,
): Promise<CrashReport> {
  const acknowledged = new Map<string, number>();
  const lost: string[] = [];
  const wrong: string[] = [];
  let halvesUndone = 0;
  let events = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [id, position] of await workedUntilKilled(folder, clerks, round * 1_000_000, atMostMillis)) {
      acknowledged.set(id, position);
    }
    const register = await Register.open({ data: folder, mode: 'write', clock: () => new Date(), purpose: 'look' });
    for (const [id, position] of acknowledged) {
      const stored = await register.store.readCommand(id);
      if (!stored.some((event) => event.position === position)) lost.push(`round ${round}: ${id} @${position}`);
    }
    const report = await register.verify({ repair: true });
    halvesUndone += report.findings.filter(({ part, repaired }) => part === 'commands' && repaired).length;
    const left = (await register.verify()).findings.filter(({ severity }) => severity === 'error');
    wrong.push(...left.map(({ part, about, message }) => `round ${round}: ${part} ${about}: ${message.en}`));
    events = report.events ?? 0;
    await register.close();
  }
  return { acknowledged: acknowledged.size, lost, halvesUndone, wrong, events };
}

async function workedUntilKilled(
  folder: string,
  clerks: number,
  first: number,
  atMostMillis: number,
): Promise<ReadonlyMap<string, number>> {
  const node = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--import', TYPESCRIPT];
  const child = spawn(process.execPath, [...node, CLERK, folder, String(clerks), String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const begun = Promise.withResolvers<void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (printed.includes('ack ')) begun.resolve();
  });
  const ended = once(child, 'close');
  await Promise.race([begun.promise, ended.then(() => Promise.reject(new Error('the clerk ended by itself')))]);
  await sleep(Math.random() * atMostMillis);
  child.kill('SIGKILL');
  await ended;
  // The last line may have been cut by the kill.
  const lines = printed.slice(0, printed.lastIndexOf('\n')).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, id, position] = /^ack ([0-9a-f-]{36}) (\d+)$/.exec(line) ?? [];
      return id && position ? [[id, Number(position)] as const] : [];
    }),
  );
}
