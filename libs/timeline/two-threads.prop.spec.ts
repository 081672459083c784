import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { bytesWritten } from '#saved-views/testing';
import type { FoldElsewhere } from './appender.js';
import { foldIn } from './fold-in-thread.js';
import { foldPart } from './fold-part.js';
import { TimelineIndex } from './index.js';
import { ambito, answers, knowledge, positionAt, share, validAt } from './testing/questions.js';
import { histories } from './testing/random-history.js';

const RUNS = Number(process.env['PROP_RUNS'] ?? 300);
const HOOKS = new URL('../event-store/sqlite/testing/typescript.mjs', import.meta.url).href;

/** As in a thread: what passes to it and from it is copied, but for memory that is shared. */
const apart: FoldElsewhere = (task) => Promise.resolve(structuredClone(foldPart(structuredClone(task))));

const inThread: FoldElsewhere = (task) =>
  foldIn(
    (workerData) =>
      new Worker(new URL('./fold-thread.ts', import.meta.url), {
        workerData,
        execArgv: ['--no-warnings', '--conditions=source', '--import', HOOKS],
      }),
    task,
  );

const endsAtOnce: FoldElsewhere = (task) =>
  foldIn((workerData) => new Worker('process.exit(0)', { workerData, eval: true }), task);

function loaded(events: readonly StoredEvent[]): TimelineIndex {
  const index = new TimelineIndex();
  for (const event of events) index.apply(event);
  return index;
}

/** The digest of what is saved of an index: megabytes, of which none may differ. */
async function saved(index: TimelineIndex): Promise<string> {
  return createHash('sha256')
    .update(await bytesWritten(index.capture()))
    .digest('hex');
}

describe('an index whose units were folded in two threads', () => {
  it('is to the byte the one that was folded in one, and answers as that one whatever comes next', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories({ maxLength: 60 }),
        share,
        ambito,
        validAt,
        knowledge,
        async (events, part, ...where) => {
          const first = Math.round(events.length * part);
          const one = loaded(events.slice(0, first));
          const two = loaded(events.slice(0, first));
          one.finishLoading();
          await two.finishLoadingInThreads(apart);
          expect(await saved(two)).toBe(await saved(one));
          for (const event of events.slice(first)) for (const index of [one, two]) index.apply(event);
          const [inAmbito, on, known] = where;
          const coordinate = { ambito: inAmbito, validAt: on, knownAt: positionAt(events, known) };
          expect(answers(two, coordinate)).toEqual(answers(one, coordinate));
        },
      ),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  });

  it('is the same with a thread of its own', async () => {
    const [events] = fc.sample(histories({ maxLength: 60 }), { seed: 7, numRuns: 1 });
    const one = loaded(events!);
    const two = loaded(events!);
    await two.finishLoadingInThreads(inThread);
    expect(await saved(two)).toBe(await saved(one));
  });

  it('never answers when the thread ends before it has folded its half', async () => {
    const [events] = fc.sample(histories({ maxLength: 60 }), { seed: 7, numRuns: 1 });
    const index = loaded(events!);
    await expect(index.finishLoadingInThreads(endsAtOnce)).rejects.toThrow('the thread that folds units ended');
    expect(() => index.stock({ ambito: 'all', validAt: '2026-01-01' })).toThrow('while units are folded');
  });

  it('is neither asked nor given anything while they are folded', async () => {
    const [events] = fc.sample(histories({ maxLength: 60 }), { seed: 7, numRuns: 1 });
    const index = loaded(events!);
    const folding = index.finishLoadingInThreads(apart);
    expect(() => index.stock({ ambito: 'all', validAt: '2026-01-01' })).toThrow('while units are folded');
    expect(() => index.apply(events![0]!)).toThrow('while units are folded');
    await folding;
  });
});
