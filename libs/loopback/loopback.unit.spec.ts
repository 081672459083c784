import { describe, expect, it } from '@jest/globals';
import { hostOf, isLoopback, isLoopbackHost, RefusedAddress, refuseOtherAddresses } from './loopback.js';

describe('the address to listen on', () => {
  it.each(['127.0.0.1', '127.255.255.254', '127.0.1.1', '::1', 'localhost'])('%s is this machine alone', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '::',
    '192.168.1.10',
    '127.0.0.256',
    '127.1',
    '',
    'localhost.example',
    '1127.0.0.1',
    '::ffff:127.0.0.1',
  ])('%s is not, and is refused unless it is published on loopback', (address) => {
    expect(() => refuseOtherAddresses(address, false)).toThrow(RefusedAddress);
    expect(() => refuseOtherAddresses(address, true)).not.toThrow();
  });

  it.each(['localhost', 'LOCALHOST:8080', '127.0.0.1:8080', '[::1]:1'])('is asked for as %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([undefined, '', 'registro.example', 'localhost.example:80', '10.0.0.1', '::1'])(
    'is not what a request for %s asks for',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );

  it('is written in brackets where it has colons', () => {
    expect([hostOf('::1'), hostOf('127.0.0.1')]).toEqual(['[::1]', '127.0.0.1']);
  });
});
