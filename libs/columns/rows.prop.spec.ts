import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesWritten, readerOf } from '../saved-views/testing/index.js';
import type { SavedPart } from '../saved-views/index.js';
import { Rows } from './index.js';

const RUNS = Math.ceil(Number(process.env['PROP_RUNS'] ?? 300) / 10);
const WIDTH = 3;

/** Rows added and written to: a row among those there are, or a new one. */
interface Write {
  readonly row: number;
  readonly field: number;
  readonly value: number;
}
const writes = (most: number) =>
  fc.array(
    fc.record<Write>({
      row: fc.nat({ max: most }),
      field: fc.nat({ max: WIDTH - 1 }),
      value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    }),
    { maxLength: 60 },
  );

/** The same in one plain list. */
function write(rows: Rows, plain: number[], { row, field, value }: Write): void {
  while (rows.length <= row) plain.length = (rows.add() + 1) * WIDTH;
  rows.changing(row)[rows.start(row) + field] = value;
  plain[row * WIDTH + field] = value;
}

function read(rows: Rows): Int32Array {
  const all = new Int32Array(rows.length * WIDTH);
  for (let row = 0; row < rows.length; row++) {
    for (let field = 0; field < WIDTH; field++) all[row * WIDTH + field] = rows.chunk(row)[rows.start(row) + field]!;
  }
  return all;
}

function expectSame(rows: Rows, plain: readonly number[]): void {
  expect(Buffer.from(read(rows).buffer).equals(Buffer.from(Int32Array.from(plain).buffer))).toBe(true);
}

/** The part with more written to the rows before each of its pieces. */
function amid(part: SavedPart, between: () => void): SavedPart {
  if (part.kind !== 'ints') throw new TypeError('rows are integers');
  function* pieces(of: Iterable<Int32Array>): Iterable<Int32Array> {
    for (const piece of of) {
      between();
      yield piece;
    }
  }
  return { ...part, pieces: pieces(part.pieces) };
}

describe('rows of integers', () => {
  it('are written down as they were when captured, whatever is written to them before, meanwhile and after', async () => {
    await fc.assert(
      fc.asyncProperty(
        // Rows of one chunk, of two, and of three.
        fc.constantFrom(20, 5_000, 9_000).chain((most) => fc.tuple(writes(most), writes(most), writes(most + 100))),
        async ([before, meanwhile, after]) => {
          const rows = new Rows(WIDTH);
          const plain: number[] = [];
          for (const one of before) write(rows, plain, one);
          const captured = [...plain];
          const left = [...meanwhile];
          const writeSome = () => left.splice(0, 20).forEach((one) => write(rows, plain, one));
          const part = rows.capture('rows');
          writeSome();
          const bytes = await bytesWritten([amid(part, writeSome)]);
          const restored = new Rows(WIDTH);
          restored.restore('rows', readerOf(bytes));
          expectSame(restored, captured);
          for (const one of [...left, ...after]) write(rows, plain, one);
          expectSame(rows, plain);
          for (const one of after) write(restored, captured, one);
          expectSame(restored, captured);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
