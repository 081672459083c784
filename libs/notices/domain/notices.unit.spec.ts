import { describe, expect, it } from '@jest/globals';
import { foldAsOf, isRejected } from '#temporal';
import { streamOfFacts } from '#temporal/testing';
import { decide, notice } from './decide.js';
import { isOpenOn, type NoticeFact } from './state.js';

const opened = (effectiveOn: string, closesOn?: string): NoticeFact => ({
  type: 'NoticeOpened',
  data: { effectiveOn, ambito: 'cremonese', title: 'Avviso 2025', ...(closesOn !== undefined && { closesOn }) },
});
const closed = (effectiveOn: string): NoticeFact => ({ type: 'NoticeClosed', data: { effectiveOn } });

function code(given: readonly NoticeFact[], fact: NoticeFact): string | undefined {
  const decided = decide({ kind: 'record', facts: [fact] }, streamOfFacts(...given));
  return isRejected(decided) ? decided.rejection.code : undefined;
}
function after(...facts: NoticeFact[]) {
  return foldAsOf(streamOfFacts(...facts), notice.initial, notice.evolve);
}

describe('a public notice', () => {
  it('opens once, and does not announce to close before it opens', () => {
    expect(code([], opened('2025-03-01', '2025-04-30'))).toBeUndefined();
    expect(code([], opened('2025-03-01', '2025-02-28'))).toBe('ENDS_BEFORE_START');
    expect(code([opened('2025-03-01')], opened('2025-04-01'))).toBe('ALREADY_OPENED');
  });

  it('closes once, after it opened', () => {
    expect(code([opened('2025-03-01')], closed('2025-04-30'))).toBeUndefined();
    expect(code([opened('2025-03-01'), closed('2025-04-30')], closed('2025-05-01'))).toBe('ALREADY_CLOSED');
    expect(code([opened('2025-03-01')], closed('2025-02-01'))).toBe('NOT_OPENED');
    expect(code([], closed('2025-02-01'))).toBe('NOT_OPENED');
    expect(after(closed('2025-02-01'))).toBeNull();
  });

  it('is open until it closes, whatever closing date was announced: that may be prolonged', () => {
    const state = after(opened('2025-03-01', '2025-04-30'), closed('2025-05-31'))!;
    const open = ['2025-02-28', '2025-03-01', '2025-05-30', '2025-05-31'].map((day) => isOpenOn(state, day));
    expect(open).toEqual([false, true, true, false]);
  });
});
