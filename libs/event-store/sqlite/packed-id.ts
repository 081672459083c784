import { isUuid, uuidBytes, uuidText } from '../uuid.js';

const SHA256 = /^[0-9a-f]{64}$/;

/** UUIDs in 16 bytes and SHA-256 digests in 32; anything else stays text, so that nothing is lost. */
export function packId(text: string): Uint8Array | string {
  if (isUuid(text)) return uuidBytes(text);
  return SHA256.test(text) ? Buffer.from(text, 'hex') : text;
}

/** @throws TypeError when it is nothing that `packId` gives */
export function unpackId(packed: unknown): string {
  if (typeof packed === 'string') return packed;
  if (packed instanceof Uint8Array && packed.length === 16) return uuidText(packed);
  if (packed instanceof Uint8Array && packed.length === 32) {
    return Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength).toString('hex');
  }
  throw new TypeError('an id is neither a UUID, nor a digest, nor text');
}
