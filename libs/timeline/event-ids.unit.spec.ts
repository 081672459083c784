import { describe, expect, it } from '@jest/globals';
import { readUuid, writeUuid } from './event-ids.js';

describe('an event id', () => {
  it.each([
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '01234567-89ab-5def-8123-456789abcdef',
    '90abcdef-0001-5000-8000-00000000000a',
  ])('%s is read as it was written', (uuid) => {
    const integers = new Int32Array(6);
    writeUuid(uuid, integers, 1);
    expect([integers[0], readUuid(integers, 1), integers[5]]).toEqual([0, uuid, 0]);
  });
});
