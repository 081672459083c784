import { describe, expect, it } from '@jest/globals';
import { parseLocation } from './location.js';

const ADA = { username: 'ada', password: 'segreto' };

describe('where an EventStoreDB is', () => {
  it('is told without the credentials that came with it, which those given beside it replace', () => {
    const inside = parseLocation('esdb://bob:b%40b@a.example:2113,b.example:2113?tls=true');
    expect(inside).toEqual({
      url: 'esdb://a.example:2113,b.example:2113?tls=true',
      name: 'a.example:2113,b.example:2113',
      credentials: { username: 'bob', password: 'b@b' },
    });
    expect(parseLocation('esdb+discover://bob:b@db.example', ADA)).toMatchObject({
      url: 'esdb+discover://db.example',
      credentials: ADA,
    });
  });

  it('is a leader’s: other nodes may be behind', () => {
    expect(() => parseLocation('esdb://a:2113,b:2113?tls=false&nodePreference=follower')).toThrow(/leader only/);
    expect(parseLocation('esdb://a:2113,b:2113?tls=false&nodePreference=leader').name).toBe('a:2113,b:2113');
  });

  it('has a name where its certificate is to be checked', () => {
    expect(() => parseLocation('esdb://10.0.0.1:2113', ADA)).toThrow(/its address/);
    expect(() => parseLocation('esdb://a.example:2113,10.0.0.1', ADA)).toThrow(/its address/);
    expect(parseLocation('esdb://10.0.0.1:2113?tls=false').name).toBe('10.0.0.1:2113');
  });

  it('names the file of the authority that signed its certificate, whatever the file is called', () => {
    const { url } = parseLocation('esdb://db.example:2113', ADA, '/etc/registro/ca & co.pem');
    expect(url).toBe('esdb://db.example:2113?tlsCAFile=%2Fetc%2Fregistro%2Fca%20%26%20co.pem');
    expect(parseLocation('esdb://db.example:2113?tls=true', ADA, 'ca.pem').url).toMatch(
      /\?tls=true&tlsCAFile=ca\.pem$/,
    );
  });
});
