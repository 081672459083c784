import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { factsAsOf, foldAsOf } from '#temporal';
import { evolve, type MaybeUnit, type PlaceInTimeline, type StoredUnitFact } from '#units/domain';
import { TimelineIndex } from './index.js';
import { DAYS, FACT_TYPES } from './testing/random-facts.js';
import { histories, UNIT_IDS } from './testing/random-history.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

describe('the place of a fact in the index', () => {
  it('is its place in the stream, after every event of every history', () => {
    const questions = fc.array(fc.tuple(fc.constantFrom(...UNIT_IDS), fc.constantFrom(...FACT_TYPES, 'UnitReleased')), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(histories(), questions, fc.constantFrom(...DAYS), (events, asked, day) => {
        const index = new TimelineIndex();
        for (const [last, event] of events.entries()) {
          index.apply(event);
          for (const [unitId, type] of asked) {
            const known = events.slice(0, last + 1);
            expect(index.placeOf(unitId, type, day)).toEqual(placeIn(known, unitId, type, day));
          }
        }
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});

function placeIn(
  events: readonly StoredEvent[],
  unitId: string,
  type: string,
  day: string,
): PlaceInTimeline | undefined {
  const own = events.filter(({ stream }) => stream === `unit-${unitId}`);
  const stream = own as unknown as readonly StoredUnitFact[];
  const inForce = factsAsOf(stream);
  const state = foldAsOf<StoredUnitFact, MaybeUnit>(stream, null, evolve, { validAt: day });
  if (state === null) return undefined;
  const days = inForce.map(({ data }) => data.effectiveOn);
  const isNew = !inForce.some((fact) => fact.type === type && fact.data.effectiveOn === day);
  return { revision: own.length - 1, state, isLast: days.every((other) => other <= day), isNew };
}
