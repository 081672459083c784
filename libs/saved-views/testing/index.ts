import { PartsReader, writeParts, type SavedPart } from '../index.js';

/** Parts written to memory: the bytes of the file that they would be. */
export async function bytesWritten(parts: Iterable<SavedPart>): Promise<Buffer> {
  const written: Buffer[] = [];
  await writeParts(async (bytes) => void written.push(Buffer.from(bytes)), parts);
  return Buffer.concat(written);
}

/** A reader of such bytes. */
export function readerOf(bytes: Buffer): PartsReader {
  return new PartsReader((into, place) => bytes.copy(into, 0, place), bytes.length);
}
