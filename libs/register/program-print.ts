import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The rooms whose code says what the views are: read events, fold them, keep them, write them down. */
const ROOMS = [
  ...['temporal', 'schema', 'event-catalogue', 'event-store', 'units', 'timeline', 'directory', 'saved-views'],
  ...['columns', 'bodies', 'declarations', 'programmes', 'conferrals', 'notices', 'register'],
];
const CODE = /(?<!\.spec)\.[jt]s$/;
const TESTING = /[\\/]testing[\\/]/;

let known: Promise<string> | undefined;

/**
 * Fingerprint of the program that makes the views: of its code itself, so that no change of the meaning can be forgotten.
 * Some milliseconds, once a process.
 */
export function programPrint(): Promise<string> {
  known ??= printOf(dirname(import.meta.dirname));
  return known;
}

async function printOf(libs: string): Promise<string> {
  const print = createHash('sha256');
  for (const room of ROOMS) {
    const names = await readdir(join(libs, room), { recursive: true });
    for (const name of names.filter((name) => CODE.test(name) && !TESTING.test(name)).sort()) {
      print.update(`${room}/${name}\n`).update(await readFile(join(libs, room, name)));
    }
  }
  return print.digest('hex');
}
