import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from './edit-distance.js';
import { comparable, NameIndex } from './names.js';

describe('how names are compared', () => {
  it.each([
    ['Robecco d’Oglio', "ROBECCO D'OGLIO"],
    ['Robecco d`Oglio', "robecco  d'oglio "],
    ['S.\u00a0Daniele\tPo', 's. daniele po'],
    ['Gombito–Castelleone', 'gombito-castelleone'],
    ['Forlì', 'Forli\u0300'],
  ])('%j and %j are one', (a, b) => {
    expect(comparable(a)).toBe(comparable(b));
  });

  it.each([
    ["Robecco d'Oglio", "Robecco d'Oggio"],
    ['S. Daniele Po', 'San Daniele Po'],
    ['Forlì', "Forli'"],
    ["D'Oglio", 'DOglio'],
  ])('%j and %j are two: resemblance is no name', (a, b) => {
    expect(comparable(a)).not.toBe(comparable(b));
  });
});

describe('the names of a coordinate', () => {
  const index = new NameIndex([
    { id: '019001', name: 'Annicco', spelling: 'Annicco' },
    { id: '019036', name: 'Cremona', spelling: 'Cremona' },
    { id: '019035', name: 'Crema', spelling: 'Crema' },
    { id: '019085', name: 'San Daniele Po', spelling: 'San Daniele Po' },
    { id: '019085', name: 'San Daniele Po', spelling: 'S. DANIELE PO' },
    { id: 'x', name: 'Omonimo 1', spelling: 'Omonimo' },
    { id: 'y', name: 'Omonimo 2', spelling: 'OMONIMO' },
  ]);

  it('finds every body that answers to the text, none by resemblance', () => {
    expect(index.find('s. daniele po')).toEqual(['019085']);
    expect(index.find('omonimo')).toEqual(['x', 'y']);
    expect(index.find('Cremna')).toEqual([]);
  });

  it('suggests the nearest, nearest first, by any spelling, each once', () => {
    expect(index.nearest('Cremna', 3)).toEqual(['Crema', 'Cremona']);
    expect(index.nearest('S DANIELE PO', 1)).toEqual(['San Daniele Po']);
    expect(index.nearest('Cremna', 1)).toEqual(['Crema']);
    expect(index.nearest('XXXXXXXXXXXXXXXXXXXXXXX', 3)).toEqual([]);
  });
});

describe('the distance between two texts', () => {
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['oglio', 'oggio', 1],
  ])('from %j to %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is a distance: none from itself, the same both ways, never longer than by way of a third', () => {
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
      { numRuns: 500 },
    );
  });
});
