const LENGTH = 36;
const DASH = 45;

/** By character code, the value of a hexadecimal digit in lowercase; -1 for any other character. */
const DIGITS = Int8Array.from({ length: 256 }, (_, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code)));

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Writes the UUID that a text ends with, from a place on, as four integers.
 * @returns false when it is no UUID in lowercase; what was written then means nothing
 */
export function writeUuid(text: string, from: number, into: Int32Array, at: number): boolean {
  if (text.length !== from + LENGTH || !hasDashes(text, from)) return false;
  let valid = 0;
  let digits = 0;
  let word = 0;
  for (let i = from; i < from + LENGTH; i++) {
    const char = text.charCodeAt(i);
    if (char === DASH) continue;
    const digit = char < 256 ? DIGITS[char]! : -1;
    valid |= digit;
    word = (word << 4) | digit;
    if ((++digits & 7) === 0) into[at + (digits >> 3) - 1] = word;
  }
  return digits === 32 && valid >= 0;
}

function hasDashes(text: string, from: number): boolean {
  return (
    text.charCodeAt(from + 8) === DASH &&
    text.charCodeAt(from + 13) === DASH &&
    text.charCodeAt(from + 18) === DASH &&
    text.charCodeAt(from + 23) === DASH
  );
}

/** The UUID written as four integers, in lowercase. */
export function readUuid(from: Int32Array, at: number): string {
  const [a, b, c, d] = [from[at]!, from[at + 1]!, from[at + 2]!, from[at + 3]!];
  return `${half(a >>> 16)}${half(a)}-${half(b >>> 16)}-${half(b)}-${half(c >>> 16)}-${half(c)}${half(d >>> 16)}${half(d)}`;
}

/** Two bytes in hexadecimal. */
function half(word: number): string {
  return BYTES[(word >> 8) & 0xff]! + BYTES[word & 0xff]!;
}
