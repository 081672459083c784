import { describe, expect, it } from '@jest/globals';
import { body } from '#bodies/domain';
import { conferral } from '#conferrals/domain';
import { declaration } from '#declarations/domain';
import { AliasBook, Directory } from '#directory';
import type { StoredEvent } from '#event-store';
import { notice } from '#notices/domain';
import { ruleSetInForce } from '#plan';
import { programme } from '#programmes/domain';
import { factsAsOf, violations, wholeGuard, type Aggregate, type Fact } from '#temporal';
import { contextGuard, unit, type UnitContext } from '#units/domain';
import { generateHistory } from './generate-history.js';

const history: readonly StoredEvent[] = [...generateHistory({ units: 500, years: 20, seed: 11 })].map((event, i) => ({
  ...event,
  position: i + 1,
}));

type AnyAggregate = Aggregate<never, unknown>;

/** What the guards say against a stream as it stands. */
function refusals(aggregate: AnyAggregate, stream: readonly StoredEvent[]): string[] {
  const { initial, evolve } = aggregate;
  const facts = factsAsOf(stream as unknown as readonly Fact[]) as unknown as readonly never[];
  return violations<never, unknown>(facts, initial, evolve, wholeGuard(aggregate)).map(
    ({ code, fact }) => `${code}: ${JSON.stringify(fact)}`,
  );
}

/** Each stream after each command that appended to it, with what the rest of the log was then. */
function* afterEachCommand(prefixes: readonly string[], apply: (event: StoredEvent) => void) {
  const streams = new Map<string, StoredEvent[]>();
  let touched = new Set<string>();
  for (const [i, event] of history.entries()) {
    apply(event);
    if (prefixes.some((prefix) => event.stream.startsWith(prefix))) {
      const stream = streams.get(event.stream) ?? [];
      stream.push(event);
      streams.set(event.stream, stream);
      touched.add(event.stream);
    }
    if (history[i + 1]?.metadata.commandId === event.metadata.commandId) continue;
    for (const stream of touched) yield streams.get(stream)!;
    touched = new Set();
  }
}

describe('a generated history, as it was recorded', () => {
  it('holds no command that the guards of a unit and of its surroundings would have refused', () => {
    const directory = new Directory();
    const aliases = new AliasBook();
    const context: UnitContext = {
      lotOpen: (id, lot, on) => directory.lotOpen(id, lot, on),
      noticeOpen: (id, on) => directory.noticeOpen(id, on),
      conventionOpen: (id, on) => directory.conventionOpen(id, on),
      ownerInAmbito: (owner, ambito, on) => directory.ownerInAmbito(owner, ambito, on),
      municipalityInAmbito: (code, ambito, on) => directory.municipalityInAmbito(code, ambito, on),
      satCapYears: (on) => ruleSetInForce(on).satMaxYears,
      aliasHolder: (alias) => aliases.holderOf(alias),
      countedUnits: () => 0,
    };
    const inContext = { ...unit, admit: (state, fact) => contextGuard(state, fact, context) } satisfies typeof unit;
    const apply = (event: StoredEvent) => {
      directory.apply(event);
      aliases.apply(event);
    };
    const refused: string[] = [];
    for (const stream of afterEachCommand(['unit-'], apply)) {
      refused.push(...refusals(inContext as unknown as AnyAggregate, stream));
    }
    expect(refused.slice(0, 3)).toEqual([]);
  });

  it('holds no command that the guards of a body, declaration, programme, conferral or notice would have refused', () => {
    const aggregates = { body, declaration, programme, conferral, notice } as unknown as Record<string, AnyAggregate>;
    const prefixes = Object.keys(aggregates).map((prefix) => `${prefix}-`);
    const refused: string[] = [];
    for (const stream of afterEachCommand(prefixes, () => undefined)) {
      const prefix = stream[0]!.stream.split('-')[0]!;
      refused.push(...refusals(aggregates[prefix]!, stream));
    }
    expect(refused.slice(0, 3)).toEqual([]);
  });

  it('gives no alias to two units at once, and names units by aliases that are theirs', () => {
    const holders = new Map<string, string>();
    for (const { stream, type, data } of history) {
      const { unit: unitId } = data as { readonly unit?: string };
      if (type === 'AliasReserved') {
        const holder = holders.get(stream);
        // The aliases of a second record of a flat pass to the first.
        if (holder !== undefined) expect(mergedInto(holder)).toBe(unitId);
        holders.set(stream, unitId!);
      } else if (type === 'AliasFreed') {
        expect(holders.get(stream)).toBe(unitId);
        holders.delete(stream);
      }
    }
    expect(holders.size).toBeGreaterThan(500);
  });
});

function mergedInto(unitId: string): string | undefined {
  const merge = history.find(({ stream, type }) => stream === `unit-${unitId}` && type === 'UnitMerged');
  return (merge?.data as { readonly into?: string } | undefined)?.into;
}
