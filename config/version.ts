import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's version (semver), from the nearest package.json above: the sources and the build are at different depths. */
export function programVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = manifestIn(folder);
    if (manifest) return manifest.version;
    if (folder === dirname(folder)) throw new Error('no package.json above the program');
  }
}

function manifestIn(folder: string): { readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  } catch {
    return undefined;
  }
}
