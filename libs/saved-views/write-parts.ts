import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { bytesOf, checksumBytes, headerOf, KIND, MAGIC, type FrameKind } from './frames.js';
import type { SavedPart } from './parts.js';

/** Writes bytes after those written before. When it resolves they may be overwritten. */
export type WriteBytes = (bytes: Buffer) => Promise<void>;

/** Bytes written at a time: between two writes others get their turn. */
const SLICE = 1 << 20;
/** Others get their turn after so many milliseconds at the latest, give or take a batch. */
const TURN = 5;

/**
 * Writes parts, a megabyte at a time. What a part gives is copied before anybody else gets a turn, or does not
 * change any more.
 * @throws whatever the writing or the signal does
 */
export async function writeParts(write: WriteBytes, parts: Iterable<SavedPart>, signal?: AbortSignal): Promise<void> {
  const writer = new FrameWriter(write, signal);
  await writer.bytes(MAGIC);
  for (const part of parts) {
    if (part.kind === 'items') await writer.items(part.name, part.batches);
    else await writer.numbers(part);
  }
  await writer.end();
}

class FrameWriter {
  readonly #slice = Buffer.allocUnsafe(SLICE);
  #filled = 0;
  #frames = 0;
  /** When this turn began. */
  #began = performance.now();

  constructor(
    private readonly write: WriteBytes,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async numbers({ kind, name, length, pieces }: Exclude<SavedPart, { readonly kind: 'items' }>): Promise<void> {
    const header = headerOf(KIND[kind], name, length * (kind === 'ints' ? 4 : 8));
    await this.bytes(header);
    let checksum = crc32(header);
    for (const piece of pieces) {
      const bytes = bytesOf(piece);
      for (let from = 0; from < bytes.length; from += SLICE) {
        const slice = bytes.subarray(from, from + SLICE);
        checksum = crc32(slice, checksum);
        await this.bytes(slice);
      }
    }
    await this.bytes(checksumBytes(checksum));
    this.#frames++;
  }

  async items(name: string, batches: Iterable<readonly unknown[]>): Promise<void> {
    for (const batch of batches) {
      await this.#frame(KIND.items, name, Buffer.from(JSON.stringify(batch)));
      if (performance.now() - this.#began < TURN) continue;
      await nextTurn();
      this.#began = performance.now();
    }
    await this.#frame(KIND.endOfItems, name, Buffer.alloc(0));
  }

  /** Says how many frames there are, and writes what is left. */
  async end(): Promise<void> {
    await this.#frame(KIND.end, String(this.#frames), Buffer.alloc(0));
    await this.#flush();
  }

  async bytes(bytes: Buffer): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      const copied = bytes.copy(this.#slice, this.#filled, from);
      from += copied;
      this.#filled += copied;
      if (this.#filled === SLICE) await this.#flush();
    }
  }

  async #frame(kind: FrameKind, name: string, body: Buffer): Promise<void> {
    const header = headerOf(kind, name, body.length);
    await this.bytes(header);
    await this.bytes(body);
    await this.bytes(checksumBytes(crc32(body, crc32(header))));
    this.#frames++;
  }

  async #flush(): Promise<void> {
    this.signal?.throwIfAborted();
    await this.write(this.#slice.subarray(0, this.#filled));
    this.#filled = 0;
    this.#began = performance.now();
  }
}
