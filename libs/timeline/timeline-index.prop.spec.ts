import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { addDays } from '#temporal';
import { TimelineIndex } from './index.js';
import { BruteForce } from './testing/brute-force.js';
import { AMBITI, DAYS } from './testing/random-facts.js';
import { histories, UNIT_IDS } from './testing/random-history.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

const validAt = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(-1, 0, 0, 1))
  .map(([day, shift]) => addDays(day, shift));
const ambito = fc.constantFrom('all', ...AMBITI);

/** Even shares: `fc.double` prefers numbers near 0. */
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** A coordinate of knowledge as a share of the log: before it, in a gap, at an event, at the head (undefined). */
const knowledge = fc.option(share, { nil: undefined });

function positionAt(events: readonly StoredEvent[], share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round((events.at(-1)?.position ?? 0) * share);
}

function indexOf(events: Iterable<StoredEvent>): TimelineIndex {
  const index = new TimelineIndex();
  for (const event of events) index.apply(event);
  return index;
}

/** Everything that can be asked at a coordinate, of the index or of the brute force. */
function answers(
  of: TimelineIndex | BruteForce,
  where: { ambito: string; validAt: string; knownAt: number | undefined },
) {
  const asOf = { validAt: where.validAt, ...(where.knownAt !== undefined && { knownAt: where.knownAt }) };
  const year = Number(where.validAt.slice(0, 4));
  return {
    stock: byText(of.stock(where)),
    counts: byText(of.counts(where)),
    countsByState: byText(of.countsByState(where)),
    movementCounts: byText(of.movementCounts({ ...where, year })),
    planUnits: byText(of.planUnits({ ...where, also: [UNIT_IDS[0]!] })),
    assignments: byText(of.assignments({ ...where, year })),
    movements: byText(of.movements({ ambito: where.ambito, year, knownAt: where.knownAt })),
    anomalies: byText(of.anomalies(where)),
    sourceStatuses: byText(of.sourceStatuses(where)),
    histories: UNIT_IDS.map((unitId) => of.history(unitId, where.knownAt)),
    units: UNIT_IDS.map((unitId) => of.unitAt(unitId, asOf)),
  };
}

/** Rows in an order that does not hang on the order of their fields. */
function byText<T extends object>(rows: T[]): T[] {
  const text = (row: T) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  return rows
    .map((row) => [text(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}

describe('the timeline index and the fold of the events', () => {
  it('give the same answers on every history, at every coordinate', () => {
    fc.assert(
      fc.property(
        histories(),
        fc.array(fc.tuple(ambito, validAt, knowledge), { minLength: 3, maxLength: 3 }),
        (events, coordinates) => {
          const index = indexOf(events);
          const fold = new BruteForce(events);
          for (const [inAmbito, on, share] of coordinates) {
            const where = { ambito: inAmbito, validAt: on, knownAt: positionAt(events, share) };
            expect(answers(index, where)).toEqual(answers(fold, where));
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('give the same answers after every event', () => {
    fc.assert(
      fc.property(histories({ maxLength: 16 }), ambito, validAt, knowledge, (events, inAmbito, on, share) => {
        const index = new TimelineIndex();
        events.forEach((event, last) => {
          index.apply(event);
          const known = events.slice(0, last + 1);
          const where = { ambito: inAmbito, validAt: on, knownAt: positionAt(known, share) };
          expect(answers(index, where)).toEqual(answers(new BruteForce(known), where));
        });
      }),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });
});

describe('finishing to load', () => {
  it('changes no answer, wherever in the log it is done', () => {
    fc.assert(
      fc.property(
        histories({ maxLength: 48 }),
        ambito,
        validAt,
        knowledge,
        fc.nat({ max: 48 }),
        (events, inAmbito, on, share, after) => {
          const index = new TimelineIndex();
          events.forEach((event, i) => {
            index.apply(event);
            if (i === after) index.finishLoading();
          });
          const where = { ambito: inAmbito, validAt: on, knownAt: positionAt(events, share) };
          expect(answers(index, where)).toEqual(answers(indexOf(events), where));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('what the index knew', () => {
  it('at a position never changes, whatever is appended', () => {
    fc.assert(
      fc.property(histories(), ambito, validAt, share, (events, inAmbito, on, share) => {
        const knownAt = positionAt(events, share)!;
        const prefix = indexOf(events.filter((event) => event.position <= knownAt));
        const where = { ambito: inAmbito, validAt: on, knownAt };
        expect(answers(indexOf(events), where)).toEqual(answers(prefix, where));
      }),
      { numRuns: RUNS },
    );
  });
});
