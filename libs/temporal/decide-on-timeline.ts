import { wholeGuard, type Aggregate } from './aggregate.js';
import { firstConflict, type Conflict } from './conflict.js';
import { EVENT_ANNULLED, type Annulment, type FactBody, type Stored } from './fact.js';
import { nearestCause } from './nearest-cause.js';
import type { Rejected, Rejection } from './rejection.js';
import { sameFact } from './same-fact.js';
import { annulledIds, factsAsOf, foldAsOf } from './timeline.js';

/** Facts to record. Any of them may be back-dated. */
export interface RecordFacts<B extends FactBody> {
  readonly kind: 'record';
  readonly facts: readonly B[];
}

/** An event to annul, and what takes its place (and its rank) if anything does. */
export interface Correction<B extends FactBody> {
  readonly target: string;
  readonly reason: string;
  /** The act that orders the correction, where there is one. */
  readonly act?: string;
  readonly replacements?: readonly B[];
}

export interface CorrectFacts<B extends FactBody> {
  readonly kind: 'correct';
  readonly corrections: readonly Correction<B>[];
}

export type TimelineCommand<B extends FactBody> = RecordFacts<B> | CorrectFacts<B>;

export type StreamOf<B extends FactBody> = readonly (Stored<B> | Stored<Annulment>)[];

export interface Decided<B extends FactBody, S> {
  /** What to append: empty when the stream says it all already. */
  readonly events: readonly (B | Annulment)[];
  /** Every fact known folded, whatever its date, before and after. */
  readonly before: S;
  readonly after: S;
}

/**
 * Decides on the whole timeline that would result, back-dated facts included (domain.md, section 2). The same request
 * again is no event; a request that makes some transition illegal, also a later one, is refused by naming an event.
 * @param stream the stream's events in revision order, corrections included
 */
export function decideOnTimeline<B extends FactBody, S>(
  aggregate: Aggregate<B, S>,
  command: TimelineCommand<B>,
  stream: StreamOf<B>,
): Decided<B, S> | Rejected {
  const events = command.kind === 'record' ? missingFacts(command.facts, stream) : correcting(command, stream);
  if ('rejection' in events) return events;
  const { initial, evolve } = aggregate;
  const added = asStored(events, stream);
  const facts = stream as readonly Stored<B>[];
  const conflict = firstConflict<Stored<B>, S>(facts, added, initial, evolve, wholeGuard(aggregate));
  if (conflict) return { rejection: refusal(aggregate, conflict, [...facts, ...added], stream.length) };
  const before = foldAsOf<Stored<B>, S>(facts, initial, evolve);
  return { events, before, after: foldAsOf<Stored<B>, S>([...facts, ...added], initial, evolve) };
}

/** Facts that the timeline does not state already, each once. */
function missingFacts<B extends FactBody>(facts: readonly B[], stream: StreamOf<B>): readonly B[] | Rejected {
  const stated: FactBody[] = factsAsOf<Stored<FactBody>>(stream);
  const missing: B[] = [];
  for (const fact of facts) {
    const { replaces } = fact.data;
    if (replaces !== undefined) {
      return rejected('REPLACES_NOTHING', `only a correction replaces event ${replaces}`, { target: replaces });
    }
    if (stated.some((known) => sameFact(known, fact))) continue;
    missing.push(fact);
    stated.push(fact);
  }
  return missing;
}

function correcting<B extends FactBody>(
  { corrections }: CorrectFacts<B>,
  stream: StreamOf<B>,
): readonly (B | Annulment)[] | Rejected {
  const annulments: Annulment[] = [];
  const replacements: B[] = [];
  const asked = new Set<string>();
  for (const correction of corrections) {
    const { target, reason, act } = correction;
    if (asked.has(target)) return rejected('TARGET_NAMED_TWICE', `event ${target} is to be annulled twice`, { target });
    asked.add(target);
    const known = stream.find((event) => event.id === target);
    const replacing = (correction.replacements ?? []).map((fact) => replacingFact(fact, target));
    const state = stateOfTarget(known, correction, replacing, stream);
    if (state === 'corrected') continue;
    if (state !== 'standing') return state;
    const { effectiveOn } = known!.data;
    annulments.push({ type: EVENT_ANNULLED, data: { effectiveOn, target, reason, ...(act !== undefined && { act }) } });
    replacements.push(...replacing);
  }
  return [...annulments, ...replacements];
}

