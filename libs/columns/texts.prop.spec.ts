import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesWritten, readerOf } from '../saved-views/testing/index.js';
import { Texts } from './index.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

/** Any 16-bit characters, also halves of pairs, many alike. */
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', 'a', 'à', '\ud800', '水', 'a\0'));

describe('texts kept as bytes', () => {
  it('have the number of their first appearance, and are read back as they were, also from a file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 80 }), fc.array(text, { maxLength: 20 }), async (given, more) => {
        const inOrder = [...new Set(given)];
        const texts = new Texts();
        for (const one of given) expect(texts.code(one)).toBe(inOrder.indexOf(one));
        const parts = texts.capture('texts');
        const all = [...new Set([...given, ...more])];
        for (const one of more) texts.code(one);
        const restored = new Texts();
        restored.restore('texts', readerOf(await bytesWritten(parts)));
        expect(Array.from({ length: restored.size }, (_, code) => restored.text(code))).toEqual(inOrder);
        expect(more.map((one) => restored.find(one))).toEqual(more.map((one) => known(inOrder, one)));
        expect(more.map((one) => restored.code(one))).toEqual(more.map((one) => all.indexOf(one)));
      }),
      { numRuns: RUNS },
    );
  });

  it('are written down as the same bytes, whatever was looked for in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 20 }), fc.array(text, { maxLength: 20 }), async (given, sought) => {
        const [one, other] = [new Texts(), new Texts()];
        for (const each of given) {
          one.code(each);
          other.code(each);
          for (const what of sought) other.find(what);
        }
        expect(await bytesWritten(other.capture('texts'))).toEqual(await bytesWritten(one.capture('texts')));
      }),
      { numRuns: RUNS },
    );
  });
});

function known(texts: readonly string[], text: string): number | undefined {
  const code = texts.indexOf(text);
  return code === -1 ? undefined : code;
}
