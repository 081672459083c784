import { setImmediate as nextTurn } from 'node:timers/promises';
import { BlockWriter, type WriteBytes } from './blocks.js';
import { bytesOf, headerOf, KIND, MAGIC, type FrameKind } from './frames.js';
import type { SavedPart } from './parts.js';

/** Others get their turn after so many milliseconds at the latest, give or take a batch. */
const TURN = 5;

/**
 * Writes parts, a megabyte at a time. What a part gives is copied before anybody else gets a turn, or does not
 * change any more.
 * @throws whatever the writing or the signal does
 */
export async function writeParts(write: WriteBytes, parts: Iterable<SavedPart>, signal?: AbortSignal): Promise<void> {
  const writer = new FrameWriter(write, signal);
  try {
    await write(MAGIC);
    for (const part of parts) {
      if (part.kind === 'items') await writer.items(part.name, part.batches);
      else await writer.numbers(part);
    }
    await writer.finish();
  } finally {
    await writer.end();
  }
}

class FrameWriter {
  readonly #blocks: BlockWriter;
  readonly #encoder = new TextEncoder();
  #filled = 0;
  #frames = 0;
  /** When this turn began. */
  #began = performance.now();

  constructor(
    write: WriteBytes,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.#blocks = new BlockWriter(write);
  }

  async numbers({ kind, name, length, pieces }: Exclude<SavedPart, { readonly kind: 'items' }>): Promise<void> {
    await this.#bytes(headerOf(KIND[kind], name, length * (kind === 'ints' ? 4 : 8)));
    for (const piece of pieces) await this.#bytes(bytesOf(piece));
    this.#frames++;
  }

  async items(name: string, batches: Iterable<readonly unknown[]>): Promise<void> {
    for (const batch of batches) {
      const text = JSON.stringify(batch);
      await this.#bytes(headerOf(KIND.items, name, Buffer.byteLength(text)));
      await this.#text(text);
      this.#frames++;
      if (performance.now() - this.#began < TURN) continue;
      await nextTurn();
      this.#began = performance.now();
    }
    await this.#frame(KIND.endOfItems, name, Buffer.alloc(0));
  }

  /** Says how many frames there are, and writes what is left. */
  async finish(): Promise<void> {
    await this.#frame(KIND.end, String(this.#frames), Buffer.alloc(0));
    await this.#flush();
  }

  async end(): Promise<void> {
    await this.#blocks.end();
  }

  async #bytes(bytes: Buffer): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      const copied = bytes.copy(this.#blocks.block, this.#filled, from);
      from += copied;
      this.#filled += copied;
      if (this.#filled === this.#blocks.block.length) await this.#flush();
    }
  }

  /** Straight into the block: no buffer is made of every batch. */
  async #text(text: string): Promise<void> {
    for (let from = 0; from < text.length;) {
      const room = this.#blocks.block.subarray(this.#filled);
      const { read, written } = this.#encoder.encodeInto(from === 0 ? text : text.slice(from), room);
      from += read;
      this.#filled += written;
      if (from < text.length) await this.#flush();
    }
  }

  async #frame(kind: FrameKind, name: string, body: Buffer): Promise<void> {
    await this.#bytes(headerOf(kind, name, body.length));
    await this.#bytes(body);
    this.#frames++;
  }

  async #flush(): Promise<void> {
    this.signal?.throwIfAborted();
    if (this.#filled > 0) await this.#blocks.writeBlock(this.#filled);
    this.#filled = 0;
    this.#began = performance.now();
  }
}
