import { describe, expect, it } from '@jest/globals';
import { isRejected, type Annulment } from '#temporal';
import { decideMerge, type MergeCommand } from './decide-merge.js';
import { decideSplit } from './decide-split.js';
import { decideSwap, type DecisionOfSeveral, type UnitAndStream } from './decide-swap.js';
import type { UnitFact } from './events.js';
import { annulled, given, on, PERMISSIVE, registered, streamOf } from './testing/given.js';

const JAN = '2024-01-01';
const A = '00000000-0000-4000-8000-0000000000a1';
const B = '00000000-0000-4000-8000-0000000000b1';
const alias = (value: string) => ({ scheme: 'regional', value });
const flatA = registered(JAN, 'OCCUPIED', { aliases: [alias('1')] });
const flatB = registered('2024-02-01', 'OCCUPIED', { aliases: [alias('2')] });

function unit(unitId: string, ...events: readonly (UnitFact | Annulment)[]): UnitAndStream {
  return { unitId, stream: streamOf(...events) };
}

function accepted(decision: ReturnType<typeof decideSwap>): DecisionOfSeveral['units'] {
  if (isRejected(decision)) throw new Error(decision.rejection.message);
  return decision.units;
}

function refusal(decision: ReturnType<typeof decideSwap>) {
  if (!isRejected(decision)) throw new Error('accepted');
  return decision.rejection;
}

describe('a consensual swap', () => {
  const swap = { effectiveOn: '2024-06-01' };
  const half = (other: string) => on('2024-06-01', 'UnitAssigned', { channel: 'consensual-swap', swapWith: other });

  it('given two occupied units, when their households swap, then both are assigned and neither was vacant', () => {
    const [a, b] = accepted(decideSwap(swap, unit(A, flatA), unit(B, flatB), PERMISSIVE));
    expect([a?.events, b?.events]).toEqual([[half(B)], [half(A)]]);
    expect(a?.after).toMatchObject({ lifecycle: 'OCCUPIED', openVoid: null });
  });

  it('given one half there already, when the swap is asked again, then only the other is appended', () => {
    const [a, b] = accepted(decideSwap(swap, unit(A, flatA, half(B)), unit(B, flatB), PERMISSIVE));
    expect([a?.events, b?.events]).toEqual([[], [half(A)]]);
  });

  it('given a vacant unit, when it is swapped, then both are refused and the refusal says which', () => {
    const vacant = unit(B, flatB, on('2024-03-01', 'UnitReleased'));
    expect(refusal(decideSwap(swap, unit(A, flatA), vacant, PERMISSIVE))).toMatchObject({
      code: 'NOT_OCCUPIED',
      conflict: { type: 'UnitReleased' },
      details: { unit: B },
    });
  });

  it('when a unit is swapped with itself, then it is refused', () => {
    expect(refusal(decideSwap(swap, unit(A, flatA), unit(A, flatA), PERMISSIVE)).code).toBe('SWAP_WITH_ITSELF');
  });

  it('given an act, then both halves name it', () => {
    const units = accepted(
      decideSwap({ ...swap, act: 'decree 3', note: 'n' }, unit(A, flatA), unit(B, flatB), PERMISSIVE),
    );
    expect(units.map(({ events }) => [events[0]?.data.act, events[0]?.data.note])).toEqual([
      ['decree 3', 'n'],
      ['decree 3', 'n'],
    ]);
  });
});

describe('two records of one flat', () => {
  const merge: MergeCommand = { kind: 'duplicate' };
  const holders = { ...PERMISSIVE, aliasHolder: ({ value }: { value: string }) => (value === '2' ? B : A) };

  it('then the second leaves the stock from its own registration, and its aliases pass to the first', () => {
    const [gone, stays] = accepted(decideMerge(merge, unit(B, flatB), unit(A, flatA), holders));
    expect(gone?.events).toEqual([on('2024-02-01', 'UnitMerged', { kind: 'duplicate', into: A })]);
    expect(gone?.after).toMatchObject({ stock: 'OUT', outReason: 'merged', merged: { into: A, kind: 'duplicate' } });
    expect(stays?.events).toEqual([on('2024-02-01', 'UnitIdentified', { aliases: [alias('2')] })]);
    expect(stays?.aliases.reserve).toEqual([alias('2')]);
  });

  it('then later facts of the duplicate have no effect and are no fault; new ones are refused because of the merge', () => {
    const merged = on('2024-02-01', 'UnitMerged', { kind: 'duplicate', into: A });
    const duplicate = given(flatB, on('2024-05-01', 'UnitReleased'), merged);
    duplicate.when(on('2024-06-01', 'UnitInspected', { outcome: 'lettable' })).thenRefused('UNIT_MERGED', 2);
    duplicate.when(on('2024-05-01', 'UnitReleased')).thenNothing();
    expect(duplicate.whenCorrected(1).accepted().after?.stock).toBe('OUT');
  });

  it('when the merge is annulled, then the unit is back with all that was recorded of it', () => {
    const merged = on('2024-02-01', 'UnitMerged', { kind: 'duplicate', into: A });
    given(flatB, on('2024-05-01', 'UnitReleased'), merged).whenCorrected(2).thenIs('VACANT_UNASSESSED');
  });

  it('given a survivor registered later, then it has the aliases from its own registration on', () => {
    const [, stays] = accepted(decideMerge(merge, unit(A, flatA), unit(B, flatB), holders));
    expect(stays?.events[0]?.data.effectiveOn).toBe('2024-02-01');
  });

  it('when the same merge is asked again, then nothing is appended', () => {
    const [gone, stays] = accepted(decideMerge(merge, unit(B, flatB), unit(A, flatA), holders));
    const again = decideMerge(merge, unit(B, flatB, ...gone!.events), unit(A, flatA, ...stays!.events), PERMISSIVE);
    expect(accepted(again).map(({ events }) => events)).toEqual([[], []]);
  });

  it('when it cannot be, then the refusal says why and which', () => {
    const sold = unit(A, registered(JAN, 'VACANT_LETTABLE'), on('2024-03-01', 'UnitAlienated'));
    const of = (gone: UnitAndStream, stays: UnitAndStream) => refusal(decideMerge(merge, gone, stays, PERMISSIVE));
    expect(of(unit(B, flatB), sold)).toMatchObject({ code: 'SURVIVOR_OUT_OF_STOCK', details: { unit: A } });
    expect(of(unit(B, flatB), unit(B, flatB)).code).toBe('MERGE_WITH_ITSELF');
    expect(of(unit(B), unit(A, flatA))).toMatchObject({ code: 'NOT_REGISTERED', details: { unit: B } });
    expect(of(unit(B, flatB), unit(A))).toMatchObject({ code: 'NOT_REGISTERED', details: { unit: A } });
  });
});

