import { describe, expect, it } from '@jest/globals';
import { foldAsOf, isRejected } from '#temporal';
import { streamOfFacts } from '#temporal/testing';
import { conferral, decide } from './decide.js';
import { isOpenOn, type ConferralFact } from './state.js';

const opened = (effectiveOn: string, until?: string, body = '019036'): ConferralFact => ({
  type: 'ConventionOpened',
  data: { effectiveOn, body, ambito: 'cremonese', title: 'Convenzione 1', ...(until !== undefined && { until }) },
});
const ended = (effectiveOn: string): ConferralFact => ({ type: 'ConventionEnded', data: { effectiveOn } });

function code(given: readonly ConferralFact[], fact: ConferralFact): string | undefined {
  const others = { isBody: (id: string) => id === '019036' };
  const decided = decide({ kind: 'record', facts: [fact] }, streamOfFacts(...given), others);
  return isRejected(decided) ? decided.rejection.code : undefined;
}
function after(...facts: ConferralFact[]) {
  return foldAsOf(streamOfFacts(...facts), conferral.initial, conferral.evolve);
}

describe('a convention with a private owner', () => {
  it('opens once, with a body that is known, and not to end before it starts', () => {
    expect(code([], opened('2024-01-01', '2028-12-31'))).toBeUndefined();
    expect(code([], opened('2024-01-01', '2023-12-31'))).toBe('ENDS_BEFORE_START');
    expect(code([], opened('2024-01-01', undefined, 'nobody'))).toBe('BODY_UNKNOWN');
    expect(code([opened('2024-01-01')], opened('2024-02-01'))).toBe('ALREADY_OPENED');
  });

  it('ends once, also before its own last day', () => {
    const convention = [opened('2024-01-01', '2028-12-31')];
    expect(after(...convention)).toMatchObject({ from: '2024-01-01', until: '2028-12-31', ended: false });
    expect(after(...convention, ended('2025-06-30'))).toMatchObject({ until: '2025-06-30', ended: true });
    expect(code([...convention, ended('2025-06-30')], ended('2025-07-01'))).toBe('ALREADY_ENDED');
    expect(code([], ended('2025-07-01'))).toBe('NOT_OPENED');
    expect(code(convention, ended('2023-12-31'))).toBe('NOT_OPENED');
    expect(after(ended('2025-07-01'))).toBeNull();
  });

  it('is open from its first to its last day, both included', () => {
    const convention = after(opened('2024-01-01'), ended('2025-06-30'))!;
    const open = ['2023-12-31', '2024-01-01', '2025-06-30', '2025-07-01'].map((day) => isOpenOn(convention, day));
    expect(open).toEqual([false, true, true, false]);
    expect(isOpenOn(after(opened('2024-01-01'))!, '2099-01-01')).toBe(true);
  });
});
