import { describe, expect, it } from '@jest/globals';
import { writeUuid } from '#event-store';
import { readUuid } from './event-ids.js';

describe('an event id', () => {
  it.each([
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '01234567-89ab-5def-8123-456789abcdef',
    '90abcdef-0001-5000-8000-00000000000a',
  ])('%s is read as it was written', (uuid) => {
    const integers = new Int32Array(6);
    expect(writeUuid(`unit-${uuid}`, 5, integers, 1)).toBe(true);
    expect([integers[0], readUuid(integers, 1), integers[5]]).toEqual([0, uuid, 0]);
  });

  it.each([
    ['too short', '01234567-89ab-5def-8123-456789abcde'],
    ['too long', '01234567-89ab-5def-8123-456789abcdef0'],
    ['in uppercase', '01234567-89AB-5def-8123-456789abcdef'],
    ['with no digit at a place', '01234567-89ab-5def-8123-456789abcdeg'],
    ['with a dash too many', '01234567-89ab-5def-8123-4567-9abcdef'],
    ['with a dash elsewhere', '0123456-789ab-5def-8123-456789abcdef'],
    ['with what is no ASCII', '01234567-89ab-5def-8123-456789abcdeè'],
  ])('%s is none', (_, text) => {
    expect(writeUuid(text, 0, new Int32Array(4), 0)).toBe(false);
  });
});
