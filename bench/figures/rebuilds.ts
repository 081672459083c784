import { spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SavedViews, type Register } from '#register';
import { TimelineIndex } from '#timeline';
import type { Result } from '../result.js';
import type { Setting } from '../setting.js';
import type { Opened } from './opened-register.js';
import { memoryOfServer } from './serving.js';
import { Stalls } from './stalls.js';

/** What starting again costs, and what the register takes on disk and in memory. */
export async function measureRebuilds(setting: Setting, report: (result: Result) => void): Promise<void> {
  const { register, folder } = setting;
  const { events } = await register.store.head();
  const perSecond = (start: number) => Math.round((events / (performance.now() - start)) * 1_000);

  let start = performance.now();
  const index = new TimelineIndex();
  for await (const page of register.store.readPages(0)) index.applyPage(page);
  index.finishLoading();
  report({ name: 'rebuild of the index from the log', unit: 'events/s', value: perSecond(start), least: 250_000 });

  start = performance.now();
  await register.rebuildViews();
  report({ name: 'rebuild of the read store from the log', unit: 'events/s', value: perSecond(start), least: 80_000 });

  await measureSaving(register, folder, report);
  await register.close();
  const data = join(folder, 'register');
  const log = sizeOf(data, (name) => name.startsWith('registro.db'));
  const saved = sizeOf(data, (name) => name.endsWith('indice.salvato'));
  const all = sizeOf(data, () => true);
  report({ name: 'log on disk', unit: 'bytes/event', value: Math.round(log / events), most: 300 });
  const ofWhich = `of which ${Math.round(saved / events)} bytes/event the saved index`;
  const inAll = Math.round(all / events);
  report({ name: 'log and views on disk', unit: 'bytes/event', value: inAll, most: 450, note: ofWhich });

  const without = await openedInAProcessOfItsOwn(data, setting.ambito, 'ignore');
  report({ name: 'restart to ready, without a saved index', unit: 's', value: without.seconds, most: 30 });
  report({ name: 'resident memory, plans only', unit: 'MB', value: without.megabytes });
  const withIndex = await openedInAProcessOfItsOwn(data, setting.ambito, 'use');
  report({ name: 'restart to ready, with a saved index', unit: 's', value: withIndex.seconds, most: 10 });
  report({ name: 'resident memory, plans only, from a saved index', unit: 'MB', value: withIndex.megabytes });
  const serving = await memoryOfServer(data, setting.ambito);
  report({ name: 'resident memory of `registro serve`', unit: 'MB', value: Math.round(serving), most: 1_024 });
}

/** How long others wait at most while the views are saved. */
async function measureSaving({ views, store }: Register, folder: string, report: (result: Result) => void) {
  const file = join(folder, 'saved-views');
  const stalls = new Stalls();
  const start = performance.now();
  await new SavedViews(file, store).save(views);
  const longest = stalls.end();
  const seconds = (performance.now() - start) / 1_000;
  const note = `${seconds.toFixed(2)} s, ${Math.round(fileSize(file) / 2 ** 20)} MB`;
  report({ name: 'longest stall while the index is saved', unit: 'ms', value: longest, most: 50, note });
  rmSync(file);
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
function openedInAProcessOfItsOwn(data: string, ambito: string, saved: 'use' | 'ignore'): Promise<Opened> {
  const program = fileURLToPath(new URL('./opened-register.js', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, data, ambito, saved]);
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
