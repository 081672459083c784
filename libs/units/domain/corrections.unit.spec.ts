import { describe, expect, it } from '@jest/globals';
import { foldAsOf, type Annulment } from '#temporal';
import { unit } from './decide.js';
import type { UnitFact } from './events.js';
import { annulled, given, idOf, on, registered, streamOf } from './testing/given.js';

const JAN = '2024-01-01';
const assigned = (day: string) => on(day, 'UnitAssigned', { channel: 'public-notice' });

function replacing<F extends UnitFact>(fact: F, target: number): F {
  return { ...fact, data: { ...fact.data, replaces: idOf(target) } };
}

describe('corrections are events', () => {
  it('given a release on the wrong day, when it is corrected, then it is annulled and its replacement takes its rank', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'))
      .whenCorrected(1, on('2024-03-05', 'UnitReleased'))
      .then(annulled(1, 'recorded by mistake', '2024-03-03'), replacing(on('2024-03-05', 'UnitReleased'), 1));
  });

  it('given a registration and another fact of the same day, when the registration is corrected, then it stays before that fact', () => {
    given(registered(JAN, 'OCCUPIED'), on(JAN, 'UnitReleased'))
      .whenCorrected(0, registered(JAN, 'OCCUPIED', { owner: '019002' }))
      .thenIs('VACANT_UNASSESSED');
  });

  it('given a replacement of a replacement, then it has the rank of the first event', () => {
    given(
      registered(JAN, 'OCCUPIED'),
      on(JAN, 'UnitReleased'),
      annulled(0),
      replacing(registered(JAN, 'OCCUPIED', { owner: '019002' }), 0),
    )
      .whenCorrected(3, registered(JAN, 'OCCUPIED', { owner: '019003' }))
      .thenIs('VACANT_UNASSESSED');
  });

  it('given a release and a letting after it, when the release alone is annulled, then it is refused naming the letting', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'), assigned('2024-05-10'))
      .whenCorrected(1)
      .thenRefused('NOT_VACANT', 2);
  });

  it('given a release and a letting after it, when both are annulled at once, then it is occupied as before', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'), assigned('2024-05-10'))
      .whenAsked({
        kind: 'correct',
        corrections: [
          { target: idOf(1), reason: 'another unit' },
          { target: idOf(2), reason: 'another unit' },
        ],
      })
      .then(annulled(1, 'another unit', '2024-03-03'), annulled(2, 'another unit', '2024-05-10'));
  });

  it('given a release and a letting, when both are moved to other days at once, then what results is what is checked', () => {
    const { after } = given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'), assigned('2024-03-10'))
      .whenAsked({
        kind: 'correct',
        corrections: [
          { target: idOf(1), reason: 'a month late', replacements: [on('2024-04-03', 'UnitReleased')] },
          { target: idOf(2), reason: 'a month late', replacements: [assigned('2024-04-10')] },
        ],
      })
      .accepted();
    expect(after?.lifecycle).toBe('OCCUPIED');
  });

  it('given one event, when it is replaced by two, then both stand', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'))
      .whenCorrected(1, on('2024-03-03', 'TenancyTerminated', { cause: 'notice' }), on('2024-03-03', 'UnitReleased'))
      .thenIs('VACANT_UNASSESSED');
  });

  it('given other facts, when the registration is annulled, then it is refused naming the first of them', () => {
    given(
      registered(JAN, 'OCCUPIED'),
      on('2024-05-01', 'ServiceClassChanged', { to: 'SAS' }),
      on('2024-03-03', 'UnitReleased'),
    )
      .whenCorrected(0)
      .thenRefused('NOT_REGISTERED', 2);
  });

  it('given nothing else, when the registration is annulled, then there is no unit', () => {
    expect(given(registered(JAN, 'OCCUPIED')).whenCorrected(0).accepted().after).toBeNull();
  });

  it('given an act, when a correction names it, then the annulment carries it', () => {
    const { events } = given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'))
      .whenAsked({ kind: 'correct', corrections: [{ target: idOf(1), reason: 'court', act: 'decree 12/2024' }] })
      .accepted();
    expect(events[0]?.data.act).toBe('decree 12/2024');
  });
});

