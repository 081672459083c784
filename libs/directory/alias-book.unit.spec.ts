import { describe, expect, it } from '@jest/globals';
import { aliasStream } from '#units/domain';
import { AliasBook } from './alias-book.js';
import { Log } from './testing/log.js';

const regional = { scheme: 'regional', value: '3161156' };
const municipal = { scheme: 'municipal/019001', value: '3161156' };
const effectiveOn = '2024-12-31';
const reserved = (alias: { scheme: string; value: string }, unit: string) =>
  ({ type: 'AliasReserved', data: { effectiveOn, ...alias, unit } }) as const;
const freed = (unit: string) => ({ type: 'AliasFreed', data: { effectiveOn, unit } }) as const;

describe('who holds an alias', () => {
  it('the unit it was reserved for, until it is freed', () => {
    const log = new Log().append(aliasStream(regional), reserved(regional, 'u1'));
    const book = log.into(new AliasBook());
    expect(book.holderOf(regional)).toBe('u1');
    expect(book.find(regional)).toEqual({ kind: 'found', unitId: 'u1', former: false });
    log.append(aliasStream(regional), freed('u1')).into(book);
    expect(book.holderOf(regional)).toBeNull();
    expect(book.find(regional)).toEqual({ kind: 'found', unitId: 'u1', former: true });
  });

  it('the last unit that took it', () => {
    const log = new Log().append(
      aliasStream(regional),
      reserved(regional, 'u1'),
      freed('u1'),
      reserved(regional, 'u2'),
    );
    const book = log.into(log.into(new AliasBook()));
    expect(book.holderOf(regional)).toBe('u2');
  });

  it('nobody, by the word of a unit that does not hold it', () => {
    const book = new Log().append(aliasStream(regional), reserved(regional, 'u1'), freed('u2')).into(new AliasBook());
    expect(book.holderOf(regional)).toBe('u1');
  });

  it('nobody, for an alias never heard of, or one of another scheme', () => {
    const book = new Log()
      .append(aliasStream(regional), reserved(regional, 'u1'))
      .append('unit-u1', { type: 'UnitReleased', data: { effectiveOn } })
      .append(aliasStream(municipal), freed('u1'))
      .into(new AliasBook());
    expect(book.holderOf(municipal)).toBeNull();
    expect(book.find(municipal)).toEqual({ kind: 'unknown' });
  });
});

describe('an identifier of unstated scheme', () => {
  it('names the one unit that holds it in any scheme', () => {
    const log = new Log().append(aliasStream(regional), reserved(regional, 'u1'));
    expect(log.into(new AliasBook()).findValue('3161156')).toEqual({ kind: 'found', unitId: 'u1', former: false });
    log.append(aliasStream(municipal), reserved(municipal, 'u1'));
    expect(log.into(new AliasBook()).findValue('3161156')).toEqual({ kind: 'found', unitId: 'u1', former: false });
  });

  it('is ambiguous when two units hold it, and says which', () => {
    const log = new Log()
      .append(aliasStream(regional), reserved(regional, 'u1'))
      .append(aliasStream(municipal), reserved(municipal, 'u2'));
    expect(log.into(new AliasBook()).findValue('3161156')).toEqual({
      kind: 'ambiguous',
      holders: [
        { alias: regional, unitId: 'u1' },
        { alias: municipal, unitId: 'u2' },
      ],
    });
    log.append(aliasStream(regional), freed('u1'));
    expect(log.into(new AliasBook()).findValue('3161156')).toEqual({ kind: 'found', unitId: 'u2', former: false });
    log.append(aliasStream(municipal), freed('u2'));
    expect(log.into(new AliasBook()).findValue('3161156').kind).toBe('ambiguous');
  });

  it('is unknown when nobody ever held it', () => {
    expect(new AliasBook().findValue('1')).toEqual({ kind: 'unknown' });
  });
});
