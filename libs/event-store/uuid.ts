import { hash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a UUID in its one canonical spelling: lowercase, with hyphens. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Where the 16 pairs of digits stand in a canonical UUID. */
const PAIRS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;
/** By character code, the value of a hexadecimal digit in lowercase; -1 for any other character. */
const DIGITS = Int8Array.from({ length: 256 }, (_, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code)));

/** The 16 bytes of a canonical UUID. By hand: a call into the engine for so few costs three times as much. */
export function uuidBytes(uuid: string): Uint8Array {
  const bytes = new Uint8Array(16);
  writeBytes(uuid, bytes);
  return bytes;
}

function writeBytes(uuid: string, bytes: Uint8Array): void {
  for (let i = 0; i < 16; i++) {
    const at = PAIRS[i]!;
    bytes[i] = (DIGITS[uuid.charCodeAt(at)]! << 4) | DIGITS[uuid.charCodeAt(at + 1)]!;
  }
}

/** The canonical spelling of 16 bytes. */
export function uuidText(bytes: Uint8Array): string {
  return uuidOfHex(bufferOf(bytes).toString('hex'));
}

/** The same bytes, which can be read as text. */
export function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** The canonical spelling of 32 hexadecimal digits in lower case. */
export function uuidOfHex(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const [DASH, QUOTE, COMMA, BRACKET, BRACKET_END] = [0x2d, 0x22, 0x2c, 0x5b, 0x5d] as const;
export const HEXADECIMAL_DIGITS = '0123456789abcdef';
const HEX = Uint8Array.from(HEXADECIMAL_DIGITS, (digit) => digit.charCodeAt(0));

/** A JSON list of the canonical spellings of many UUIDs, 16 bytes each: several times as fast as one by one. */
export function uuidsAsJson(bytes: Uint8Array): string {
  const json = Buffer.allocUnsafe(Math.floor(bytes.length / 16) * 39 + 2);
  let at = 0;
  json[at++] = BRACKET;
  for (let from = 0; from + 16 <= bytes.length; from += 16) {
    if (from > 0) json[at++] = COMMA;
    json[at++] = QUOTE;
    for (let i = 0; i < 16; i++) {
      if (i === 4 || i === 6 || i === 8 || i === 10) json[at++] = DASH;
      const byte = bytes[from + i]!;
      json[at++] = HEX[byte >> 4]!;
      json[at++] = HEX[byte & 15]!;
    }
    json[at++] = QUOTE;
  }
  json[at++] = BRACKET_END;
  return json.toString('latin1', 0, at);
}

const LENGTH = 36;

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

/**
 * The name-based UUID of RFC 9562, section 5.5 (version 5, SHA-1).
 * @throws TypeError when the namespace is not a canonical UUID
 */
export function uuidV5(namespace: string, name: string): string {
  if (!isUuid(namespace)) throw new TypeError(`"${namespace}" is not a lowercase UUID`);
  const bytes = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  writeBytes(namespace, bytes);
  bytes.write(name, 16);
  const digest = hash('sha1', bytes, 'hex');
  const variant = '89ab'.charAt(DIGITS[digest.charCodeAt(16)]! & 0x3);
  return uuidOfHex(`${digest.slice(0, 12)}5${digest.slice(13, 16)}${variant}${digest.slice(17, 32)}`);
}
