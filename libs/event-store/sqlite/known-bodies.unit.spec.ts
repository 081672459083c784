import { describe, expect, it } from '@jest/globals';
import type { EventBody, EventCodec } from '../codec.js';
import { Upcasters } from '../upcasters.js';
import { KnownBodies } from './known-bodies.js';

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

function readOne(bodies: KnownBodies, version: number, json: string): EventBody {
  return bodies.readAll(['UnitReleased'], [version], [json])[0]!;
}

describe('what events say', () => {
  it('is read and checked once where it is the same, each version as its own', () => {
    const checked: string[] = [];
    const bodies = new KnownBodies(codecOf(checked));
    const said = [2, 1, 2, 1].map((version) => readOne(bodies, version, onThe('2024-03-01')));
    const today = { effectiveOn: '2024-03-01', act: { number: 7 } };
    expect(said.map(({ data }) => data)).toEqual(
      [0, 1, 0, 1].map((old) => ({ ...today, ...(old && { origin: 'archivio' }) })),
    );
    expect(said.every(({ schemaVersion }) => schemaVersion === 2)).toBe(true);
    expect(checked).toHaveLength(2);
  });

  it('cannot be changed by one of those who share it', () => {
    const { data } = readOne(new KnownBodies(codecOf([])), 2, onThe('2024-03-01'));
    expect(() => Object.assign(data, { effectiveOn: '1999-01-01' })).toThrow(TypeError);
    expect(() => Object.assign((data as { act: object }).act, { number: 8 })).toThrow(TypeError);
  });

  it('is refused every time when it is not valid', () => {
    const bodies = new KnownBodies(codecOf([]));
    for (let time = 0; time < 2; time++) {
      expect(() => readOne(bodies, 2, '{"note":"x"}')).toThrow('/effectiveOn is missing');
      expect(() => readOne(bodies, 2, '{"effectiveOn"')).toThrow(SyntaxError);
    }
  });

  it('is right also when it is never the same, over thousands of events', () => {
    const bodies = new KnownBodies(codecOf([]));
    for (let n = 0; n < 5_000; n++) {
      const read = readOne(bodies, 2, `{"effectiveOn":"2024-03-01","n":${n}}`);
      expect(read.data).toEqual({ effectiveOn: '2024-03-01', n });
    }
  });
});
