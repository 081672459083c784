import { isUuid, uuidBytes, uuidOfHex } from '../uuid.js';

const SHA256 = /^[0-9a-f]{64}$/;

/** UUIDs in 16 bytes and SHA-256 digests in 32; anything else stays text, so that nothing is lost. */
export function packId(text: string): Uint8Array | string {
  if (isUuid(text)) return uuidBytes(text);
  return SHA256.test(text) ? Buffer.from(text, 'hex') : text;
}

/** SQL that packs an id given as `packedValues`: SQLite makes bytes of digits several times as fast as a buffer is made. */
export const PACKED = `coalesce(unhex(?, '-'), ?)`;

/** An id for `PACKED`: the digits of what is packed, or the text that stays text. */
export function packedValues(id: string): readonly [digits: string | null, text: string | null] {
  return isUuid(id) || SHA256.test(id) ? [id, null] : [null, id];
}

/**
 * SQL that reads a packed id as text for `unpackId`: bytes as hexadecimal digits, text behind an equals sign, null for
 * anything else. SQLite writes the digits several times as fast as a buffer is made of the bytes.
 */
export function packedAsText(column: string): string {
  return `CASE typeof(${column}) WHEN 'blob' THEN lower(hex(${column})) WHEN 'text' THEN '=' || ${column} END`;
}

/** The id of a column read by `packedAsText`. @throws TypeError when it is nothing that `packId` gives */
export function unpackId(packed: string | null): string {
  if (packed?.startsWith('=')) return packed.slice(1);
  if (packed?.length === 32) return uuidOfHex(packed);
  if (packed?.length === 64) return packed;
  throw new TypeError('an id is neither a UUID, nor a digest, nor text');
}
