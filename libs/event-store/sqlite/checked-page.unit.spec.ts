import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventText, recordedText } from './checksum.js';
import { crcOfBoth } from './crc-of-parts.js';
import { PageText } from './page-text.js';

const crc = (text: string | Uint8Array): number => crc32(text) | 0;

describe('the checksums of a page of events', () => {
  it('put together are that of their texts put together, however long these are', () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('è'.repeat(9_000))));
    fc.assert(
      fc.property(texts, (parts) => {
        const together = parts.reduce((sum, part) => crcOfBoth(sum, crc(part), Buffer.byteLength(part)), 0);
        expect(together).toBe(crc(parts.join('')));
      }),
    );
  });

  it('are of the same bytes whether their text is put together or written', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const number = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 999_999_999, 1_000_000_000), fc.integer());
    const name = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('S. Daniele Po – è '.repeat(1_000)));
    const event = fc.tuple(number, bytes(16), name, number, bytes(32), name);
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const text = new PageText();
        let put = '';
        for (const [position, id, stream, time, digest, said] of events) {
          const hex = Buffer.from(id).toString('hex');
          const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
          const metadata = { commandId: uuid, commandDigest: Buffer.from(digest).toString('hex') };
          const recorded = recordedText(time, time, { ...metadata, correlationId: uuid, actor: stream }, null);
          const json = said.replaceAll('\n', ' ');
          put += eventText({ position, id: uuid, stream, revision: 7, type: 'T', schemaVersion: 1 }, recorded, json);
          write(text, { position, id, stream, time, digest, json });
        }
        expect(text.crc).toBe(crc(put));
        expect(text.length).toBe(Buffer.byteLength(put));
      }),
    );
  });
});

interface Written {
  readonly position: number;
  readonly id: Uint8Array;
  readonly stream: string;
  readonly time: number;
  readonly digest: Uint8Array;
  readonly json: string;
}

function write(text: PageText, { position, id, stream, time, digest, json }: Written): void {
  const line = (part: () => void): void => {
    part();
    text.lineFeed();
  };
  line(() => text.number(position));
  line(() => text.uuid(id, 0));
  line(() => text.text(stream));
  line(() => text.number(7));
  line(() => text.text('T'));
  line(() => text.number(1));
  const from = text.length;
  line(() => text.number(time));
  text.again(from, text.length);
  line(() => text.uuid(id, 0));
  line(() => text.hexadecimal(digest, 0, 32));
  line(() => text.uuid(id, 0));
  line(() => text.text(stream));
  text.lineFeed();
  text.lineFeed();
  const data = Buffer.from(json);
  expect(text.line(data, 0)).toBe(data.length);
}