function replacingFact<B extends FactBody>(fact: B, target: string): B {
  return { ...fact, data: { ...fact.data, replaces: target } };
}

/** Whether an event can be annulled, or has been by this very correction. */
function stateOfTarget<B extends FactBody>(
  known: Stored<B> | Stored<Annulment> | undefined,
  { target, reason }: Correction<B>,
  replacing: readonly B[],
  stream: StreamOf<B>,
): 'standing' | 'corrected' | Rejected {
  if (!known) return rejected('TARGET_UNKNOWN', `no event ${target} in this record`, { target });
  if (known.type === EVENT_ANNULLED) {
    return rejected('TARGET_IS_ANNULMENT', `event ${target} is itself a correction`, { target }, known);
  }
  if (!annulledIds(stream).has(target)) return 'standing';
  const annulments = stream.filter((event): event is Stored<Annulment> => isAnnulmentOf(event, target));
  const said = annulments.find((annulment) => annulment.data.reason === reason);
  // Its replacements were appended with it, after it.
  const replaced = stream.filter(({ data, revision }) => data.replaces === target && said && revision > said.revision);
  const repeated =
    said !== undefined &&
    replaced.length === replacing.length &&
    replacing.every((fact) => replaced.some((event) => sameFact(event, fact)));
  if (repeated) return 'corrected';
  return rejected('ALREADY_ANNULLED', `event ${target} is annulled already`, { target }, annulments[0]);
}

function isAnnulmentOf(event: FactBody, target: string): boolean {
  return event.type === EVENT_ANNULLED && (event.data as Annulment['data']).target === target;
}

/** The new events as they would stand in the stream. */
function asStored<B extends FactBody>(events: readonly (B | Annulment)[], stream: StreamOf<B>): readonly Stored<B>[] {
  const first = (stream.at(-1)?.revision ?? -1) + 1;
  // Annulments are data to the fold like any other event of the stream: it filters them out itself.
  return (events as readonly B[]).map((event, i) => ({
    ...event,
    id: `new-${i}`,
    revision: first + i,
    position: Number.MAX_SAFE_INTEGER,
  }));
}

function refusal<B extends FactBody, S>(
  aggregate: Aggregate<B, S>,
  { fact, code }: Conflict<Stored<B>>,
  events: readonly Stored<B>[],
  known: number,
): Rejection {
  const isNew = (event: Stored<B>) => events.indexOf(event) >= known;
  const { type, data } = fact;
  const details = { refused: type, refusedOn: data.effectiveOn };
  const said = `${type} on ${data.effectiveOn}`;
  if (!isNew(fact)) {
    return {
      code,
      message: `${said}, recorded already, would be impossible (${code})`,
      conflict: named(fact),
      details,
    };
  }
  const ordered = factsAsOf<Stored<B>>(events) as readonly Stored<B>[];
  const cause = nearestCause(aggregate, ordered, fact, isNew);
  if (!cause) return { code, message: `${said} is impossible (${code})`, details };
  const conflict = named(cause);
  return {
    code,
    message: `${said} is impossible (${code}): see ${conflict.type} on ${conflict.effectiveOn}`,
    conflict,
    details,
  };
}

function named({ id, type, data }: Stored<FactBody>) {
  return { eventId: id, type, effectiveOn: data.effectiveOn };
}

function rejected(code: string, message: string, details: Record<string, unknown>, event?: Stored<FactBody>): Rejected {
  return { rejection: { code, message, details, ...(event && { conflict: named(event) }) } };
}
