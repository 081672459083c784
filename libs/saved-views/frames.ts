/** How a part lies in the file: frames of a header and a body, packed in blocks. */

/** Begins the file; the number tells a machine of another byte order. */
export const MAGIC = Buffer.concat([Buffer.from('REGVISTE'), bytesOf(Int32Array.of(0x01020304))]);

export const KIND = { ints: 1, floats: 2, items: 3, endOfItems: 4, end: 5 } as const;
export type FrameKind = (typeof KIND)[keyof typeof KIND];

/** Bytes of a frame's header before its name: kind, length of the name, bytes of the body. */
export const HEADER = 8;

export function headerOf(kind: FrameKind, name: string, bytes: number): Buffer {
  const text = Buffer.from(name);
  const header = Buffer.alloc(HEADER + text.length);
  header.writeUInt16LE(kind, 0);
  header.writeUInt16LE(text.length, 2);
  header.writeUInt32LE(bytes, 4);
  text.copy(header, HEADER);
  return header;
}

/** The same memory as bytes. */
export function bytesOf(column: Int32Array | Float64Array): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}
