import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { foldAsOf } from '#temporal';
import { evolve, guard, type MaybeUnit, type StoredUnitFact, type UnitEvent, type UnitFact } from '#units/domain';
import { DAYS, FACT_TYPES, randomFact, type Pick } from './random-facts.js';
import { uuidOf } from './uuid-of.js';

/**
 * One wish of a random history; the history is made of what can be had. Wishes shrink: fewer of them, smaller
 * numbers, give a simpler history.
 */
interface Wish {
  readonly what: 'legal' | 'any' | 'annul' | 'replace' | 'odd' | 'other';
  readonly unit: number;
  /** Index into the days; a legal wish looks from there on for something that can happen. */
  readonly day: number;
  /** Drives every choice of the fact's data. */
  readonly seed: number;
  /** How many positions the log jumps over. */
  readonly gap: number;
  /** Milliseconds until the event is recorded; may be negative, for a clock that is put back. */
  readonly tick: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant('legal' as const) },
    { weight: 3, arbitrary: fc.constant('any' as const) },
    { weight: 2, arbitrary: fc.constant('replace' as const) },
    { weight: 1, arbitrary: fc.constantFrom('annul' as const, 'odd' as const, 'other' as const) },
  ),
  unit: fc.nat({ max: 2 }),
  day: fc.nat({ max: DAYS.length - 1 }),
  seed: fc.nat(),
  gap: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 1000 })),
  tick: fc.integer({ min: -500, max: 100_000 }),
});

export interface HistoryOptions {
  /** Most events; a correction is two. */
  readonly maxLength?: number;
}

/**
 * Logs of up to three units in two Ambiti, with events of other streams between: legal and illegal facts of every
 * type, out of order, on the same day, annulled, replaced, replacements replaced, annulments of what is not there.
 */
export function histories({ maxLength = 24 }: HistoryOptions = {}): fc.Arbitrary<StoredEvent[]> {
  return fc.array(wish, { maxLength, size: 'max' }).map((wishes) => {
    const history = new History();
    for (const one of wishes) history.grant(one);
    return history.events;
  });
}

/** The ids of the units of a random history. */
export const UNIT_IDS = [0, 1, 2].map((unit) => uuidOf(`unit ${unit}`));

class History {
  readonly events: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredUnitFact[]>();
  #position = 0;
  #recordedAt = Date.parse('2026-01-01T00:00:00Z');

  grant(wanted: Wish): void {
    const pick = picker(wanted.seed);
    const day = DAYS[wanted.day]!;
    const stream = `unit-${UNIT_IDS[wanted.unit]!}`;
    const facts = this.#streams.get(stream) ?? [];
    switch (wanted.what) {
      case 'other':
        return this.#append(wanted, pick(['body-aler', 'unit-of-measure', 'alias-regional-1']), {}, 'SomethingElse');
      case 'annul':
      case 'replace':
        if (facts.length === 0) return this.#register(wanted, stream, day, pick);
        return this.#correct(wanted, stream, pick(facts), day, pick);
      case 'odd':
        return this.#oddity(wanted, stream, facts, day, pick);
      case 'any':
        return this.#state(wanted, stream, randomFact(pick(FACT_TYPES), day, pick));
      case 'legal':
        if (facts.length === 0) return this.#register(wanted, stream, day, pick);
        return this.#state(wanted, stream, legalFact(facts, day, pick));
      default:
        return unknownWish(wanted.what);
    }
  }

  #register(wanted: Wish, stream: string, day: string, pick: Pick): void {
    this.#state(wanted, stream, randomFact('UnitRegistered', day, pick));
  }

  /** Annuls an event of the stream and, for `replace`, says it anew: often on another day, with other data. */
  #correct(wanted: Wish, stream: string, target: StoredUnitFact | UnitEvent, day: string, pick: Pick): void {
    const id = (target as StoredUnitFact).id;
    this.#state(wanted, stream, annulment(id, day));
    if (wanted.what === 'annul') return;
    const type = FACT_TYPES.find((one) => one === target.type) ?? pick(FACT_TYPES);
    const on = pick([day, target.data.effectiveOn]);
    const fact = randomFact(type, on, pick);
    this.#state(wanted, stream, { ...fact, data: { ...fact.data, replaces: id } } as UnitFact);
  }

  /** What no decider makes, and an old log may hold. */
  #oddity(wanted: Wish, stream: string, facts: readonly StoredUnitFact[], day: string, pick: Pick): void {
    const later = this.#idOf(stream, facts.length + pick([1, 2]));
    const fact = randomFact(pick(FACT_TYPES), day, pick);
    const known = facts.length > 0 ? pick(facts).id : later;
    const replaces = (id: string) => ({ ...fact, data: { ...fact.data, replaces: id } }) as UnitFact;
    this.#state(wanted, stream, pick([() => annulment(later, day), () => replaces(later), () => replaces(known)])());
  }

  #state(wanted: Wish, stream: string, event: UnitEvent): void {
    this.#append(wanted, stream, event.data, event.type);
  }

  #append({ gap, tick }: Wish, stream: string, data: object, type: string): void {
    const facts = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, facts);
    this.#position += 1 + gap;
    this.#recordedAt += tick;
    const event: StoredEvent = {
      id: this.#idOf(stream, facts.length),
      stream,
      revision: facts.length,
      position: this.#position,
      recordedAt: new Date(this.#recordedAt).toISOString(),
      type,
      schemaVersion: 1,
      data,
      metadata: { commandId: uuidOf('c'), actor: 'test', correlationId: uuidOf('c'), commandDigest: '' },
    };
    facts.push(event as unknown as StoredUnitFact);
    this.events.push(event);
  }

  #idOf(stream: string, revision: number): string {
    return uuidOf(`${stream}/${revision}`);
  }
}

function annulment(target: string, effectiveOn: string): UnitEvent {
  return { type: 'EventAnnulled', data: { effectiveOn, target, reason: 'wrong' } };
}

/** A fact that the guards let pass as of the day; a status report, which they always do, when there is no other. */
function legalFact(facts: readonly StoredUnitFact[], day: string, pick: Pick): UnitFact {
  const state = foldAsOf<StoredUnitFact, MaybeUnit>(facts, null, evolve, { validAt: day });
  const possible = FACT_TYPES.map((type) => randomFact(type, day, pick)).filter(
    (fact) => guard(state, { ...fact, id: '', revision: facts.length, position: 0 }) === undefined,
  );
  return possible.length > 0 ? pick(possible) : randomFact('SourceStatusReported', day, pick);
}

function picker(seed: number): Pick {
  let state = seed | 0;
  return (from) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return from[((mixed ^ (mixed >>> 16)) >>> 0) % from.length]!;
  };
}

function unknownWish(what: never): never {
  throw new TypeError(`no such wish: ${String(what)}`);
}
