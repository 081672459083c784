import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import type { SavedPart } from '#saved-views';
import { bytesWritten, readerOf } from '#saved-views/testing';
import { TimelineIndex } from './index.js';
import { ambito, answers, knowledge, positionAt, share, validAt } from './testing/questions.js';
import { histories } from './testing/random-history.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);

/** The parts one after the other, and an event applied after each while there are any; the last ones at the end. */
function* amid(parts: readonly SavedPart[], index: TimelineIndex, events: readonly StoredEvent[]): Iterable<SavedPart> {
  const left = [...events];
  for (const part of parts) {
    const event = left.shift();
    if (event) index.apply(event);
    yield part;
  }
  for (const event of left) index.apply(event);
}

describe('an index that was saved and read back', () => {
  it('goes on with the log and answers as the index that read the whole log does, whatever came while it was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories({ maxLength: 40 }),
        share,
        share,
        fc.array(fc.tuple(ambito, validAt, knowledge), { minLength: 2, maxLength: 2 }),
        async (events, first, rest, coordinates) => {
          const saved = Math.round(events.length * first);
          const written = saved + Math.round((events.length - saved) * rest);
          const whole = new TimelineIndex();
          for (const event of events.slice(0, saved)) whole.apply(event);
          // While it is written, between its parts, others are applied.
          const file = readerOf(await bytesWritten(amid(whole.capture(), whole, events.slice(saved, written))));
          const loaded = new TimelineIndex();
          loaded.restore(file);
          file.end();
          for (const event of events.slice(saved)) loaded.apply(event);
          for (const event of events.slice(written)) whole.apply(event);
          const fresh = new TimelineIndex();
          for (const event of events) fresh.apply(event);
          for (const [inAmbito, on, part] of coordinates) {
            const where = { ambito: inAmbito, validAt: on, knownAt: positionAt(events, part) };
            const expected = answers(fresh, where);
            expect(answers(loaded, where)).toEqual(expected);
            expect(answers(whole, where)).toEqual(expected);
          }
          expect([loaded.position, loaded.recordedAt, loaded.unitCount]).toEqual([
            fresh.position,
            fresh.recordedAt,
            fresh.unitCount,
          ]);
        },
      ),
      // Each case saves and reads megabytes.
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });
});
