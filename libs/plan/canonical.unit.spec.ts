import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical.js';

/** The meaning, written as plainly as can be. */
function plainly(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${plainly(field)}`).join(',')}}`;
}

describe('canonical JSON', () => {
  it('has its keys sorted, whatever order they were given in', () => {
    expect(
      canonicalJson([
        { b: 1, a: '«à»' },
        { a: 2, b: null },
        { 10: [], 9: {} },
      ]),
    ).toBe('[{"a":"«à»","b":1},{"a":2,"b":null},{"10":[],"9":{}}]');
  });

  it('leaves out what is undefined', () => {
    expect(canonicalJson({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}');
  });

  it('is what writing every value by itself gives', () => {
    const field = fc.constantFrom('a', 'b', 'unitIds', '10', '9', '"', '__proto__', 'constructor');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.double(),
        fc.constantFrom(null, true, 0, 'a', '\ud800'),
        fc.array(tie('value')),
        fc.array(fc.string()),
        fc.dictionary(field, fc.option(tie('value'), { nil: undefined })),
      ),
    }));
    fc.assert(fc.property(value, (data) => expect(canonicalJson(data)).toBe(plainly(data))));
  });
});
