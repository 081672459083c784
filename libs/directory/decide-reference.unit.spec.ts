import { describe, expect, it } from '@jest/globals';
import { isRejected } from '#temporal';
import { decideReference, type ReferenceAggregate } from './decide-reference.js';
import { Directory } from './directory.js';
import { Log, type Event } from './testing/log.js';

const comune: Event = {
  type: 'BodyRegistered',
  data: { effectiveOn: '2020-01-01', kind: 'COMUNE', name: 'Annicco', ambiti: ['cremonese'] },
};
const directory = new Log().append('body-019001', comune).into(new Directory());

function decided(aggregate: ReferenceAggregate, id: string, fact: Event) {
  return decideReference(directory, aggregate, id, { kind: 'record', facts: [fact] }, []);
}
function code(aggregate: ReferenceAggregate, id: string, fact: Event) {
  const decision = decided(aggregate, id, fact);
  return isRejected(decision) ? decision.rejection.code : decision.events.length;
}

const effectiveOn = '2025-01-10';

describe('deciding on what the directory keeps, with what it knows of the others', () => {
  it('a body', () => {
    expect(code('body', '019002', comune)).toBe(1);
    expect(code('body', 'annicco', comune)).toBe('COMUNE_WITHOUT_ISTAT_CODE');
  });

  it('a declaration', () => {
    const answered: Event = { type: 'SurveyAnswered', data: { effectiveOn, status: 'submitted' } };
    expect(code('declaration', 'cremonese-2025-019001', answered)).toBe(1);
    expect(code('declaration', 'cremonese-2025-nobody', answered)).toBe('BODY_UNKNOWN');
    expect(() => decided('declaration', 'nothing', answered)).toThrow(RangeError);
  });

  it('a programme', () => {
    const proposed = (owner: string): Event => ({
      type: 'ProgrammeProposed',
      data: { effectiveOn, name: 'P', owner, ambito: 'cremonese' },
    });
    expect(code('programme', 'p1', proposed('019001'))).toBe(1);
    expect(code('programme', 'p1', proposed('nobody'))).toBe('BODY_UNKNOWN');
  });

  it('a conferral', () => {
    const opened = (body: string): Event => ({
      type: 'ConventionOpened',
      data: { effectiveOn, body, ambito: 'cremonese', title: 'C' },
    });
    expect(code('conferral', 'f1', opened('019001'))).toBe(1);
    expect(code('conferral', 'f1', opened('nobody'))).toBe('BODY_UNKNOWN');
  });

  it('a notice', () => {
    expect(code('notice', 'n1', { type: 'NoticeClosed', data: { effectiveOn } })).toBe('NOT_OPENED');
  });
});
