import { fstatSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StoreUnavailable, type EventStore } from '#event-store';
import { DamagedSave, itemsPart, PartsReader, writeParts } from '#saved-views';
import { programPrint } from './program-print.js';
import { RegisterViews, type ViewsPlace } from './views.js';

/** Why views that were saved are not used: they were changed or cut, are another program's, or another log's. */
export type NotUsed = 'damaged' | 'other-program' | 'other-log';

class Unusable extends Error {
  constructor(readonly why: NotUsed) {
    super(why);
  }
}

/**
 * The file that the views in memory are saved in, so that a register opens without reading its whole log. A cache: it is
 * used only when it is whole, of this very program, and of this log, as the last event in it says. It is never flushed to
 * the disk: what a crash leaves of it, its checksums tell.
 */
export class SavedViews {
  constructor(
    private readonly file: string,
    private readonly store: EventStore,
  ) {}

  /**
   * The views as they were saved; empty ones where there is no file or it is not to be used.
   * @param onNotUsed told why a file that is there is not used
   * @throws StoreUnavailable the log cannot be asked whether they are its own
   */
  async load(onNotUsed?: (why: NotUsed) => void): Promise<RegisterViews> {
    try {
      return (await this.read()) ?? new RegisterViews();
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      onNotUsed?.(error instanceof Unusable ? error.why : 'damaged');
      return new RegisterViews();
    }
  }

  /** Writes the views as they are now, and puts them in the place of those saved before. They may go on meanwhile. */
  async save(views: RegisterViews, signal?: AbortSignal): Promise<void> {
    const program = await programPrint();
    await mkdir(dirname(this.file), { recursive: true });
    await this.removeHalves();
    const made = `${this.file}.${process.pid}`;
    const file = await open(made, 'w');
    try {
      const write = async (bytes: Buffer) => {
        for (let from = 0; from < bytes.length;) from += (await file.write(bytes, from)).bytesWritten;
      };
      await writeParts(write, [itemsPart('program', [program]), ...views.capture()], signal);
      await file.close();
      await rename(made, this.file);
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(made, { force: true });
      throw error;
    }
  }

  /** What processes that were killed while they saved left behind. */
  private async removeHalves(): Promise<void> {
    const folder = dirname(this.file);
    const halves = (await readdir(folder)).filter((name) => name.startsWith(`${basename(this.file)}.`));
    for (const name of halves) await rm(join(folder, name), { force: true });
  }

  /** Throws the file away. */
  async discard(): Promise<void> {
    await rm(this.file, { force: true });
  }

  /** @throws Unusable DamagedSave */
  private async read(): Promise<RegisterViews | undefined> {
    const file = await open(this.file, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!file) return undefined;
    try {
      const reader = new PartsReader(
        (into, place) => readSync(file.fd, into, 0, into.length, place),
        fstatSync(file.fd).size,
      );
      const [program] = reader.items<string>('program');
      if (program !== (await programPrint())) throw new Unusable('other-program');
      const [place] = reader.items<ViewsPlace>('place');
      if (!place) throw new DamagedSave('no place');
      if (!(await this.isOfThisLog(place))) throw new Unusable('other-log');
      const views = new RegisterViews();
      views.restore(place, reader);
      reader.end();
      return views;
    } finally {
      await file.close();
    }
  }

  /** Whether this log holds the last event that the views took in, at its place, after as many others. */
  private async isOfThisLog({ position, events, last }: ViewsPlace): Promise<boolean> {
    if (last === null) return position === 0;
    const stream = await this.store.readStream(last.stream);
    const event = stream[last.revision];
    if (event?.id !== last.id || event.position !== position) return false;
    return (await this.store.coordinate(position)).events === events;
  }
}
