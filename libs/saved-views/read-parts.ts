import { BlockReader, type ReadBytes } from './blocks.js';
import { bytesOf, HEADER, KIND, MAGIC, type FrameKind } from './frames.js';
import { DamagedSave, type SavedReader } from './parts.js';

interface FrameHeader {
  readonly kind: number;
  readonly name: string;
  readonly bytes: number;
}

/** Reads a file that `writeParts` wrote, part by part, straight into the columns that the views go on with. */
export class PartsReader implements SavedReader {
  readonly #blocks: BlockReader;
  #frames = 0;

  /**
   * @param size of the file, in bytes
   * @throws DamagedSave it is no such file
   */
  constructor(read: ReadBytes, size: number) {
    const magic = Buffer.alloc(MAGIC.length);
    if (read(magic, 0) < MAGIC.length || !magic.equals(MAGIC)) throw new DamagedSave('no file of saved views');
    this.#blocks = new BlockReader(read, MAGIC.length, size);
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
    if (!this.#blocks.isAtEnd) throw new DamagedSave('something is left over');
  }

  #expect(kind: FrameKind, name: string): FrameHeader {
    const header = this.#header();
    if (header.kind !== kind || header.name !== name) throw this.#unexpected(header, name);
    return header;
  }

  #header(): FrameHeader {
    const start = this.#blocks.fill(Buffer.alloc(HEADER));
    const name = this.#blocks.fill(Buffer.alloc(start.readUInt16LE(2)));
    this.#frames++;
    return { kind: start.readUInt16LE(0), name: name.toString(), bytes: start.readUInt32LE(4) };
  }

  #body({ name, bytes }: FrameHeader, into: Buffer): void {
    if (into.length !== bytes) throw new DamagedSave(`"${name}" has no whole number of values`);
    this.#blocks.fill(into);
  }

  #unexpected({ name }: FrameHeader, wanted: string): DamagedSave {
    return new DamagedSave(`"${name}" stands where "${wanted}" belongs`);
  }
}
