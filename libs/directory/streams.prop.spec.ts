import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, EVENT_ANNULLED, foldAsOf, type Stored } from '#temporal';
import { Streams } from './streams.js';

type Told = { readonly type: 'Told'; readonly data: { readonly effectiveOn: string } };

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const DAYS = Array.from({ length: 6 }, (_, i) => addDays('2024-01-01', i));
const day = fc.constantFrom(...DAYS);

/** Two streams whose events come to the log by turns, annulments among them. */
const logs = fc
  .array(fc.record({ id: fc.constantFrom('a', 'b'), effectiveOn: day, target: fc.option(fc.nat({ max: 9 })) }), {
    maxLength: 14,
  })
  .map((tellings) => {
    const revisions = new Map<string, number>();
    return tellings.map(({ id, effectiveOn, target }, index) => {
      const revision = revisions.get(id) ?? 0;
      revisions.set(id, revision + 1);
      const annuls = target !== null && target < revision;
      const data = annuls ? { effectiveOn, target: `${id}${target}`, reason: 'r' } : { effectiveOn };
      const type = annuls ? EVENT_ANNULLED : 'Told';
      return { id: `${id}${revision}`, stream: id, revision, position: (index + 1) * 2, type, data };
    });
  });

const coordinates = fc.array(fc.record({ validAt: day, knownAt: fc.nat({ max: 30 }) }, { requiredKeys: [] }), {
  minLength: 2,
  maxLength: 6,
});

/** Ids of the facts folded, in their order. */
const evolve = (state: readonly string[], fact: Stored<Told>) => [...state, fact.id];

describe('streams that remember what held', () => {
  it('answer as the fold does, whatever was asked before and whatever was told since', () => {
    fc.assert(
      fc.property(logs, coordinates, (events, asked) => {
        const streams = new Streams<Told, readonly string[]>({ initial: [], evolve, guard: () => undefined });
        for (const [index, event] of events.entries()) {
          streams.apply(event.stream, event);
          for (const asOf of asked) {
            for (const id of ['a', 'b']) {
              const stream = events.slice(0, index + 1).filter((one) => one.stream === id) as unknown as Stored<Told>[];
              expect(streams.state(id, asOf)).toEqual(foldAsOf(stream, [] as readonly string[], evolve, asOf));
            }
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
