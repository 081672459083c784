import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type AsOf } from '#temporal';
import { SeenAlike } from './seen-alike.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const DAYS = Array.from({ length: 6 }, (_, i) => addDays('2024-01-01', i));
const day = fc.constantFrom(...DAYS);

interface Noted {
  readonly position: number;
  readonly effectiveOn: string | undefined;
}

/** Events with gaps between their positions; those without a date are read by knowledge alone. */
const logs = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.option(day, { nil: undefined })), { maxLength: 12 })
  .map((steps) => {
    let position = 0;
    return steps.map(([step, effectiveOn]): Noted => ({ position: (position += step), effectiveOn }));
  });
const what = fc.constantFrom('one', 'other');
const coordinate: fc.Arbitrary<AsOf> = fc.record({ validAt: day, knownAt: fc.nat({ max: 30 }) }, { requiredKeys: [] });

/** The events that a coordinate sees. */
function seen(events: readonly Noted[], { validAt, knownAt }: AsOf): readonly Noted[] {
  return events.filter(({ position, effectiveOn }) => {
    const isKnown = knownAt === undefined || position <= knownAt;
    return isKnown && (validAt === undefined || effectiveOn === undefined || effectiveOn <= validAt);
  });
}

describe('answers kept for coordinates that see the same', () => {
  it('are those that would be made anew, whatever was asked before and whatever was noted since', () => {
    fc.assert(
      fc.property(logs, fc.array(fc.tuple(what, coordinate), { maxLength: 8 }), (events, asked) => {
        const kept = new SeenAlike<object>(4);
        for (const [index, { position, effectiveOn }] of events.entries()) {
          kept.note(position, effectiveOn);
          const sofar = events.slice(0, index + 1);
          for (const [about, asOf] of asked) {
            const anew = { about, events: seen(sofar, asOf) };
            expect(kept.get(about, asOf, () => anew)).toEqual(anew);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('are made once for two coordinates that know the same events, with none that takes effect between their dates', () => {
    fc.assert(
      fc.property(logs, what, fc.array(coordinate, { minLength: 2, maxLength: 2 }), (events, about, asked) => {
        const kept = new SeenAlike<object>(4);
        for (const { position, effectiveOn } of events) kept.note(position, effectiveOn);
        const [one, other] = asked as [AsOf, AsOf];
        const known = ({ knownAt }: AsOf) => seen(events, { knownAt: knownAt ?? Infinity }).length;
        const begun = ({ validAt }: AsOf) => events.filter(({ effectiveOn = '' }) => effectiveOn <= validAt!).length;
        const areDated = one.validAt !== undefined && other.validAt !== undefined;
        fc.pre(known(one) === known(other) && (one.validAt === other.validAt || areDated));
        fc.pre(!areDated || begun(one) === begun(other));
        const answer = kept.get(about, one, () => ({}));
        expect(kept.get(about, other, () => ({}))).toBe(answer);
      }),
      { numRuns: RUNS },
    );
  });

  it('are no more than their limit: the one longest unused goes', () => {
    const kept = new SeenAlike<{ readonly about: string }>(2);
    const ask = (about: string) => {
      let made = false;
      kept.get(about, {}, () => {
        made = true;
        return { about };
      });
      return made;
    };
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual([true, true, false, true, false, true]);
  });

  it('do not change for an event that is noted again', () => {
    const kept = new SeenAlike<object>(2);
    kept.note(3, '2024-01-02');
    const answer = kept.get('one', { knownAt: 5 }, () => ({}));
    kept.note(3, '2024-01-02');
    expect(kept.get('one', { knownAt: 5 }, () => ({}))).toBe(answer);
  });
});
