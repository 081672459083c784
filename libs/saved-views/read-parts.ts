import { crc32 } from 'node:zlib';
import { bytesOf, CHECKSUM, HEADER, KIND, MAGIC, type FrameKind } from './frames.js';
import { DamagedSave, type SavedReader } from './parts.js';

/** Reads bytes of the file from a place on; how many there were. */
export type ReadBytes = (into: Buffer, place: number) => number;

interface FrameHeader {
  readonly kind: number;
  readonly name: string;
  readonly bytes: number;
  readonly checksum: number;
}

/** Reads a file that `writeParts` wrote, part by part, straight into the columns that the views go on with. */
export class PartsReader implements SavedReader {
  #at = 0;
  #frames = 0;

  /**
   * @param size of the file, in bytes
   * @throws DamagedSave it is no such file
   */
  constructor(
    private readonly read: ReadBytes,
    private readonly size: number,
  ) {
    if (!this.#read(Buffer.alloc(MAGIC.length)).equals(MAGIC)) throw new DamagedSave('no file of saved views');
  }

  ints(name: string): Int32Array<ArrayBuffer> {
    const header = this.#expect(KIND.ints, name);
    const column = new Int32Array(header.bytes / Int32Array.BYTES_PER_ELEMENT);
    this.#body(header, bytesOf(column));
    return column;
  }

  floats(name: string): Float64Array<ArrayBuffer> {
    const header = this.#expect(KIND.floats, name);
    const column = new Float64Array(header.bytes / Float64Array.BYTES_PER_ELEMENT);
    this.#body(header, bytesOf(column));
    return column;
  }

  items<T>(name: string): T[] {
    const items: T[] = [];
    for (;;) {
      const header = this.#header();
      if (header.name !== name) throw this.#unexpected(header, name);
      const body = Buffer.alloc(header.bytes);
      this.#body(header, body);
      if (header.kind === KIND.endOfItems) return items;
      if (header.kind !== KIND.items) throw this.#unexpected(header, name);
      // The checksum says that this is what was written, by this very program.
      for (const item of JSON.parse(body.toString()) as T[]) items.push(item);
    }
  }

  /** @throws DamagedSave something is missing, or left over */
  end(): void {
    const frames = this.#frames;
    this.#body(this.#expect(KIND.end, String(frames)), Buffer.alloc(0));
    if (this.#at !== this.size) throw new DamagedSave(`${this.size - this.#at} bytes are left over`);
  }

  #expect(kind: FrameKind, name: string): FrameHeader {
    const header = this.#header();
    if (header.kind !== kind || header.name !== name) throw this.#unexpected(header, name);
    return header;
  }

  #header(): FrameHeader {
    const start = this.#read(Buffer.alloc(HEADER));
    const name = this.#read(Buffer.alloc(start.readUInt16LE(2)));
    const bytes = start.readUInt32LE(4);
    if (bytes > this.size - this.#at) throw new DamagedSave('it is cut short');
    this.#frames++;
    return { kind: start.readUInt16LE(0), name: name.toString(), bytes, checksum: crc32(name, crc32(start)) };
  }

  #body({ name, bytes, checksum }: FrameHeader, into: Buffer): void {
    if (into.length !== bytes) throw new DamagedSave(`"${name}" has no whole number of values`);
    this.#read(into);
    const written = this.#read(Buffer.alloc(CHECKSUM)).readUInt32LE(0);
    if (crc32(into, checksum) !== written) throw new DamagedSave(`"${name}" is not as it was written`);
  }

  #read(into: Buffer): Buffer {
    for (let from = 0; from < into.length;) {
      const read = this.read(from === 0 ? into : into.subarray(from), this.#at);
      if (read === 0) throw new DamagedSave('it is cut short');
      from += read;
      this.#at += read;
    }
    return into;
  }

  #unexpected({ name }: FrameHeader, wanted: string): DamagedSave {
    return new DamagedSave(`"${name}" stands where "${wanted}" belongs`);
  }
}
