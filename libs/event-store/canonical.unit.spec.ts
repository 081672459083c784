import { describe, expect, it } from '@jest/globals';
import { canonicalDigest, canonicalJson, NotPlainJson } from './canonical.js';

describe('canonical JSON', () => {
  it('sorts the keys at every depth and leaves arrays as they are', () => {
    expect(canonicalJson({ b: [3, { z: 1, a: 2 }], a: null, à: 'è' })).toBe('{"a":null,"b":[3,{"a":2,"z":1}],"à":"è"}');
  });

  it('has a known SHA-256', () => {
    expect(canonicalDigest({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });

  it.each([
    ['undefined', { a: { b: undefined } }, '$.a.b'],
    ['a BigInt', { a: [1n] }, '$.a[0]'],
    ['NaN', NaN, '$'],
    ['infinity', [Infinity], '$[0]'],
    ['a function', { f: () => 1 }, '$.f'],
    ['a symbol', { s: Symbol('s') }, '$.s'],
    ['a symbol as key', { a: { [Symbol('s')]: 1 } }, '$.a'],
    ['a Date', { d: new Date(0) }, '$.d'],
    ['a Map', new Map(), '$'],
    ['a hole', { a: new Array(1) }, '$.a[0]'],
    ['a __proto__ key', { a: JSON.parse('{"__proto__":1}') as unknown }, '$.a'],
  ])('refuses %s and says where it stands', (_what, value, path) => {
    expect(() => canonicalJson(value)).toThrow(NotPlainJson);
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ path }));
  });
});
