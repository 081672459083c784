import { describe, expect, it } from '@jest/globals';
import { foldAsOf, isRejected } from '#temporal';
import { streamOfFacts } from '#temporal/testing';
import { decide, programme } from './decide.js';
import { isOpenOn, type ProgrammeFact } from './state.js';

type FactType = ProgrammeFact['type'];
type DataOf<T extends FactType> = Omit<Extract<ProgrammeFact, { type: T }>['data'], 'effectiveOn'>;
function on<T extends FactType>(effectiveOn: string, type: T, data: DataOf<T>): ProgrammeFact {
  return { type, data: { effectiveOn, ...data } } as ProgrammeFact;
}

const proposed = on('2023-01-01', 'ProgrammeProposed', { name: 'PNRR', owner: 'aler', ambito: 'cremonese' });
const opened = on('2023-06-01', 'LotOpened', {
  lot: '2.2',
  name: 'Lotto 2.2',
  kind: 'renovation',
  expectedOn: '2025-06-30',
});
const closed = on('2025-09-01', 'LotClosed', { lot: '2.2' });

function code(given: readonly ProgrammeFact[], fact: ProgrammeFact): string | undefined {
  const others = { isBody: (id: string) => id === 'aler' };
  const decided = decide({ kind: 'record', facts: [fact] }, streamOfFacts(...given), others);
  return isRejected(decided) ? decided.rejection.code : undefined;
}
function after(...facts: ProgrammeFact[]) {
  return foldAsOf(streamOfFacts(...facts), programme.initial, programme.evolve);
}

describe('a programme of works', () => {
  it('is proposed once, by a body that is known, and formalised once', () => {
    const formalised = on('2023-02-01', 'ProgrammeFormalised', {});
    expect(code([], proposed)).toBeUndefined();
    expect(code([], on('2023-01-01', 'ProgrammeProposed', { name: 'x', owner: 'nobody', ambito: 'cremonese' }))).toBe(
      'BODY_UNKNOWN',
    );
    expect(
      code([proposed], on('2023-02-01', 'ProgrammeProposed', { name: 'x', owner: 'aler', ambito: 'cremonese' })),
    ).toBe('ALREADY_PROPOSED');
    expect(after(proposed)?.formalisedOn).toBeNull();
    expect(after(proposed, formalised)?.formalisedOn).toBe('2023-02-01');
    expect(code([proposed, formalised], on('2023-03-01', 'ProgrammeFormalised', {}))).toBe('ALREADY_FORMALISED');
    expect(code([], formalised)).toBe('NOT_PROPOSED');
  });

  it('opens lots, each once, also before it is formalised', () => {
    expect(code([proposed], opened)).toBeUndefined();
    expect(after(proposed, opened)?.lots).toEqual([
      {
        lot: '2.2',
        name: 'Lotto 2.2',
        kind: 'renovation',
        openedOn: '2023-06-01',
        closedOn: null,
        expectedOn: '2025-06-30',
        assignableIn: null,
      },
    ]);
    expect(code([proposed, opened], on('2024-01-01', 'LotOpened', { lot: '2.2', name: 'x', kind: 'new-build' }))).toBe(
      'LOT_KNOWN',
    );
  });

  it('dates lots and closes them; what is closed is dated no more', () => {
    const dated = on('2024-01-01', 'LotDated', { lot: '2.2', expectedOn: null, assignableIn: 2025 });
    expect(after(proposed, opened, dated)?.lots[0]).toMatchObject({ expectedOn: null, assignableIn: 2025 });
    expect(
      code(
        [proposed, opened, closed],
        on('2025-10-01', 'LotDated', { lot: '2.2', expectedOn: null, assignableIn: null }),
      ),
    ).toBe('LOT_CLOSED');
    expect(code([proposed, opened, closed], on('2025-10-01', 'LotClosed', { lot: '2.2' }))).toBe('LOT_CLOSED');
    expect(code([proposed, opened], on('2024-01-01', 'LotClosed', { lot: '3' }))).toBe('LOT_UNKNOWN');
    expect(code([proposed], dated)).toBe('LOT_UNKNOWN');
  });

  it('given a lot dated in October, when its closing in September is recorded late, then it is refused because of that date', () => {
    const dated = on('2025-10-01', 'LotDated', { lot: '2.2', expectedOn: '2026-01-01', assignableIn: null });
    expect(code([proposed, opened, dated], closed)).toBe('LOT_CLOSED');
  });

  it('a lot is open from its opening to the day before its closing', () => {
    const lot = after(proposed, opened, closed)!.lots[0]!;
    const open = ['2023-05-31', '2023-06-01', '2025-08-31', '2025-09-01'].map((day) => isOpenOn(lot, day));
    expect(open).toEqual([false, true, true, false]);
  });

  it('given facts without a proposal, then there is no programme', () => {
    expect(after(opened)).toBeNull();
  });
});
