import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const WRITES = 500;

/** How many times a second the disk makes 200 bytes durable: what every durable command pays. */
export function durableWrites(folder: string): number {
  const file = join(folder, 'durable-writes');
  const handle = openSync(file, 'w');
  const bytes = Buffer.alloc(200, 'x');
  const start = performance.now();
  for (let i = 0; i < WRITES; i++) {
    writeSync(handle, bytes);
    fdatasyncSync(handle);
  }
  const rate = (WRITES / (performance.now() - start)) * 1_000;
  closeSync(handle);
  rmSync(file);
  return Math.round(rate);
}
