import { describe, expect, it } from '@jest/globals';
import { annulled, given, idOf, on, registered, streamOf, UNIT, PERMISSIVE } from './testing/given.js';
import { decide } from './decide.js';

const JAN = '2024-01-01';

describe('back-dated facts are checked against the whole timeline', () => {
  it('given a unit released on 3 March, when it is assigned on 1 March, then it is refused because of the release', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'))
      .when(on('2024-03-01', 'UnitAssigned', { channel: 'public-notice' }))
      .thenRefused('NOT_VACANT', 1);
  });

  it('given a unit let on 1 February, when it is let again on 1 March, then it is refused because of the first letting', () => {
    given(registered(JAN, 'VACANT_LETTABLE'), on('2024-02-01', 'UnitAssigned', { channel: 'mobility' }))
      .when(on('2024-03-01', 'UnitAssigned', { channel: 'public-notice' }))
      .thenRefused('NOT_VACANT', 1);
  });

  it('given a vacant unit inspected on 10 March, when works are recorded late from 1 March, then the letting of 20 March still stands', () => {
    given(
      registered(JAN, 'VACANT_UNASSESSED'),
      on('2024-03-10', 'UnitInspected', { outcome: 'lettable' }),
      on('2024-03-20', 'UnitAssigned', { channel: 'public-notice' }),
    )
      .when(on('2024-03-01', 'UnitInspected', { outcome: 'not-lettable' }))
      .thenIs('OCCUPIED');
  });

  it('given a unit let on 20 March, when works are recorded late from 10 March, then it is refused naming the letting', () => {
    given(registered(JAN, 'VACANT_UNASSESSED'), on('2024-03-20', 'UnitAssigned', { channel: 'public-notice' }))
      .when(on('2024-03-10', 'UnitPlacedUnderMaintenance'))
      .thenRefused('NOT_VACANT', 1);
  });
});

describe('the same request again', () => {
  it('given a release recorded, when the same release is recorded again, then nothing is appended', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'))
      .when(on('2024-03-03', 'UnitReleased'))
      .thenNothing();
  });

  it('given a release annulled, when it is recorded again, then it is recorded', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'), annulled(1))
      .when(on('2024-03-03', 'UnitReleased'))
      .then(on('2024-03-03', 'UnitReleased'));
  });

  it('when one request states a fact twice, then it is recorded once', () => {
    given(registered(JAN, 'OCCUPIED'))
      .when(on('2024-03-03', 'UnitReleased'), on('2024-03-03', 'UnitReleased'))
      .then(on('2024-03-03', 'UnitReleased'));
  });

  it('given a correction, when the same correction is asked again, then nothing is appended', () => {
    const command = {
      kind: 'correct',
      corrections: [{ target: idOf(1), reason: 'wrong day', replacements: [on('2024-03-05', 'UnitReleased')] }],
    } as const;
    const before = streamOf(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'));
    const decided = decide(UNIT, command, before, PERMISSIVE);
    if ('rejection' in decided) throw new Error(decided.rejection.message);
    given(...before, ...decided.events)
      .whenAsked(command)
      .thenNothing();
    expect(decided.events).toHaveLength(2);
  });
});
