import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '#temporal/testing';
import type { UnitContext } from './context.js';
import { isAdmittedInPlace } from './decide-in-place.js';
import { decide } from './decide.js';
import type { UnitFact } from './events.js';
import { anyFact, anyUnit } from './testing/arbitrary-facts.js';
import { annulled, on, PERMISSIVE, registered, streamOf, UNIT } from './testing/given.js';
import { placeInStream } from './testing/place-in-stream.js';

const numRuns = runs(5_000);

/** A world in which some lots, notices and conventions are open and some are not, by the parity of a number. */
const contexts: fc.Arbitrary<UnitContext> = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }).map((open) => ({
  ...PERMISSIVE,
  lotOpen: () => open[0]!,
  noticeOpen: () => open[1]!,
  conventionOpen: () => open[2]!,
  ownerInAmbito: () => open[3]!,
  municipalityInAmbito: () => open[4]!,
  satCapYears: () => (open[5] ? 5 : null),
}));

const corrections = fc.array(fc.nat(9), { maxLength: 2 });

describe('what the place of a fact tells of the decision on it', () => {
  it('is what the whole stream decides, whatever the history, the fact and the world', () => {
    let admitted = 0;
    fc.assert(
      fc.property(anyUnit, corrections, anyFact, contexts, (facts, targets, fact, context) => {
        const stream = streamOf(...facts, ...targets.map((target) => annulled(target)));
        const place = placeInStream(stream, fact);
        if (!place || !isAdmittedInPlace(fact, place, context)) return;
        admitted++;
        expect(decide(UNIT, { kind: 'record', facts: [fact] }, stream, context)).toMatchObject({
          events: [fact],
          aliases: { reserve: [], free: [] },
        });
      }),
      { numRuns },
    );
    expect(admitted).toBeGreaterThan(numRuns / 100);
  });
});

describe('the place of a fact', () => {
  const admits = (fact: UnitFact, ...facts: readonly UnitFact[]) =>
    isAdmittedInPlace(fact, placeInStream(streamOf(...facts), fact)!, PERMISSIVE);
  const occupied = registered('2020-01-01', 'OCCUPIED');

  it('tells that a release after all that is known is recorded', () => {
    expect(admits(on('2024-03-03', 'UnitReleased'), occupied)).toBe(true);
  });

  it('tells that a forecast of years ago is recorded, since it changes nothing of what came after', () => {
    const forecast = on('2021-05-01', 'ReleaseForecast', { expectedOn: '2021-12-31' });
    expect(admits(forecast, occupied, on('2024-03-03', 'UnitReleased'))).toBe(true);
  });

  it('leaves to the stream a release of years ago that another one came after', () => {
    expect(admits(on('2021-05-01', 'UnitReleased'), occupied, on('2024-03-03', 'UnitReleased'))).toBe(false);
  });

  it('leaves to the stream what is stated on that day already, what is refused, and what names another alias', () => {
    const forecast = on('2021-05-01', 'ReleaseForecast', { expectedOn: '2021-12-31' });
    expect(admits(forecast, occupied, forecast)).toBe(false);
    expect(admits(on('2024-03-03', 'UnitInspected', { outcome: 'lettable' }), occupied)).toBe(false);
    const named = on('2024-03-03', 'UnitIdentified', { aliases: [{ scheme: 'regional', value: '9' }] });
    expect(admits(named, occupied)).toBe(false);
  });

  it('leaves to the stream a half of a swap, and a replacement', () => {
    expect(admits(on('2024-03-03', 'UnitAssigned', { channel: 'consensual-swap' }), occupied)).toBe(false);
    const released = on('2024-03-03', 'UnitReleased');
    const replacing = { ...released, data: { ...released.data, replaces: UNIT } } as UnitFact;
    expect(admits(replacing, occupied)).toBe(false);
  });
});
