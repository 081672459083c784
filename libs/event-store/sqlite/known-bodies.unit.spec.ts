import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventBody, EventCodec } from '../codec.js';
import { Upcasters } from '../upcasters.js';
import { KnownBodies } from './known-bodies.js';
import { KnownTexts } from './known-texts.js';

const TYPE = 3;

const onThe = (day: string) => `{"effectiveOn":"${day}","act":{"number":7}}`;

/** Version 2 has what version 1 had, and an origin; the validation is counted. */
function codecOf(checked: string[]): EventCodec {
  const up = (data: object) => ({ ...data, origin: 'archivio' });
  return new Upcasters({ UnitReleased: 2 }, [{ type: 'UnitReleased', fromVersion: 1, up }], ({ data }) => {
    const { effectiveOn } = data as { readonly effectiveOn?: string };
    checked.push(effectiveOn ?? '');
    return effectiveOn === undefined ? '/effectiveOn is missing' : undefined;
  });
}

/** What pages say, as the two that hand them over see it. */
class Pages {
  readonly #texts = new KnownTexts();
  readonly #bodies: KnownBodies;

  constructor(codec: EventCodec) {
    this.#bodies = new KnownBodies(codec);
  }

  read(jsons: readonly string[], versions: readonly number[] = jsons.map(() => 2)): EventBody[] {
    const texts = this.#texts.page(
      Int32Array.from(jsons, () => TYPE),
      Int32Array.from(versions),
      jsons,
    );
    const types = jsons.map(() => 'UnitReleased');
    return this.#bodies.ofPage(types, versions, texts);
  }
}

describe('what events say', () => {
  it('is read and checked once where it is the same, each version as its own', () => {
    const checked: string[] = [];
    const pages = new Pages(codecOf(checked));
    const said = [1, 2].flatMap(() =>
      pages.read(
        [1, 2, 3, 4].map(() => onThe('2024-03-01')),
        [2, 1, 2, 1],
      ),
    );
    const today = { effectiveOn: '2024-03-01', act: { number: 7 } };
    expect(said.map(({ data }) => data)).toEqual(
      [0, 1, 0, 1, 0, 1, 0, 1].map((old) => ({ ...today, ...(old && { origin: 'archivio' }) })),
    );
    expect(said.every(({ schemaVersion }) => schemaVersion === 2)).toBe(true);
    expect(checked).toHaveLength(2);
  });

  it('cannot be changed by one of those who share it', () => {
    const [body] = new Pages(codecOf([])).read([onThe('2024-03-01')]);
    const { data } = body!;
    expect(() => Object.assign(data, { effectiveOn: '1999-01-01' })).toThrow(TypeError);
    expect(() => Object.assign((data as { act: object }).act, { number: 8 })).toThrow(TypeError);
  });

  it('is refused every time when it is not valid', () => {
    const pages = new Pages(codecOf([]));
    expect(() => pages.read([onThe('2024-03-01'), '{"note":"x"}'])).toThrow('/effectiveOn is missing');
    expect(() => pages.read(['{"note":"x"}'])).toThrow('not known here');
    expect(() => pages.read(['{"effectiveOn"'])).toThrow(SyntaxError);
    expect(() => pages.read(['{"effectiveOn":"2024-03-02"},{"effectiveOn":"2024-03-03"}'])).toThrow(SyntaxError);
  });

  it('is right also when it is never the same, over thousands of events', () => {
    const pages = new Pages(codecOf([]));
    for (let n = 0; n < 5_000; n++) {
      const [read] = pages.read([`{"effectiveOn":"2024-03-01","n":${n}}`]);
      expect(read!.data).toEqual({ effectiveOn: '2024-03-01', n });
    }
  });

  it('is what the text says or is not said at all, whichever texts come again and whichever pages cannot be read', () => {
    const page = fc.record({
      says: fc.array(fc.oneof(fc.nat(40), fc.integer({ min: 0, max: 3_000 })), { minLength: 1, maxLength: 300 }),
      isBroken: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(page, { maxLength: 30 }), (history) => {
        const pages = new Pages(codecOf([]));
        for (const { says, isBroken } of history) {
          const jsons = says.map((n) => `{"effectiveOn":"2024-03-01","n":${n}}`);
          if (isBroken) expect(() => pages.read([...jsons, '{"n":-1}'])).toThrow();
          else {
            const read = attempt(() => pages.read(jsons));
            if (read) expect(read.map(({ data }) => data)).toEqual(jsons.map((json) => JSON.parse(json) as object));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What is not known is read elsewhere. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
