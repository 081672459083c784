import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedSave, floatsPart, intsPart, itemsPart, type PartsReader } from './index.js';
import { bytesWritten, readerOf } from './testing/index.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

const ints = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 40 });
const items = fc.array(fc.jsonValue(), { maxLength: 40 });

interface Columns {
  readonly ints: readonly number[];
  readonly floats: readonly number[];
  readonly items: readonly unknown[];
}
const columns: fc.Arbitrary<Columns> = fc.record({ ints, floats: fc.array(fc.double(), { maxLength: 40 }), items });

function written({ ints, floats, items }: Columns): Promise<Buffer> {
  return bytesWritten([
    intsPart('ints', Int32Array.from(ints)),
    floatsPart('floats', Float64Array.from(floats)),
    itemsPart('items', items),
  ]);
}

function read(reader: PartsReader): Columns {
  const read = {
    ints: [...reader.ints('ints')],
    floats: [...reader.floats('floats')],
    items: reader.items<unknown>('items'),
  };
  reader.end();
  return read;
}

describe('parts of views written and read back', () => {
  it('are what was written, whatever their length', async () => {
    await fc.assert(
      fc.asyncProperty(columns, async (given) => {
        const { items, ...numbers } = read(readerOf(await written(given)));
        expect(numbers).toEqual({ ints: given.ints, floats: given.floats });
        expect(JSON.stringify(items)).toBe(JSON.stringify(given.items));
      }),
      { numRuns: RUNS },
    );
  });

  it('are refused with any one byte changed, cut short anywhere, or longer', async () => {
    await fc.assert(
      fc.asyncProperty(columns, fc.nat(), fc.integer({ min: 1, max: 255 }), async (given, where, flip) => {
        const bytes = await written(given);
        const place = where % bytes.length;
        const changed = Buffer.from(bytes);
        changed[place]! ^= flip;
        expect(() => read(readerOf(changed))).toThrow(DamagedSave);
        expect(() => read(readerOf(bytes.subarray(0, place)))).toThrow(DamagedSave);
        expect(() => read(readerOf(Buffer.concat([bytes, Buffer.alloc(flip)])))).toThrow(DamagedSave);
      }),
      { numRuns: RUNS },
    );
  });

  it('can be many megabytes, and are read in the order in which they were written only', async () => {
    const large = Int32Array.from({ length: 4_000_000 }, (_, i) => i * 7);
    const bytes = await bytesWritten([intsPart('large', large), intsPart('small', large, 3)]);
    const reader = readerOf(bytes);
    expect(Buffer.from(reader.ints('large').buffer).equals(Buffer.from(large.buffer))).toBe(true);
    expect(() => reader.ints('other')).toThrow('"small" stands where "other" belongs');
  });
});
