import { describe, expect, it } from '@jest/globals';
import { foldAsOf, isRejected } from '#temporal';
import { streamOfFacts } from '#temporal/testing';
import { body, decide } from './decide.js';
import type { BodyKind } from './events.js';
import type { BodyFact } from './state.js';

type FactType = BodyFact['type'];
type DataOf<T extends FactType> = Omit<Extract<BodyFact, { type: T }>['data'], 'effectiveOn'>;

function on<T extends FactType>(effectiveOn: string, type: T, data: DataOf<T>): BodyFact {
  return { type, data: { effectiveOn, ...data } } as BodyFact;
}

const DAY = '2025-03-01';
const annicco = on('2020-01-01', 'BodyRegistered', { kind: 'COMUNE', name: 'Annicco', ambiti: ['cremonese'] });
const aler = on('2020-01-01', 'BodyRegistered', { kind: 'ALER', name: 'ALER Brescia', ambiti: ['cremonese'] });
const kinds: Readonly<Record<string, BodyKind>> = { '019001': 'COMUNE', '019002': 'COMUNE', aler: 'ALER' };
const others = { kindOf: (id: string) => kinds[id] ?? null };

function record(id: string, given: readonly BodyFact[], fact: BodyFact) {
  return decide(id, { kind: 'record', facts: [fact] }, streamOfFacts(...given), others);
}
function code(id: string, given: readonly BodyFact[], fact: BodyFact): string | undefined {
  const decided = record(id, given, fact);
  return isRejected(decided) ? decided.rejection.code : undefined;
}
function after(...facts: BodyFact[]) {
  return foldAsOf(streamOfFacts(...facts), body.initial, body.evolve);
}

describe('a body', () => {
  it('is registered once, a Comune by its ISTAT code', () => {
    expect(code('019001', [], annicco)).toBeUndefined();
    expect(code('aler', [], aler)).toBeUndefined();
    expect(code('annicco', [], annicco)).toBe('COMUNE_WITHOUT_ISTAT_CODE');
    expect(code('019001', [annicco], { ...annicco, data: { ...annicco.data, effectiveOn: DAY } } as BodyFact)).toBe(
      'ALREADY_REGISTERED',
    );
    expect(code('019001', [], on(DAY, 'BodyRenamed', { name: 'x' }))).toBe('NOT_REGISTERED');
  });

  it('given another name from a day on, then it still answers to the old one', () => {
    const renamed = on(DAY, 'BodyRenamed', { name: 'Annicco Nuovo' });
    expect(after(annicco, renamed)).toMatchObject({ name: 'Annicco Nuovo', spellings: ['Annicco'] });
    const back = on('2026-01-01', 'BodyRenamed', { name: 'Annicco' });
    expect(after(annicco, renamed, back)).toMatchObject({ name: 'Annicco', spellings: ['Annicco Nuovo'] });
    expect(code('019001', [annicco], on(DAY, 'BodyRenamed', { name: 'Annicco' }))).toBe('SAME_NAME');
  });

  it('given a spelling, then it answers to it until it is withdrawn', () => {
    const spelled = on(DAY, 'SpellingRecorded', { spelling: 'ANNICO' });
    const withdrawn = on(DAY, 'SpellingWithdrawn', { spelling: 'ANNICO' });
    expect(after(annicco, spelled)?.spellings).toEqual(['ANNICO']);
    expect(after(annicco, spelled, withdrawn)?.spellings).toEqual([]);
    expect(
      code('019001', [annicco, spelled], {
        ...spelled,
        data: { ...spelled.data, effectiveOn: '2025-04-01' },
      } as BodyFact),
    ).toBe('SPELLING_KNOWN');
    expect(code('019001', [annicco], on(DAY, 'SpellingRecorded', { spelling: 'Annicco' }))).toBe('SPELLING_KNOWN');
    expect(code('019001', [annicco], withdrawn)).toBe('SPELLING_UNKNOWN');
  });

  it('joins and leaves Ambiti', () => {
    const joined = on(DAY, 'AmbitoJoined', { ambito: 'casalasco' });
    const left = on('2025-04-01', 'AmbitoLeft', { ambito: 'cremonese' });
    expect(after(annicco, joined, left)?.ambiti).toEqual(['casalasco']);
    expect(code('019001', [annicco], on(DAY, 'AmbitoJoined', { ambito: 'cremonese' }))).toBe('ALREADY_IN_AMBITO');
    expect(code('019001', [annicco], on(DAY, 'AmbitoLeft', { ambito: 'casalasco' }))).toBe('NOT_IN_AMBITO');
  });

  it('delegates the management of its units and takes it back, without changing owner', () => {
    const delegated = on(DAY, 'ManagementDelegated', { to: 'aler' });
    const ended = on('2025-04-01', 'ManagementDelegationEnded', {});
    expect(after(annicco, delegated)?.managedBy).toBe('aler');
    expect(after(annicco, delegated, ended)?.managedBy).toBeNull();
    expect(code('019001', [annicco], delegated)).toBeUndefined();
    expect(code('019001', [annicco, delegated], on('2025-04-01', 'ManagementDelegated', { to: 'aler' }))).toBe(
      'SAME_MANAGER',
    );
    expect(code('019001', [annicco], on(DAY, 'ManagementDelegated', { to: '019001' }))).toBe('DELEGATED_TO_ITSELF');
    expect(code('019001', [annicco], on(DAY, 'ManagementDelegated', { to: 'nobody' }))).toBe('BODY_UNKNOWN');
    expect(code('019001', [annicco], ended)).toBe('NOT_DELEGATED');
  });

  it('given a Comune merged into another, then it changes no more, but old documents still teach spellings', () => {
    const merged = on(DAY, 'MunicipalityMerged', { into: '019002' });
    expect(after(annicco, merged)?.mergedInto).toBe('019002');
    expect(code('019001', [annicco], merged)).toBeUndefined();
    expect(code('019001', [annicco, merged], on('2025-04-01', 'BodyRenamed', { name: 'x' }))).toBe(
      'MUNICIPALITY_ENDED',
    );
    expect(code('019001', [annicco, merged], on('2025-04-01', 'MunicipalityMerged', { into: '019002' }))).toBe(
      'MUNICIPALITY_ENDED',
    );
    expect(code('019001', [annicco, merged], on('2025-04-01', 'SpellingRecorded', { spelling: 'x' }))).toBeUndefined();
    expect(code('019001', [annicco], on(DAY, 'MunicipalityMerged', { into: '019001' }))).toBe('MERGED_INTO_ITSELF');
    expect(code('019001', [annicco], on(DAY, 'MunicipalityMerged', { into: 'aler' }))).toBe('COMUNE_UNKNOWN');
    expect(code('aler', [aler], merged)).toBe('NOT_A_COMUNE');
  });

  it('given a merger, when a later renaming is recorded late before it, then it can be; after it, it names the merger', () => {
    const merged = on(DAY, 'MunicipalityMerged', { into: '019002' });
    expect(code('019001', [annicco, merged], on('2025-01-01', 'BodyRenamed', { name: 'x' }))).toBeUndefined();
    const refused = record('019001', [annicco, merged], on('2025-04-01', 'BodyRenamed', { name: 'x' }));
    expect(refused).toMatchObject({ rejection: { conflict: { eventId: 'e1', type: 'MunicipalityMerged' } } });
  });

  it('given facts without a registration, then there is no body', () => {
    expect(after(on(DAY, 'BodyRenamed', { name: 'x' }))).toBeNull();
  });
});
