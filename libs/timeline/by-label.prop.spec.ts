import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withChanges, type Exchange } from './by-label.js';

interface Thing {
  readonly label: string;
  readonly id: number;
}

const label = fc.constantFrom('a', 'b', 'c', 'd', 'e');

/** Which of the things there are goes, if any, and the label of what comes, if anything does. */
const exchange = fc.record({ gone: fc.option(fc.nat()), come: fc.option(label) });

function inOrderOf(things: readonly Thing[]): readonly string[] {
  return things.map((thing) => thing.label).sort();
}

function ids(things: readonly Thing[]): readonly number[] {
  return things.map(({ id }) => id).sort((a, b) => a - b);
}

describe('a list by label with some exchanges made', () => {
  it('has what came and not what went, is in order still, and leaves the list before as it was', () => {
    fc.assert(
      fc.property(fc.array(label), fc.array(exchange), (labels, drawn) => {
        const before: readonly Thing[] = labels.sort().map((text, id) => ({ label: text, id }));
        const copy = [...before];
        const there = [...before];
        const exchanges = drawn.map(({ gone, come }, i): Exchange<Thing> => {
          const [went = null] = gone === null || there.length === 0 ? [] : there.splice(gone % there.length, 1);
          const now = come === null ? null : { label: come, id: before.length + i };
          if (now) there.push(now);
          return { before: went, now };
        });
        const changed = withChanges(before, exchanges);
        expect(ids(changed)).toEqual(ids(there));
        expect(changed.map((thing) => thing.label)).toEqual(inOrderOf(there));
        expect(before).toEqual(copy);
      }),
    );
  });
});
