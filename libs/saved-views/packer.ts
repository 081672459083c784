import { once } from 'node:events';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { constants, zstdCompress, type ZstdOptions } from 'node:zlib';
import type { PackingRoom } from './packing-thread.js';

/** Most bytes of a block before they are packed. */
export const BLOCK_BYTES = 1 << 20;
/** What bytes that cannot be packed take more, at most. */
const OVERHEAD = BLOCK_BYTES >> 7;
/** Blocks that are packed before a thread is begun: most registers have no more. */
const WITHOUT_THREAD = 8;

const compress = promisify(zstdCompress);
/** The fastest: it halves the file, and saving is not to be waited for. */
const FAST: ZstdOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** The thread's program, built or as it is written, as this one is. */
const PROGRAM = new URL(import.meta.url.replace(/packer(\.[jt]s)$/, 'packing-thread$1'));

/**
 * Packs blocks in a thread of its own, in memory shared with it. What zlib leaves behind, some megabytes a block, is
 * swept in the thread: here it would make the collector look at the whole heap, dozens of times while a Region is saved.
 */
export class Packer {
  #block: Buffer = Buffer.alloc(BLOCK_BYTES);
  #blocks = 0;
  #thread: PackingThread | undefined;

  /** To be filled from the beginning on; another one after each that was packed. */
  get block(): Buffer {
    return this.#block;
  }

  /** The first bytes of the block, packed; they hold, and the block is not to be changed, until what is returned was written. */
  async pack(length: number): Promise<Buffer> {
    if (this.#thread) return this.#thread.pack(length);
    const packed = await compress(this.#block.subarray(0, length), FAST);
    if (++this.#blocks === WITHOUT_THREAD) {
      this.#thread = new PackingThread();
      this.#block = this.#thread.block;
    }
    return packed;
  }

  async end(): Promise<void> {
    await this.#thread?.end();
  }
}

class PackingThread {
  readonly #room: PackingRoom = {
    bytes: new SharedArrayBuffer(BLOCK_BYTES),
    packed: new SharedArrayBuffer(BLOCK_BYTES + OVERHEAD),
    options: FAST,
  };
  readonly #thread = new Worker(PROGRAM, { workerData: this.#room, resourceLimits: { maxYoungGenerationSizeMb: 2 } });

  readonly block: Buffer = Buffer.from(this.#room.bytes);

  async pack(length: number): Promise<Buffer> {
    const answer = once(this.#thread, 'message');
    this.#thread.postMessage(length);
    const [packed] = (await answer) as [number];
    return Buffer.from(this.#room.packed, 0, packed);
  }

  async end(): Promise<void> {
    await this.#thread.terminate();
  }
}
