import { describe, expect, it } from '@jest/globals';
import { aliasStream } from './alias-events.js';
import { annulled, given, idOf, on, registered, UNIT } from './testing/given.js';

const JAN = '2024-01-01';
const OTHER = '00000000-0000-4000-8000-00000000cccc';
const regional = (value: string) => ({ scheme: 'regional', value });

describe('registering a unit', () => {
  it('given nothing, when a unit is registered, then its alias is to be reserved', () => {
    const fact = registered(JAN, 'OCCUPIED');
    const { aliases } = given().when(fact).then(fact);
    expect(aliases).toEqual({ reserve: [regional('3161156')], free: [] });
  });

  it('given a unit, when it is registered again as it is, then nothing; otherwise it is refused because of the first', () => {
    given(registered(JAN, 'OCCUPIED')).when(registered(JAN, 'OCCUPIED')).thenNothing();
    given(registered(JAN, 'OCCUPIED')).when(registered('2024-02-01', 'OCCUPIED')).thenRefused('ALREADY_REGISTERED', 0);
  });

  it('given a unit, when it is registered anew with an earlier date, then it is refused naming the registration', () => {
    given(registered(JAN, 'OCCUPIED')).when(registered('2023-01-01', 'OCCUPIED')).thenRefused('ALREADY_REGISTERED', 0);
  });

  it('given nothing, when any fact of a unit is recorded, then it is refused; before its registration, because of it', () => {
    given().when(on(JAN, 'UnitReleased')).thenRefused('NOT_REGISTERED');
    given(registered(JAN, 'OCCUPIED')).when(on('2023-12-31', 'UnitReleased')).thenRefused('NOT_REGISTERED', 0);
  });

  it('given an owner or a municipality that did not belong to the Ambito then, when a unit is registered, then it is refused', () => {
    given()
      .and({
        ownerInAmbito: (owner, ambito, day) => owner === '019001' && ambito === 'cremonese' && day >= '2025-01-01',
      })
      .when(registered('2024-12-31', 'OCCUPIED'))
      .thenRefused('OWNER_NOT_IN_AMBITO');
    given()
      .and({
        municipalityInAmbito: (code, ambito, day) => code === '019001' && ambito === 'cremonese' && day >= '2025-01-01',
      })
      .when(registered('2024-12-31', 'OCCUPIED'))
      .thenRefused('MUNICIPALITY_NOT_IN_AMBITO');
  });

  it('given no municipality, when a unit is registered, then the Ambito that counted it is enough', () => {
    given()
      .and({ municipalityInAmbito: () => false })
      .when(registered(JAN, 'NOT_DECLARED', { municipality: null }))
      .accepted();
  });

  it('when a planned unit is registered as anything but under construction, then it is refused', () => {
    given()
      .when(registered(JAN, 'UNDER_CONSTRUCTION', { stock: 'PLANNED' }))
      .accepted();
    given()
      .when(registered(JAN, 'VACANT_LETTABLE', { stock: 'PLANNED' }))
      .thenRefused('PLANNED_IS_NOT_BUILT');
  });

  it('given a planned unit, when it is delivered, then it is in stock and lettable', () => {
    const { after } = given(registered(JAN, 'UNDER_CONSTRUCTION', { stock: 'PLANNED' }))
      .when(on('2024-06-01', 'UnitDelivered'))
      .thenIs('VACANT_LETTABLE');
    expect(after).toMatchObject({ stock: 'IN_STOCK', openVoid: { since: '2024-06-01', firstLet: true } });
  });
});

describe('an owner known only by a stock count', () => {
  const counted = given().and({
    countedUnits: (owner, ambito, serviceClass) =>
      owner === '019001' && ambito === 'cremonese' && serviceClass === 'SAP' ? 14 : 0,
  });

  it('when a new unit is registered, then it is refused with the advice to identify one of those counted', () => {
    const rejection = counted.when(registered(JAN, 'OCCUPIED')).thenRefused('IDENTIFY_A_COUNTED_UNIT');
    expect(rejection.details).toEqual({ owner: '019001', ambito: 'cremonese', serviceClass: 'SAP', counted: 14 });
  });

  it.each([
    ['it is declared additional stock', { additionalStock: true }],
    ['it is one of the count itself', { provisional: { list: 'a', ordinal: 1 } as const }],
    ['it comes from a split', { splitFrom: OTHER }],
    ['it is of another class', { serviceClass: 'SAS' as const }],
  ])('unless %s', (_, more) => {
    counted.when(registered(JAN, 'OCCUPIED', more)).accepted();
  });

  it('unless it is not built yet', () => {
    counted.when(registered(JAN, 'UNDER_CONSTRUCTION', { stock: 'PLANNED' })).accepted();
  });

  it('given a unit registered already, when its registration is corrected or repeated, then no advice is given', () => {
    const countedUnits = () => 14;
    const unit = given(registered(JAN, 'OCCUPIED')).and({ countedUnits });
    unit.when(registered(JAN, 'OCCUPIED')).thenNothing();
    unit.whenCorrected(0, registered(JAN, 'VACANT_LETTABLE')).accepted();
  });
});

