import { describe, expect, it } from '@jest/globals';
import { aggregateOf, currentVersions, definitionOf, definitionOfType, EVENTS_BY_AGGREGATE } from './catalogue.js';
import { explainInvalid } from './invalid-fields.js';

const STREAM = 'unit-00000000-0000-4000-8000-000000000000';
const released = (data: object) => explainInvalid(STREAM, 'UnitReleased', data);

describe('the catalogue of events', () => {
  it('knows which stream holds which event', () => {
    expect(definitionOf(STREAM, 'UnitReleased')?.version).toBe(1);
    expect(definitionOf('body-019001', 'UnitReleased')).toBeUndefined();
    expect(definitionOf('unknown-1', 'UnitReleased')).toBeUndefined();
    expect(aggregateOf('declaration-cremonese-2025-019001')).toBe('declaration');
    expect(aggregateOf('unit')).toBeUndefined();
  });

  it('takes no name from the prototype of objects', () => {
    expect(definitionOf('constructor-1', 'UnitReleased')).toBeUndefined();
    expect(definitionOf(STREAM, '__proto__')).toBeUndefined();
    expect(definitionOfType('toString')).toBeUndefined();
  });

  it('has one meaning for each type, whatever the stream', () => {
    for (const definitions of Object.values(EVENTS_BY_AGGREGATE)) {
      for (const [type, definition] of Object.entries(definitions)) {
        expect(definitionOfType(type)).toBe(definition);
        expect(currentVersions[type]).toBe(definition.version);
      }
    }
  });
});

describe('the data of an event', () => {
  it.each(['2024-02-30', '2023-02-29', '0000-01-01', '2024-13-01', '2024-1-1', '2024-01-01T00:00:00Z', '', 20240101])(
    'given the date %p, then it is refused',
    (effectiveOn) => {
      expect(released({ effectiveOn })?.field).toBe('/effectiveOn');
    },
  );

  it.each(['2024-02-29', '0001-01-01', '9999-12-31', '2024-03-31'])(
    'given the date %p, then it is taken',
    (effectiveOn) => {
      expect(released({ effectiveOn })).toBeUndefined();
    },
  );

  it.each(['x', '00000000000040008000000000000000', 'ABCDEF00-0000-4000-8000-000000000000'])(
    'given the uuid %p, then it is refused',
    (target) => {
      expect(explainInvalid(STREAM, 'EventAnnulled', { effectiveOn: '2024-01-01', target, reason: 'x' })).toEqual({
        field: '/target',
        rule: 'must match format "uuid"',
      });
    },
  );

  it('names a field that is missing, one that is none, and the one nested where it is wrong', () => {
    expect(released({})).toEqual({ field: '/effectiveOn', rule: 'is missing' });
    expect(released({ effectiveOn: '2024-01-01', releasedBy: 'x' })).toEqual({
      field: '/releasedBy',
      rule: 'is no field of this event',
    });
    const proto: unknown = JSON.parse('{"effectiveOn":"2024-01-01","__proto__":{}}');
    expect(released(proto as object)).toEqual({ field: '/__proto__', rule: 'is no field of this event' });
    const data = { effectiveOn: '2024-01-01', alias: { scheme: 'a b', value: 'x' } };
    expect(explainInvalid(STREAM, 'AliasReleased', data)?.field).toBe('/alias/scheme');
  });

  it('is refused in a stream that holds no such event, and when it is no object at all', () => {
    expect(explainInvalid('body-019001', 'UnitReleased', {})).toEqual({
      field: '',
      rule: 'UnitReleased is no event of body-019001',
    });
    expect(explainInvalid(STREAM, 'UnitReleased', null)?.field).toBe('');
    expect(explainInvalid(STREAM, 'UnitReleased', 'text')?.field).toBe('');
  });
});
