import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ListedPage, type StoredEvent } from '#event-store';
import { TimelineIndex } from './index.js';
import { BruteForce } from './testing/brute-force.js';
import { ambito, answers, knowledge, positionAt, share, validAt } from './testing/questions.js';
import { histories } from './testing/random-history.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

function indexOf(events: Iterable<StoredEvent>): TimelineIndex {
  const index = new TimelineIndex();
  for (const event of events) index.apply(event);
  return index;
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

  it('give the same answers from date to date while the log is written to', () => {
    fc.assert(
      fc.property(
        histories({ maxLength: 16 }),
        fc.array(fc.tuple(ambito, validAt, knowledge), { minLength: 2, maxLength: 5 }),
        (events, coordinates) => {
          const index = new TimelineIndex();
          events.forEach((event, last) => {
            index.apply(event);
            const known = events.slice(0, last + 1);
            const [inAmbito, on, share] = coordinates[last % coordinates.length]!;
            const where = { ambito: inAmbito, validAt: on, knownAt: positionAt(known, share) };
            expect(answers(index, where)).toEqual(answers(new BruteForce(known), where));
          });
        },
      ),
      { numRuns: Math.ceil(RUNS / 5) },
    );
  });
});

/** A page as a log gives it that numbers its streams. */
class NumberedPage extends ListedPage {
  constructor(
    private readonly of: readonly StoredEvent[],
    private readonly streams: readonly string[],
  ) {
    super(of);
  }

  override streamNumber(i: number): number {
    return this.streams.indexOf(this.of[i]!.stream);
  }
}

describe('an index of pages whose streams have numbers', () => {
  it('answers as that of the events one by one, whichever pages have them', () => {
    fc.assert(
      fc.property(histories(), ambito, validAt, fc.infiniteStream(fc.boolean()), (events, inAmbito, on, isNumbered) => {
        const streams = [...new Set(events.map(({ stream }) => stream))];
        const index = new TimelineIndex();
        for (let from = 0; from < events.length; from += 3) {
          const some = events.slice(from, from + 3);
          index.applyPage(isNumbered.next().value ? new NumberedPage(some, streams) : new ListedPage(some));
        }
        const where = { ambito: inAmbito, validAt: on, knownAt: undefined };
        expect(answers(index, where)).toEqual(answers(indexOf(events), where));
      }),
      { numRuns: RUNS },
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
