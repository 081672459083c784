import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical.js';

/** The same, plainly. */
function plain(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(plain).join(',')}]`;
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  const members = keys.map((key) => `${JSON.stringify(key)}:${plain((value as Record<string, unknown>)[key])}`);
  return `{${members.join(',')}}`;
}

const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const key = text.filter((name) => name !== '__proto__');
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.dictionary(key, tie('json'), { maxKeys: 40, size: 'large' }),
  ),
}));

describe('canonical JSON', () => {
  it('is JSON with sorted keys, whatever the texts and however many the keys', () => {
    fc.assert(fc.property(json, (value) => canonicalJson(value) === plain(value)));
  });
});
