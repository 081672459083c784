import { describe, expect, it } from '@jest/globals';
import { verbFirst } from './arguments.js';

const verbs = () => new Set(['show', 'history', 'release', 'identify', 'swap']);
const read = (line: string) => verbFirst(line.split(' '), verbs).join(' ');

describe('the words of a command line', () => {
  it('say the unit first and then what happens to it', () => {
    expect(read('unit 3161156 release --effective-on 2024-12-03')).toBe(
      'unit release 3161156 --effective-on 2024-12-03',
    );
    expect(read('--data d unit 3161156 history')).toBe('--data d unit history 3161156');
  });

  it('show the unit when nothing else is said', () => {
    expect(read('unit 3161156')).toBe('unit show 3161156');
    expect(read('unit 3161156 --valid-at 2024-12-31')).toBe('unit show 3161156 --valid-at 2024-12-31');
  });

  it('find the verb behind an option', () => {
    expect(read('unit 3161156 --format json history')).toBe('unit history 3161156 --format json');
  });

  it('leave alone what has its verb first, is about several units, or is no subject', () => {
    for (const line of [
      'unit swap A B',
      'unit identify --owner X',
      'unit release 3161156',
      'units --q 3161156',
      '--help',
    ]) {
      expect(read(line)).toBe(line);
    }
  });

  it('hand on a verb that does not exist, for commander to refuse with the nearest one', () => {
    expect(read('unit 3161156 relase')).toBe('unit relase 3161156');
  });
});
