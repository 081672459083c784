import { describe, expect, it } from '@jest/globals';
import { Upcasters, type Upcaster } from './upcasters.js';

const toSecond: Upcaster = { type: 'UnitReleased', fromVersion: 1, up: (data) => ({ ...data, reason: 'unknown' }) };
const toThird: Upcaster = { type: 'UnitReleased', fromVersion: 2, up: (data) => ({ ...data, keysReturned: true }) };
const body = (schemaVersion: number, type = 'UnitReleased') => ({ type, schemaVersion, data: {} });

describe('upcasters', () => {
  it('are chained from the version written to the version of today', () => {
    const upcasters = new Upcasters({ UnitReleased: 3 }, [toThird, toSecond]);
    expect(upcasters.upcast(body(1))).toEqual({ ...body(3), data: { reason: 'unknown', keysReturned: true } });
    expect(upcasters.upcast(body(2))).toEqual({ ...body(3), data: { keysReturned: true } });
    expect(upcasters.upcast(body(3))).toEqual(body(3));
  });

  it('say what they do not know: a type, a newer version, a step that is missing', () => {
    const upcasters = new Upcasters({ UnitReleased: 3 }, [toThird]);
    expect(() => upcasters.upcast(body(1, 'UnitSold'))).toThrow('UnitSold is unknown');
    expect(() => upcasters.upcast(body(4))).toThrow('newer than this program');
    expect(() => upcasters.upcast(body(1))).toThrow('no upcaster from UnitReleased version 1');
  });

  it('cannot leave the same version twice, nor the version of today', () => {
    expect(() => new Upcasters({ UnitReleased: 3 }, [toSecond, toSecond])).toThrow('two upcasters');
    expect(() => new Upcasters({ UnitReleased: 2 }, [toThird])).toThrow('not an old version');
    expect(() => new Upcasters({}, [toSecond])).toThrow('not an old version');
  });
});
