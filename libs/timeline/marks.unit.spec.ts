import { describe, expect, it } from '@jest/globals';
import { Mark } from './marks.js';

describe('a value that the fold only carries', () => {
  it('throws where it is compared, read as text or as a number, and can be told from another', () => {
    const mark = new Mark('registeredOn', 4);
    const carried = mark as unknown as string;
    expect(() => carried < '2024-01-01').toThrow('decides on registeredOn');
    expect(() => `${carried}`).toThrow(TypeError);
    expect(() => Number(carried)).toThrow(TypeError);
    expect(carried === (new Mark('registeredOn', 4) as unknown as string)).toBe(false);
  });
});
