import { isUuid } from '#event-store';

/** The 16 bytes of an event's id. @throws TypeError for what no log takes as an id */
export function packId(id: string): Uint8Array {
  if (!isUuid(id)) throw new TypeError(`${JSON.stringify(id)} is not a lowercase UUID`);
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

export function unpackId(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