describe('what cannot be corrected', () => {
  const corrected = given(
    registered(JAN, 'OCCUPIED'),
    on('2024-03-03', 'UnitReleased'),
    annulled(1, 'wrong day'),
    replacing(on('2024-03-05', 'UnitReleased'), 1),
  );
  const ask = (target: string, reason: string, ...replacements: UnitFact[]) =>
    corrected.whenAsked({ kind: 'correct', corrections: [{ target, reason, replacements }] });

  it('an event of another stream, or of none', () => {
    ask(idOf(99), 'x').thenRefused('TARGET_UNKNOWN');
  });

  it('an annulment', () => {
    ask(idOf(2), 'x').thenRefused('TARGET_IS_ANNULMENT', 2);
  });

  it('an event annulled already, for another reason or with another replacement', () => {
    ask(idOf(1), 'another reason', on('2024-03-05', 'UnitReleased')).thenRefused('ALREADY_ANNULLED', 2);
    ask(idOf(1), 'wrong day').thenRefused('ALREADY_ANNULLED', 2);
    ask(idOf(1), 'wrong day', on('2024-03-06', 'UnitReleased')).thenRefused('ALREADY_ANNULLED', 2);
  });

  it('but the very same correction again is nothing, also when its replacement was itself corrected since', () => {
    ask(idOf(1), 'wrong day', on('2024-03-05', 'UnitReleased')).thenNothing();
    given(
      registered(JAN, 'OCCUPIED'),
      on('2024-03-03', 'UnitReleased'),
      annulled(1, 'wrong day'),
      replacing(on('2024-03-05', 'UnitReleased'), 1),
      annulled(3, 'not released at all'),
    )
      .whenAsked({
        kind: 'correct',
        corrections: [{ target: idOf(1), reason: 'wrong day', replacements: [on('2024-03-05', 'UnitReleased')] }],
      })
      .thenNothing();
  });

  it('the same event twice in one command', () => {
    given(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'))
      .whenAsked({
        kind: 'correct',
        corrections: [
          { target: idOf(1), reason: 'x' },
          { target: idOf(1), reason: 'x' },
        ],
      })
      .thenRefused('TARGET_NAMED_TWICE');
  });
});

describe('knowledge before a correction', () => {
  const annulledRelease: Annulment = annulled(1, 'wrong unit', '2024-03-03');
  const stream = streamOf(registered(JAN, 'OCCUPIED'), on('2024-03-03', 'UnitReleased'), annulledRelease);
  const lifecycleAt = (validAt: string, knownAt: number) =>
    foldAsOf(stream, unit.initial, unit.evolve, { validAt, knownAt })?.lifecycle;

  it('given a release annulled, then as known before it was vacant, and as known after it never was', () => {
    expect(lifecycleAt('2024-04-01', 2)).toBe('VACANT_UNASSESSED');
    expect(lifecycleAt('2024-04-01', 3)).toBe('OCCUPIED');
    expect(lifecycleAt('2024-03-02', 2)).toBe('OCCUPIED');
    expect(lifecycleAt('2023-12-31', 3)).toBeUndefined();
  });
});

describe('a history that the guards of today would refuse', () => {
  const twiceReleased = given(
    registered(JAN, 'OCCUPIED'),
    on('2024-03-03', 'UnitReleased'),
    on('2024-03-04', 'UnitReleased'),
  );

  it('given a unit released twice, when another fact is recorded, then the old fault does not stand against it', () => {
    twiceReleased.when(on('2024-04-01', 'UnitInspected', { outcome: 'lettable' })).thenIs('VACANT_LETTABLE');
  });

  it('given a unit released twice, when the fault is annulled, then it can be', () => {
    twiceReleased.whenCorrected(2).thenIs('VACANT_UNASSESSED');
  });
});