describe('two flats made one', () => {
  it('then the first leaves the stock from that day, and keeps its own aliases', () => {
    const command: MergeCommand = { kind: 'joined', effectiveOn: '2024-06-01', act: 'works 7' };
    const [gone, stays] = accepted(decideMerge(command, unit(B, flatB), unit(A, flatA), PERMISSIVE));
    expect(gone?.events).toEqual([on('2024-06-01', 'UnitMerged', { kind: 'joined', into: A, act: 'works 7' })]);
    expect(stays?.events).toEqual([]);
  });

  it('given facts after the joining, when it is recorded late, then it is refused naming the first of them', () => {
    const command: MergeCommand = { kind: 'joined', effectiveOn: '2024-04-01' };
    const released = unit(B, flatB, on('2024-05-01', 'UnitReleased'));
    expect(refusal(decideMerge(command, released, unit(A, flatA), PERMISSIVE))).toMatchObject({
      code: 'UNIT_MERGED',
      conflict: { type: 'UnitReleased', effectiveOn: '2024-05-01' },
    });
  });
});

describe('a unit divided', () => {
  const [P1, P2] = ['00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000c2'];
  const vacant = registered(JAN, 'VACANT_LETTABLE', { aliases: [alias('1')], conferral: 'f1' });
  const parts = [
    { unitId: P1, stream: [], aliases: [alias('1')] },
    { unitId: P2, stream: [], aliases: [alias('12')], lifecycle: 'VACANT_LETTABLE', serviceClass: 'SAS' } as const,
  ];
  const holders = {
    ...PERMISSIVE,
    aliasHolder: ({ value }: { value: string }) => (value === '1' ? A : null),
    countedUnits: () => 9,
  };

  it('then it leaves the stock and the parts enter it, of the same owner and place; its alias may pass to one', () => {
    const units = accepted(decideSplit({ effectiveOn: '2024-06-01', parts }, unit(A, vacant), holders));
    expect(units.map(({ unitId }) => unitId)).toEqual([A, P1, P2]);
    expect(units[0]?.events).toEqual([on('2024-06-01', 'UnitSplit', { into: [P1, P2] })]);
    expect(units[1]?.after).toMatchObject({
      ...{ owner: '019001', municipality: '019001', serviceClass: 'SAP', stock: 'IN_STOCK', conferral: 'f1' },
      ...{ lifecycle: 'VACANT_UNASSESSED', registeredOn: '2024-06-01', aliases: [alias('1')] },
    });
    expect(units[2]?.after).toMatchObject({ serviceClass: 'SAS', lifecycle: 'VACANT_LETTABLE' });
    expect(units[2]?.events[0]?.data).toMatchObject({ splitFrom: A });
  });

  it('when the same split is asked again, then nothing is appended', () => {
    const command = { effectiveOn: '2024-06-01', parts, act: 'a', note: 'n' };
    const units = accepted(decideSplit(command, unit(A, vacant), holders));
    const there = parts.map((part, i) => ({ ...part, stream: streamOf(...units[i + 1]!.events) }));
    const again = decideSplit({ ...command, parts: there }, unit(A, vacant, ...units[0]!.events), PERMISSIVE);
    expect(accepted(again).map(({ events }) => events)).toEqual([[], [], []]);
  });

  it('when it cannot be, then it is refused', () => {
    const into = (some: typeof parts, divided = unit(A, vacant)) =>
      refusal(decideSplit({ effectiveOn: '2024-06-01', parts: some }, divided, holders)).code;
    expect(into(parts, unit(A, flatA))).toBe('NOT_VACANT');
    expect(into(parts, unit(A))).toBe('NOT_REGISTERED');
    expect(into(parts.slice(0, 1))).toBe('SPLIT_INTO_ONE');
    expect(into([parts[0]!, { ...parts[1]!, unitId: A }])).toBe('SPLIT_INTO_ITSELF');
    expect(into([parts[0]!, parts[0]!])).toBe('SPLIT_INTO_ITSELF');
  });
});

describe('what was undone', () => {
  it('given a swap half annulled, when the swap is asked again, then the half is recorded again', () => {
    const half = on('2024-06-01', 'UnitAssigned', { channel: 'consensual-swap', swapWith: B });
    const units = accepted(
      decideSwap({ effectiveOn: '2024-06-01' }, unit(A, flatA, half, annulled(1)), unit(B, flatB), PERMISSIVE),
    );
    expect(units[0]?.events).toEqual([half]);
  });
});
