// The program of the thread that packs blocks (packer.ts).
import { parentPort, workerData } from 'node:worker_threads';
import { zstdCompressSync, type ZstdOptions } from 'node:zlib';

/** Memory that both threads see: the block, and what becomes of it. */
export interface PackingRoom {
  readonly bytes: SharedArrayBuffer;
  readonly packed: SharedArrayBuffer;
  readonly options: ZstdOptions;
}

const { bytes, packed, options } = workerData as PackingRoom;

parentPort!.on('message', (length: number) => {
  const made = zstdCompressSync(new Uint8Array(bytes, 0, length), options);
  new Uint8Array(packed).set(made);
  parentPort!.postMessage(made.length);
});
