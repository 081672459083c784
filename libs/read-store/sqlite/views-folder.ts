import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECTION_VERSION } from '../projections/version.js';

const PREFIX = `p${PROJECTION_VERSION}-`;
const VIEWS_FILE = /^p(\d+)-(\d+)-\d+\.sqlite/;

/**
 * The folder of the views: a file a version, and a pointer that names the one that answers. The pointer is renamed into
 * place, so that every process sees the old version or the new one. Versions of the projection each have their own pointer:
 * an older program goes on answering from its own views while a newer one builds others.
 */
export class ViewsFolder {
  readonly #pointer: string;

  constructor(readonly path: string) {
    this.#pointer = join(path, `${PREFIX}current`);
  }

  create(): void {
    mkdirSync(this.path, { recursive: true });
  }

  /** File of the version that answers; undefined when none was published, or somebody removed it. */
  current(): string | undefined {
    try {
      const file = join(this.path, readFileSync(this.#pointer, 'utf8'));
      return existsSync(file) ? file : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Changes whenever another version is published. Cheap: asked before every answer. */
  stamp(): string | undefined {
    const stat = statSync(this.#pointer, { throwIfNoEntry: false, bigint: true });
    return stat && `${stat.ino}-${stat.mtimeNs}`;
  }

  /** A name that no version has or had. The process is in it: a comparison builds a version without holding the folder. */
  newFile(): string {
    const used = this.#viewsFiles().map((name) => Number(VIEWS_FILE.exec(name)?.[2]));
    const number = Math.max(0, ...used) + 1;
    return join(this.path, `${PREFIX}${String(number).padStart(6, '0')}-${process.pid}.sqlite`);
  }

  /** From now on this file answers. It must be closed and on the disk. */
  async publish(file: string): Promise<void> {
    const name = file.slice(this.path.length + 1);
    await writeFile(`${this.#pointer}.new`, name, { flush: true });
    await rename(`${this.#pointer}.new`, this.#pointer);
    await flush(this.path);
    await this.clean();
  }

  /**
   * Removes versions that were replaced, those that a crash left half built and, once this projection has views, those of
   * older projections. Processes that have one open go on reading it. Only for the one that holds the folder.
   */
  async clean(): Promise<void> {
    const current = this.current();
    for (const name of this.#viewsFiles()) {
      const version = Number(VIEWS_FILE.exec(name)?.[1]);
      if (version > PROJECTION_VERSION || (version < PROJECTION_VERSION && !current)) continue;
      if (current && join(this.path, name).startsWith(current)) continue;
      await rm(join(this.path, name), { force: true });
    }
  }

  #viewsFiles(): readonly string[] {
    return readdirSync(this.path).filter((name) => VIEWS_FILE.test(name));
  }
}

/** Removes a version's file and what SQLite keeps beside it. */
export async function removeViews(file: string): Promise<void> {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(`${file}${suffix}`, { force: true });
}

/** What was written there is on the disk when this resolves. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
