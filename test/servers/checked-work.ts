import { createHash } from 'node:crypto';
import type { EventStore } from '../../libs/event-store/port.js';

/** What the clerks did, held against the log: every list is empty when all is well. */
export interface CheckedWork {
  readonly acknowledged: number;
  readonly events: number;
  /** Acknowledged, and not where it was acknowledged to be. */
  readonly lost: readonly string[];
  /** In the log twice. */
  readonly doubled: readonly string[];
  /** Revisions that do not follow, positions that do not rise. */
  readonly disorder: readonly string[];
  /** Subscriptions that brought anything else than the log. */
  readonly misseen: readonly string[];
  /** Calls that failed for want of the server; the longest of them (ms); commands that had been stored all the same. */
  readonly refusals: number;
  readonly longestRefusal: number;
  readonly storedAllTheSame: number;
}

/** @param printed the lines of each clerk */
export async function checkWork(store: EventStore, printed: readonly (readonly string[])[]): Promise<CheckedWork> {
  const byId = new Map<string, string>();
  const seenAt = new Map<number, string>();
  const revisions = new Map<string, number>();
  const sum = createHash('sha256');
  const [doubled, disorder]: [string[], string[]] = [[], []];
  let [events, last] = [0, 0];
  for await (const { id, stream, revision, position } of store.readAll(0)) {
    events++;
    if (byId.has(id)) doubled.push(`${position} ${stream} ${revision} ${id}`);
    byId.set(id, `${position} ${stream} ${revision}`);
    if (position <= last || revision !== (revisions.get(stream) ?? -1) + 1) disorder.push(`${position} ${stream}`);
    last = position;
    revisions.set(stream, revision);
    sum.update(`${position} ${id}\n`);
    seenAt.set(events, sum.copy().digest('hex'));
  }
  const lines = printed.flat().map((line) => line.split(' '));
  const ofKind = (kind: string): string[][] => lines.filter((line) => line[0] === kind).map((line) => line.slice(1));
  const acks = ofKind('ack');
  const lost = acks.filter(([position, stream, revision, id = '']) => {
    const [at, ...where] = (byId.get(id) ?? '').split(' ');
    return where.join(' ') !== `${stream} ${revision}` || (position !== '-' && position !== at);
  });
  const seen = ofKind('seen');
  const misseen = seen.filter(([count, , digest]) => digest !== seenAt.get(Number(count)));
  doubled.push(...ofKind('doubled').map((line) => line.join(' ')));
  const refusals = ofKind('refusals').map((line) => line.map(Number));
  return {
    acknowledged: acks.length,
    events,
    lost: lost.map((line) => line.join(' ')),
    doubled,
    disorder,
    misseen: seen.length === printed.length ? misseen.map((line) => line.join(' ')) : ['a subscription told nothing'],
    refusals: refusals.reduce((all, [count = 0]) => all + count, 0),
    longestRefusal: Math.max(0, ...refusals.map(([, longest = 0]) => longest)),
    storedAllTheSame: refusals.reduce((all, [, , stored = 0]) => all + stored, 0),
  };
}

export const ALL_IS_WELL = { lost: [], doubled: [], disorder: [], misseen: [] };
