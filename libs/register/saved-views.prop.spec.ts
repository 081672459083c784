import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { computePlan, RegionPlanner } from '#plan';
import type { SavedPart } from '#saved-views';
import { bytesWritten, readerOf } from '#saved-views/testing';
import { SERVICE_CLASSES } from '#units/domain';
import { planFactsOf } from './plan-facts.js';
import { regionFactsOf } from './region-plan-facts.js';
import { generatedLog } from './testing/generated.js';
import { RegisterViews, type ViewsPlace } from './views.js';

const RUNS = Math.ceil(Number(process.env['PROP_RUNS'] ?? 300) / 60);
const LOGS = [1, 2].map((seed) => generatedLog(60, seed));

function viewsOf(events: readonly StoredEvent[]): RegisterViews {
  const views = new RegisterViews();
  for (const event of events) views.apply(event);
  return views;
}

/** The parts one after the other, and some of the events taken in after each; those left at the end. */
function* amid(parts: readonly SavedPart[], views: RegisterViews, events: readonly StoredEvent[]): Iterable<SavedPart> {
  const each = Math.ceil(events.length / parts.length);
  for (const [i, part] of parts.entries()) {
    for (const event of events.slice(i * each, (i + 1) * each)) views.apply(event);
    yield part;
  }
}

function readBack(bytes: Buffer): RegisterViews {
  const reader = readerOf(bytes);
  const views = new RegisterViews();
  views.restore(reader.items<ViewsPlace>('place')[0]!, reader);
  reader.end();
  return views;
}

/** What is asked of the views: plans at a coordinate, and all that commands are checked against. */
function answers(views: RegisterViews, events: readonly StoredEvent[], known: number, year: number) {
  const { directory, aliases, commands, counted, timeline } = views;
  const knownAt = { position: known, recordedAt: null, settled: true };
  const at = { year, validAt: `${year - 1}-12-31`, known: knownAt };
  const owners = directory.bodies().map(({ id }) => id);
  const counts = owners.flatMap((owner) =>
    SERVICE_CLASSES.map((serviceClass) => ({ owner, serviceClass, list: 'a' as const })),
  );
  const named = new Set(events.flatMap(({ data }) => (data as { readonly value?: string }).value ?? []));
  return {
    plans: directory.ambiti().map((ambito) => computePlan(planFactsOf(views, { ...at, ambito }))),
    region: new RegionPlanner().compute(regionFactsOf(views, at)),
    aliases: [...named].map((value) => aliases.findValue(value)),
    unfinished: commands.unfinished(known),
    counted: counts.map((count) => [
      counted.ambitiOf(count),
      ...counted.ambitiOf(count).map((ambito) => counted.of({ ...count, ambito })),
    ]),
    declarations: directory.declarations({}, known),
    lots: directory.lots({ knownAt: known }),
    place: [views.position, views.events, timeline.position, timeline.unitCount],
  };
}

describe('views that were saved while the register went on, and read back', () => {
  it('go on with the log and answer as views that read the whole log', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...LOGS),
        fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), fc.nat({ max: 1000 })),
        fc.integer({ min: 2018, max: 2025 }),
        async (log, shares, year) => {
          const [saved = 0, during = 0] = shares
            .map((share) => Math.round((log.length * share) / 1000))
            .sort((a, b) => a - b);
          const known = Math.max(1, Math.round((log.length * shares[2]) / 1000));
          const going = viewsOf(log.slice(0, saved));
          const bytes = await bytesWritten(amid(going.capture(), going, log.slice(saved, during)));
          const loaded = readBack(bytes);
          for (const event of log.slice(saved)) loaded.apply(event);
          for (const event of log.slice(during)) going.apply(event);
          const expected = answers(viewsOf(log), log, known, year);
          expect(answers(loaded, log, known, year)).toEqual(expected);
          expect(answers(going, log, known, year)).toEqual(expected);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
