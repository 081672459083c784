import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRejected, violations, factsAsOf, foldAsOf, type Annulment } from '#temporal';
import { coordinates, oracle, runs } from '#temporal/testing';
import { explainInvalid } from '#event-catalogue';
import { decide, unit, type UnitCommand, type UnitStream } from './decide.js';
import { unitEvents, type UnitEventType, type UnitFact } from './events.js';
import { evolve, type StoredUnitFact } from './evolve.js';
import { guard } from './guard.js';
import { anyFact, anyUnit, FACT_TYPES, factOf } from './testing/arbitrary-facts.js';
import { idOf, PERMISSIVE, streamOf, UNIT } from './testing/given.js';

const numRuns = runs(2_000);

const commands: fc.Arbitrary<UnitCommand> = fc.oneof(
  fc.array(anyFact, { minLength: 1, maxLength: 3 }).map((facts) => ({ kind: 'record' as const, facts })),
  fc
    .array(
      fc.record({
        target: fc.nat(11).map(idOf),
        reason: fc.constantFrom('a', 'b'),
        replacements: fc.array(anyFact, { maxLength: 1 }),
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map((corrections) => ({ kind: 'correct' as const, corrections })),
);

function appended(stream: UnitStream, events: readonly (UnitFact | Annulment)[]): UnitStream {
  return streamOf(...stream, ...events);
}

describe('every event of a unit', () => {
  it('is generated here, has a schema, and is valid against it', () => {
    expect(new Set<UnitEventType>([...FACT_TYPES, 'EventAnnulled'])).toEqual(new Set(Object.keys(unitEvents)));
    fc.assert(
      fc.property(anyFact, ({ type, data }) => {
        expect(explainInvalid(`unit-${UNIT}`, type, data)).toBeUndefined();
      }),
      { numRuns },
    );
  });

  it.each(FACT_TYPES)('%s is folded and guarded in every state', (type) => {
    fc.assert(
      fc.property(anyUnit, factOf(type), (facts, fact) => {
        const state = foldAsOf(streamOf(...facts), unit.initial, unit.evolve);
        const stored: StoredUnitFact = { ...fact, id: 'x', revision: 99, position: 99 };
        expect(evolve(state, stored)).not.toBeUndefined();
        expect(['string', 'undefined']).toContain(typeof guard(state, stored));
      }),
      { numRuns: 200 },
    );
  });

  it('a type that is none of a unit’s is an error, never passed over', () => {
    const stranger = { type: 'Stranger', data: { effectiveOn: '2024-01-01' }, id: 'x', revision: 1, position: 1 };
    const state = foldAsOf(
      streamOf(...fc.sample(anyUnit, { numRuns: 1, seed: 1 })[0]!.slice(0, 1)),
      unit.initial,
      unit.evolve,
    );
    expect(() => evolve(state, stranger as unknown as StoredUnitFact)).toThrow(TypeError);
  });
});

describe('a unit', () => {
  it('folds whatever history, as of any coordinate, as the five steps done by hand do', () => {
    fc.assert(
      fc.property(anyUnit, fc.array(fc.nat(11), { maxLength: 3 }), coordinates, (facts, targets, asOf) => {
        const annulments = targets.map((target): Annulment => ({
          type: 'EventAnnulled',
          data: { effectiveOn: '2024-03-10', target: idOf(target), reason: 'r' },
        }));
        const stream = streamOf(...facts, ...annulments);
        const byHand = oracle(stream, unit.initial, (state, fact) => evolve(state, fact as StoredUnitFact), asOf);
        expect(foldAsOf(stream, unit.initial, unit.evolve, asOf)).toEqual(byHand.state);
      }),
      { numRuns },
    );
  });

  it('keeps its dimensions in order, whatever is recorded of it', () => {
    fc.assert(
      fc.property(anyUnit, (facts) => {
        const state = foldAsOf(streamOf(...facts), unit.initial, unit.evolve)!;
        // A void is the wait for a tenant, and nothing else.
        if (state.lifecycle.startsWith('OCCUPIED') && state.lifecycle !== 'OCCUPIED_UNTITLED')
          expect(state.openVoid).toBeNull();
        if (state.lifecycle.startsWith('VACANT')) expect(state.openVoid).not.toBeNull();
        expect((state.outReason === null) === (state.stock !== 'OUT')).toBe(true);
        if (state.before !== null) expect(['UNDER_ASSIGNMENT', 'VALORISED']).toContain(state.lifecycle);
      }),
      { numRuns },
    );
  });
});

describe('deciding on a unit', () => {
  it('the same request again is no event', () => {
    fc.assert(
      fc.property(anyUnit, commands, (facts, command) => {
        const stream = streamOf(...facts);
        const decided = decide(UNIT, command, stream, PERMISSIVE);
        if (isRejected(decided)) return;
        expect(decide(UNIT, command, appended(stream, decided.events), PERMISSIVE)).toMatchObject({ events: [] });
      }),
      { numRuns },
    );
  });

  it('a unit that was legal all along is legal after every command that is accepted, one after the other', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            commands,
            anyUnit.map((facts) => ({ kind: 'record' as const, facts: facts.slice(0, 1) })),
          ),
          { maxLength: 12 },
        ),
        (asked) => {
          let stream: UnitStream = [];
          for (const command of asked) {
            const decided = decide(UNIT, command, stream, PERMISSIVE);
            if (!isRejected(decided)) stream = appended(stream, decided.events);
          }
          expect(violations(factsAsOf(stream), unit.initial, evolve, guard)).toEqual([]);
        },
      ),
      { numRuns },
    );
  });

  it('aliases to reserve and to free are those that the unit gains and loses', () => {
    fc.assert(
      fc.property(anyUnit, commands, (facts, command) => {
        const decided = decide(UNIT, command, streamOf(...facts), PERMISSIVE);
        if (isRejected(decided)) return;
        const held = (state: typeof decided.after) => new Set((state?.aliases ?? []).map(({ value }) => value));
        const [before, after] = [held(decided.before), held(decided.after)];
        for (const { value } of decided.aliases.free) expect(before.has(value) && !after.has(value)).toBe(true);
        for (const { value } of decided.aliases.reserve) expect(after.has(value)).toBe(true);
        if (decided.after && decided.after.stock !== 'OUT') {
          const gained = [...after].filter((value) => !before.has(value));
          expect(decided.aliases.reserve.map(({ value }) => value)).toEqual(expect.arrayContaining(gained));
        }
      }),
      { numRuns },
    );
  });
});