describe('aliases', () => {
  const taken = { aliasHolder: ({ value }: { value: string }) => (value === '999' ? OTHER : null) };

  it('given an alias of another live unit, when a unit takes it, then it is refused naming that unit', () => {
    const rejection = given()
      .and(taken)
      .when(registered(JAN, 'OCCUPIED', { aliases: [regional('999')] }))
      .thenRefused('ALIAS_TAKEN');
    expect(rejection.details).toMatchObject({ unit: OTHER, value: '999' });
    given(registered(JAN, 'OCCUPIED'))
      .and(taken)
      .when(on('2024-02-01', 'UnitIdentified', { aliases: [regional('999')] }))
      .thenRefused('ALIAS_TAKEN');
  });

  it('given an alias that the unit itself holds, then nobody stands against it', () => {
    given()
      .and({ aliasHolder: () => UNIT })
      .when(registered(JAN, 'OCCUPIED'))
      .accepted();
  });

  it('given a provisional unit, when it is identified, then it has the alias and its municipality', () => {
    const { after, aliases } = given(
      registered(JAN, 'NOT_DECLARED', { aliases: [], municipality: null, provisional: { list: 'a', ordinal: 3 } }),
    )
      .when(on(JAN, 'UnitIdentified', { aliases: [regional('5')], municipality: '019036' }))
      .accepted();
    expect(after).toMatchObject({ aliases: [regional('5')], municipality: '019036', lifecycle: 'NOT_DECLARED' });
    expect(aliases.reserve).toEqual([regional('5')]);
  });

  it('when a unit is identified by nothing, with an alias it has, or elsewhere than it is, then it is refused', () => {
    const unit = given(registered(JAN, 'OCCUPIED'));
    unit.when(on(JAN, 'UnitIdentified', { aliases: [] })).thenRefused('IDENTIFIES_NOTHING');
    unit.when(on('2024-02-01', 'UnitIdentified', { aliases: [regional('3161156')] })).thenRefused('ALIAS_HELD', 0);
    unit
      .when(on(JAN, 'UnitIdentified', { aliases: [regional('5')], municipality: '019002' }))
      .thenRefused('MUNICIPALITY_KNOWN');
  });

  it('when a unit of unknown place is identified outside its Ambito, then it is refused', () => {
    given(registered(JAN, 'NOT_DECLARED', { municipality: null }))
      .and({ municipalityInAmbito: () => false })
      .when(on(JAN, 'UnitIdentified', { aliases: [], municipality: '015146' }))
      .thenRefused('MUNICIPALITY_NOT_IN_AMBITO');
  });

  it('given an alias, when it is released, then it is to be freed; one that is not held cannot be', () => {
    const unit = given(registered(JAN, 'OCCUPIED'));
    const { after, aliases } = unit.when(on('2024-02-01', 'AliasReleased', { alias: regional('3161156') })).accepted();
    expect(after?.aliases).toEqual([]);
    expect(aliases).toEqual({ reserve: [], free: [regional('3161156')] });
    unit.when(on('2024-02-01', 'AliasReleased', { alias: regional('1') })).thenRefused('ALIAS_NOT_HELD', 0);
  });

  it('given a unit sold, when its alias is released, then it can be', () => {
    given(registered(JAN, 'VACANT_LETTABLE'), on('2024-02-01', 'UnitAlienated'))
      .when(on('2024-03-01', 'AliasReleased', { alias: regional('3161156') }))
      .accepted();
  });

  it('given a release of an alias that another unit took since, when the release is annulled, then it is refused', () => {
    given(
      registered(JAN, 'OCCUPIED', { aliases: [regional('999')] }),
      on('2024-02-01', 'AliasReleased', { alias: regional('999') }),
    )
      .and(taken)
      .whenCorrected(1)
      .thenRefused('ALIAS_TAKEN');
  });

  it('given a sale after which another unit took the alias, when the sale is annulled, then it is refused', () => {
    given(registered(JAN, 'VACANT_LETTABLE', { aliases: [regional('999')] }), on('2024-02-01', 'UnitAlienated'))
      .and(taken)
      .whenCorrected(1)
      .thenRefused('ALIAS_TAKEN');
  });

  it('when the registration is annulled, then its aliases are to be freed', () => {
    const { aliases } = given(registered(JAN, 'OCCUPIED')).whenCorrected(0).accepted();
    expect(aliases.free).toEqual([regional('3161156')]);
  });

  it('no two aliases share a stream, whatever dashes and slashes they hold', () => {
    const streams = [
      { scheme: 'a-b', value: 'c' },
      { scheme: 'a', value: 'b-c' },
      { scheme: 'municipal/019001', value: '49-00363-005/18410560' },
      { scheme: 'municipal', value: '019001/49-00363-005/18410560' },
    ].map(aliasStream);
    expect(new Set(streams).size).toBe(streams.length);
    expect(aliasStream(regional('3161156'))).toBe('alias-regional-3161156');
    expect(streams[2]).toBe('alias-municipal%2F019001-49-00363-005%2F18410560');
  });
});

describe('a lone half of a swap', () => {
  it('when a unit alone is assigned by consensual swap, then it is refused: a swap takes two', () => {
    given(registered(JAN, 'OCCUPIED'))
      .when(on('2024-02-01', 'UnitAssigned', { channel: 'consensual-swap' }))
      .thenRefused('SWAP_NEEDS_A_PAIR');
  });

  it('given a half of a swap, when its date is corrected, then it can be', () => {
    given(
      registered(JAN, 'OCCUPIED'),
      on('2024-02-01', 'UnitAssigned', { channel: 'consensual-swap', swapWith: OTHER }),
    )
      .whenCorrected(1, on('2024-02-02', 'UnitAssigned', { channel: 'consensual-swap', swapWith: OTHER }))
      .thenIs('OCCUPIED');
  });
});

describe('a fact that says what it replaces', () => {
  it('when it is recorded outside a correction, then it is refused', () => {
    const fact = on('2024-02-01', 'UnitReleased');
    given(registered(JAN, 'OCCUPIED'), annulled(7))
      .when({ ...fact, data: { ...fact.data, replaces: idOf(0) } } as typeof fact)
      .thenRefused('REPLACES_NOTHING');
  });
});
