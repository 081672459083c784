import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TimelineIndex } from '#timeline';
import type { Result } from '../result.js';
import type { Setting } from '../setting.js';
import type { Opened } from './opened-register.js';

/** What starting again costs, and what the register takes on disk and in memory. */
export async function measureRebuilds(setting: Setting, report: (result: Result) => void): Promise<void> {
  const { register, folder } = setting;
  const { position: events } = await register.store.head();
  const perSecond = (start: number) => Math.round((events / (performance.now() - start)) * 1_000);

  let start = performance.now();
  const index = new TimelineIndex();
  for await (const event of register.store.readAll(0)) index.apply(event);
  report({ name: 'rebuild of the index from the log', unit: 'events/s', value: perSecond(start), least: 250_000 });

  start = performance.now();
  await register.rebuildViews();
  report({ name: 'rebuild of the read store from the log', unit: 'events/s', value: perSecond(start), least: 80_000 });

  await register.close();
  const data = join(folder, 'register');
  const log = sizeOf(data, (name) => name.startsWith('registro.db'));
  const all = sizeOf(data, () => true);
  report({ name: 'log on disk', unit: 'bytes/event', value: Math.round(log / events), most: 300 });
  report({ name: 'log and views on disk', unit: 'bytes/event', value: Math.round(all / events), most: 450 });

  const opened = await openedInAProcessOfItsOwn(data, setting.ambito);
  report({ name: 'restart to ready, without a saved index', unit: 's', value: opened.seconds, most: 30 });
  report({ name: 'resident memory, serving', unit: 'MB', value: opened.megabytes, most: 1_024 });
}

function sizeOf(folder: string, counts: (name: string) => boolean): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(counts)
    .reduce((sum, name) => sum + fileSize(join(folder, name)), 0);
}

function fileSize(path: string): number {
  const stat = statSync(path);
  return stat.isFile() ? stat.size : 0;
}

/** This process holds the bench's own things too: memory is told by one that only serves. */
function openedInAProcessOfItsOwn(data: string, ambito: string): Promise<Opened> {
  const program = fileURLToPath(new URL('./opened-register.js', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, data, ambito]);
  child.stderr.pipe(process.stderr);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      if (code === 0) resolve(JSON.parse(said) as Opened);
      else reject(new Error(`${program} ended with ${code}`));
    });
  });
}
