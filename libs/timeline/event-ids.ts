/** Writes a UUID, in lowercase, as four integers. */
export function writeUuid(uuid: string, into: Int32Array, at: number): void {
  into[at] = hex(uuid, 0, 8);
  into[at + 1] = (hex(uuid, 9, 13) << 16) | hex(uuid, 14, 18);
  into[at + 2] = (hex(uuid, 19, 23) << 16) | hex(uuid, 24, 28);
  into[at + 3] = hex(uuid, 28, 36);
}

/** The UUID written as four integers, in lowercase. */
export function readUuid(from: Int32Array, at: number): string {
  const text = [0, 1, 2, 3].map((i) => (from[at + i]! >>> 0).toString(16).padStart(8, '0')).join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}

/** By character code, the value of a hexadecimal digit. */
const DIGITS = Int8Array.from({ length: 128 }, (_, code) =>
  Math.max('0123456789abcdef'.indexOf(String.fromCharCode(code)), 0),
);

function hex(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = (value << 4) | DIGITS[text.charCodeAt(i) & 127]!;
  return value;
}
