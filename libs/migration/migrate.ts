import { isDeepStrictEqual } from 'node:util';
import { logDigest, type EventStore, type StoredEvent } from '#event-store';
import { both, type Wording } from '#wording';
import { planDigests } from './plan-digests.js';

/** What a migration is doing: reading and writing events, or comparing both logs when all are there. */
export type MigrationStep =
  { readonly kind: 'moving'; readonly events: number; readonly of: number } | { readonly kind: 'comparing' };

/** A log that was moved, and compared with the one it was moved from. */
export interface Migration {
  readonly events: number;
  /** Of the whole history, recorded times included, positions not: see `logDigest`. */
  readonly digest: string;
  /** Plans whose digests are the same on both. */
  readonly plans: number;
  /** Events recorded by a clock that had been set back: they carry the time at which they became known. */
  readonly raisedTimes: number;
  /** False when all events were there already, and only the comparison was left to do. */
  readonly moved: boolean;
}

/** The two logs are not the same. The source is as it was. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed';
  constructor(readonly wording: Wording) {
    super(wording.en);
  }
}

/**
 * Moves a log's whole history into an empty log of whatever kind, recorded times and all, and compares: events, their
 * digest, and the plans of every Ambito on several dates and as known at several instants. Only positions differ. What was
 * interrupted goes on when the same logs are given again. Nothing is written to the source, which nobody else may write
 * to meanwhile.
 * @throws MigrationFailed
 * @throws LogNotEmpty the other log has events of another history
 * @throws StoreUnavailable one of them is out of reach: give the same again
 */
export async function migrate(
  from: EventStore,
  to: EventStore,
  onStep: (step: MigrationStep) => void = () => undefined,
): Promise<Migration> {
  const source = await from.head();
  const moved = (await to.head()).events !== source.events;
  if (moved) await to.importHistory(counted(history(from), source.events, onStep));
  onStep({ kind: 'comparing' });
  let raisedTimes = 0;
  const digest = await logDigest(history(from, () => raisedTimes++));
  const target = await to.head();
  compare(source.events, target.events, countsDiffer);
  compare(digest, await logDigest(to.stored()), () => eventsDiffer);
  const plans = await planDigests(from);
  compare(plans, await planDigests(to), () => plansDiffer);
  if ((await from.head()).events !== source.events) throw new MigrationFailed(writtenMeanwhile);
  return { events: target.events, digest, plans: plans.length, raisedTimes, moved };
}

/**
 * A log's events with the times at which they became known (architecture: the running maximum of the recorded times, by
 * which every question about the past is answered): a history takes no time before the one in front of it.
 */
async function* history(log: EventStore, onRaised: () => void = () => undefined): AsyncGenerator<StoredEvent> {
  let known = '';
  for await (const event of log.stored()) {
    if (event.recordedAt >= known) {
      known = event.recordedAt;
      yield event;
    } else {
      onRaised();
      yield { ...event, recordedAt: known };
    }
  }
}

async function* counted(
  events: AsyncIterable<StoredEvent>,
  of: number,
  onStep: (step: MigrationStep) => void,
): AsyncGenerator<StoredEvent> {
  let count = 0;
  for await (const event of events) {
    onStep({ kind: 'moving', events: ++count, of });
    yield event;
  }
}

function compare<T>(ours: T, theirs: T, differ: (ours: T, theirs: T) => Wording): void {
  if (!isDeepStrictEqual(ours, theirs)) throw new MigrationFailed(differ(ours, theirs));
}

function countsDiffer(ours: number, theirs: number): Wording {
  return both(
    `gli eventi sono ${ours} all’origine e ${theirs} a destinazione`,
    `there are ${ours} events at the source and ${theirs} at the destination`,
  );
}

const eventsDiffer = both(
  'a destinazione ci sono altri eventi: l’impronta delle due storie è diversa',
  'the destination holds other events: the digests of the two histories differ',
);

const plansDiffer = both(
  'i piani calcolati sulle due storie non hanno la stessa impronta',
  'the plans computed on the two histories have not the same digest',
);

const writtenMeanwhile = both(
  'durante il trasloco qualcuno ha scritto all’origine: fermare i server e ripetere su una destinazione vuota',
  'somebody wrote to the source meanwhile: stop the servers and do it again into an empty destination',
);
