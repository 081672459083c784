import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstConflict, violations } from './conflict.js';
import { factsAsOf, foldAsOf } from './timeline.js';
import { coordinates, histories, runs, type Said } from './testing/histories.js';
import { oracle } from './testing/oracle.js';

const numRuns = runs(10_000);

/** Order matters to it: the same facts in another order give another state. */
const evolve = (state: string, fact: Said): string => `${state}${fact.id}=${fact.data.value};`;

describe('the two clocks', () => {
  it('any history, as of any coordinate, is what the five steps done by hand give', () => {
    fc.assert(
      fc.property(histories, coordinates, (stream, asOf) => {
        const expected = oracle(stream, '', evolve, asOf);
        expect(factsAsOf(stream, asOf).map((fact) => fact.id)).toEqual(expected.ids);
        expect(foldAsOf(stream, '', evolve, asOf)).toBe(expected.state);
      }),
      { numRuns },
    );
  });

  it('what is known at K never changes, whatever is recorded after', () => {
    fc.assert(
      fc.property(histories, coordinates, fc.nat(12), (stream, asOf, cut) => {
        const then = stream.slice(0, cut);
        const knownAt = Math.min(asOf.knownAt ?? Infinity, then.at(-1)?.position ?? 0);
        expect(factsAsOf(stream, { ...asOf, knownAt })).toEqual(factsAsOf(then, { ...asOf, knownAt }));
      }),
      { numRuns },
    );
  });

  it('a question reorders and changes nothing of the stream', () => {
    fc.assert(
      fc.property(histories, coordinates, (stream, asOf) => {
        const before = structuredClone(stream);
        factsAsOf(stream, asOf);
        expect(stream).toEqual(before);
      }),
      { numRuns: runs(500) },
    );
  });
});

/** A door that is opened when shut and shut when open: value 0 and 1; any other value may always be said. */
const door = {
  evolve: (open: boolean, { data: { value } }: Said): boolean => (value < 2 ? value === 0 : open),
  guard: (open: boolean, { data: { value } }: Said) =>
    value === 0 && open ? 'OPEN_ALREADY' : value === 1 && !open ? 'SHUT_ALREADY' : undefined,
};

describe('the first conflict', () => {
  it('is the first transition of the whole new timeline that is illegal and was not so before', () => {
    fc.assert(
      fc.property(histories, fc.nat(12), (history, cut) => {
        const [stream, added] = [history.slice(0, cut), history.slice(cut)];
        const before = new Set(illegalOf(stream).map(({ id }) => id));
        const expected = illegalOf(history).find(({ id }) => !before.has(id));
        const found = firstConflict(stream, added, false, door.evolve, door.guard);
        expect(found && { id: found.fact.id, code: found.code }).toEqual(expected);
      }),
      { numRuns },
    );
  });

  it('is none when nothing is added, and a history’s violations do not stop its fold', () => {
    fc.assert(
      fc.property(histories, (stream) => {
        expect(firstConflict(stream, [], false, door.evolve, door.guard)).toBeUndefined();
        const found = violations(factsAsOf(stream), false, door.evolve, door.guard);
        expect(found.map(({ fact, code }) => ({ id: fact.id, code }))).toEqual(illegalOf(stream));
      }),
      { numRuns },
    );
  });
});

/** Every illegal transition, by the oracle's order and one transition at a time. */
function illegalOf(stream: readonly Said[]): { id: string; code: string }[] {
  const { ids } = oracle(stream, '', evolve);
  const illegal: { id: string; code: string }[] = [];
  for (const [i, id] of ids.entries()) {
    const earlier = ids.slice(0, i).map((other) => stream.find((fact) => fact.id === other)!);
    // The last fact that moved the door says how it stands.
    const moved = earlier.filter((fact) => fact.data.value < 2).at(-1);
    const open = moved?.data.value === 0;
    const { value } = stream.find((fact) => fact.id === id)!.data;
    if (value === 0 && open) illegal.push({ id, code: 'OPEN_ALREADY' });
    if (value === 1 && !open) illegal.push({ id, code: 'SHUT_ALREADY' });
  }
  return illegal;
}
