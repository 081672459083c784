import { crc32, zstdDecompressSync } from 'node:zlib';
import { BLOCK_BYTES, Packer } from './packer.js';
import { DamagedSave } from './parts.js';

/** Writes bytes after those written before. When it resolves they may be overwritten. */
export type WriteBytes = (bytes: Buffer) => Promise<void>;

/** Reads bytes of the file from a place on; how many there were. */
export type ReadBytes = (into: Buffer, place: number) => number;

/** Bytes before a packed block: its length, and the checksum of all packed up to its end. */
const HEADER = 8;

/** Packs bytes away from this thread, and writes them, a block after the other. */
export class BlockWriter {
  readonly #packer = new Packer();
  #checksum = 0;

  constructor(private readonly write: WriteBytes) {}

  /** The block that is next: to be filled from the beginning on, and not to be changed while it is being written. */
  get block(): Buffer {
    return this.#packer.block;
  }

  /** Writes the first bytes of the block. */
  async writeBlock(length: number): Promise<void> {
    const packed = await this.#packer.pack(length);
    this.#checksum = crc32(packed, this.#checksum);
    const header = Buffer.alloc(HEADER);
    header.writeUInt32LE(packed.length, 0);
    header.writeUInt32LE(this.#checksum, 4);
    await this.write(header);
    await this.write(packed);
  }

  async end(): Promise<void> {
    await this.#packer.end();
  }
}

/** Gives back what was written in blocks, one byte after the other. */
export class BlockReader {
  #block: Buffer = Buffer.alloc(0);
  /** How much of the block was given. */
  #given = 0;
  #checksum = 0;
  #room: Buffer = Buffer.alloc(BLOCK_BYTES);

  /**
   * @param place where the first block lies
   * @param size of the file, in bytes
   */
  constructor(
    private readonly read: ReadBytes,
    private place: number,
    private readonly size: number,
  ) {}

  /** Everything was given, and nothing follows. */
  get isAtEnd(): boolean {
    return this.#given === this.#block.length && this.place === this.size;
  }

  /** @throws DamagedSave there are not so many bytes, or they are not as they were written */
  fill(into: Buffer): Buffer {
    for (let filled = 0; filled < into.length;) {
      if (this.#given === this.#block.length) this.#next();
      const copied = this.#block.copy(into, filled, this.#given);
      this.#given += copied;
      filled += copied;
    }
    return into;
  }

  #next(): void {
    const header = this.#take(HEADER);
    const [length, checksum] = [header.readUInt32LE(0), header.readUInt32LE(4)];
    const packed = this.#take(length);
    this.#checksum = crc32(packed, this.#checksum);
    if (this.#checksum !== checksum) throw new DamagedSave('a block is not as it was written');
    this.#block = zstdDecompressSync(packed);
    this.#given = 0;
  }

  #take(length: number): Buffer {
    if (length > this.size - this.place) throw new DamagedSave('it is cut short');
    // Packed bytes are read into the same room again and again: a file is many times a megabyte.
    if (this.#room.length < length) this.#room = Buffer.alloc(length);
    const bytes = this.#room.subarray(0, length);
    for (let from = 0; from < length;) {
      const read = this.read(from === 0 ? bytes : bytes.subarray(from), this.place);
      if (read === 0) throw new DamagedSave('it is cut short');
      from += read;
      this.place += read;
    }
    return bytes;
  }
}
