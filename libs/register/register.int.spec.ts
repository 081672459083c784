import { describe, expect, it } from '@jest/globals';
import { CommandRejected, RecordFacts } from '#recording';
import {
  CorrectUnit,
  IdentifyUnit,
  MergeUnits,
  RecordUnitFacts,
  RegisterUnit,
  SplitUnit,
  SwapUnits,
  type Registration,
} from '#units/commands';
import type { UnitFact } from '#units/domain';
import { AmbiguousAlias, UnitNotFound, UnknownAmbito } from './errors.js';
import {
  ComparePlans,
  ExplainPlan,
  FindEvents,
  GetPlan,
  GetStatus,
  GetUnit,
  GetUnitHistory,
  SearchUnits,
} from './queries.js';
import { by, openOffice, type Office } from './testing/office.js';
import { UnitReader } from './unit-reader.js';
import { UnitReferences } from './unit-references.js';

const CREMONA = '019036';

async function withCremona(office: Office): Promise<Office> {
  const registered = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };
  await office.commands.execute(new RecordFacts(by(), 'body', CREMONA, [{ type: 'BodyRegistered', data: registered }]));
  return office;
}

function registration(over: Partial<Registration> = {}): Registration {
  return {
    effectiveOn: '2024-11-30',
    owner: CREMONA,
    municipality: CREMONA,
    ambito: 'cremonese',
    serviceClass: 'SAP',
    stock: 'IN_STOCK',
    lifecycle: 'OCCUPIED',
    aliases: [],
    ...over,
  };
}

async function unit(office: Office, over: Partial<Registration> = {}): Promise<string> {
  const { id } = await office.commands.execute(new RegisterUnit(by(), registration(over)));
  return id!;
}

const tell = (office: Office, unitId: string, ...facts: UnitFact[]) =>
  office.commands.execute(new RecordUnitFacts(by(), unitId, facts));

const PLAN = { ambito: 'cremonese', year: 2025 };

describe('a unit that is released late', () => {
  it('changes the plan as of 31 December from when it was recorded, and never what was known before', async () => {
    await using office = await withCremona(await openOffice());
    const id = await unit(office, { aliases: [{ scheme: 'regional', value: '3160001' }] });
    const before = await office.queries.execute(new GetPlan(PLAN));
    await tell(office, id, { type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } });
    await tell(office, id, { type: 'UnitInspected', data: { effectiveOn: '2024-12-20', outcome: 'lettable' } });
    const after = await office.queries.execute(new GetPlan(PLAN));
    expect(after.letters.e.totals.AMBITO.free).toBe(1);
    const again = await office.queries.execute(new GetPlan({ ...PLAN, knownAt: before.position! }));
    expect(again).toEqual({ ...before, settled: true });
    const compared = await office.queries.execute(new ComparePlans({ ...PLAN, knownAt: before.position! }, PLAN));
    expect(compared.diff.changes.map((change) => change.cell)).toContain('totals/g/AMBITO/free');
    expect(compared.events.map((event) => event.type)).toEqual(['UnitReleased', 'UnitInspected']);
    const opened = await office.queries.execute(new ExplainPlan(PLAN, { cell: 'g.free', owner: 'Cremona' }));
    expect(opened.explanation.rows[0]?.units).toEqual([{ unitId: id, label: '3160001' }]);
    expect(opened.events['3160001']?.map((event) => event.type)).toEqual([
      'UnitRegistered',
      'UnitReleased',
      'UnitInspected',
    ]);
  });
});

describe('a unit’s name', () => {
  it('is its own while it is in stock, and can be taken again once it is released', async () => {
    await using office = await withCremona(await openOffice());
    const alias = { scheme: 'regional', value: '3160001' };
    const id = await unit(office, { aliases: [alias] });
    await expect(unit(office, { aliases: [alias] })).rejects.toMatchObject({
      code: 'ALIAS_TAKEN',
      details: { unit: id },
    });
    await tell(office, id, { type: 'AliasReleased', data: { effectiveOn: '2024-12-01', alias } });
    const other = await unit(office, { aliases: [alias] });
    expect((await office.queries.execute(new GetUnit('3160001', {}))).unitId).toBe(other);
    expect((await office.queries.execute(new GetUnit(id, {}))).formerAliases).toEqual([alias]);
  });

  it('when two units want it at once, one of them gets it and nothing is left of the other', async () => {
    await using office = await withCremona(await openOffice());
    const aliases = [{ scheme: 'regional', value: '3160001' }];
    const both = await Promise.allSettled([unit(office, { aliases }), unit(office, { aliases })]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await office.queries.execute(new GetStatus())).units).toBe(1);
  });

  it('written without its scheme names nothing when it names several units', async () => {
    await using office = await withCremona(await openOffice());
    await unit(office, { aliases: [{ scheme: 'regional', value: '7' }] });
    await unit(office, { aliases: [{ scheme: 'municipal/019036', value: '7' }] });
    await expect(office.queries.execute(new GetUnit('7', {}))).rejects.toThrow(AmbiguousAlias);
    expect((await office.queries.execute(new GetUnit('regional:7', {}))).label).toBe('7');
    await expect(office.queries.execute(new GetUnit('8', {}))).rejects.toThrow(UnitNotFound);
  });

  it('passes to the unit that stays when a duplicate is merged', async () => {
    await using office = await withCremona(await openOffice());
    const goes = await unit(office, { aliases: [{ scheme: 'regional', value: '1' }] });
    const stays = await unit(office, { aliases: [{ scheme: 'printed/019036', value: '2' }] });
    await office.commands.execute(new MergeUnits(by(), goes, { kind: 'duplicate', into: stays }));
    expect((await office.queries.execute(new GetUnit('1', {}))).unitId).toBe(stays);
    expect((await office.queries.execute(new GetUnit(goes, {}))).state?.stock).toBe('OUT');
  });
});

describe('a command given again', () => {
  const alias = (value: string) => ({ scheme: 'regional', value });

  it('names the unit it named the first time, though it passed that alias on itself', async () => {
    await using office = await withCremona(await openOffice());
    const goes = await unit(office, { aliases: [alias('1')] });
    const stays = await unit(office, { aliases: [alias('2')] });
    const references = new UnitReferences(office.register, new UnitReader(office.register));
    const context = by();
    const merge = async () => {
      const unitOf = await references.of(context.commandId);
      const order = { kind: 'duplicate', into: unitOf('2') } as const;
      return office.commands.execute(new MergeUnits(context, unitOf('regional:1'), order));
    };
    const first = await merge();
    expect((await office.queries.execute(new GetUnit('1', {}))).unitId).toBe(stays);
    expect(await merge()).toMatchObject({ status: 'repeated', position: first.position });
    expect(await references.resolve('1', context.commandId)).toBe(goes);
    expect(await references.resolve('1', by().commandId)).toBe(stays);
  });
});

describe('units known only from a count', () => {
  const provisional = (ordinal: number) => ({
    municipality: null,
    lifecycle: 'NOT_DECLARED' as const,
    provisional: { list: 'a' as const, ordinal },
  });

  it('are identified one at a time, the same request again is nothing, and none is registered beside them', async () => {
    await using office = await withCremona(await openOffice());
    const [first, second] = [await unit(office, provisional(1)), await unit(office, provisional(2))];
    await expect(unit(office)).rejects.toMatchObject({ code: 'IDENTIFY_A_COUNTED_UNIT' });
    const identify = (value: string) =>
      office.commands.execute(
        new IdentifyUnit(by(), { owner: CREMONA }, { aliases: [{ scheme: 'regional', value }], municipality: CREMONA }),
      );
    const both = await Promise.all([identify('1'), identify('2')]);
    expect(both.map((outcome) => outcome.id)).toEqual([first, second]);
    expect(await identify('1')).toMatchObject({ status: 'unchanged', id: first });
    await expect(identify('3')).rejects.toMatchObject({ code: 'NO_COUNTED_UNIT' });
    expect((await office.queries.execute(new GetUnit('1', { validAt: '2024-11-30' }))).state?.municipality).toBe(
      CREMONA,
    );
  });
});

describe('a command over several units', () => {
  it('swaps two households, or neither', async () => {
    await using office = await withCremona(await openOffice());
    const [one, other] = [await unit(office), await unit(office)];
    const vacant = await unit(office, { lifecycle: 'VACANT_LETTABLE' });
    await office.commands.execute(new SwapUnits(by(), [one, other], { effectiveOn: '2024-12-10' }));
    const refused = office.commands.execute(new SwapUnits(by(), [one, vacant], { effectiveOn: '2024-12-11' }));
    await expect(refused).rejects.toThrow(CommandRejected);
    const plan = await office.queries.execute(new GetPlan(PLAN));
    expect(plan.letters.k.totals.AMBITO.assigned).toBe(2);
    expect(plan.findings.map((finding) => finding.rule)).not.toContain('UNFINISHED_COMMAND');
  });

  it('splits a unit in two', async () => {
    await using office = await withCremona(await openOffice());
    const id = await unit(office, { lifecycle: 'VACANT_UNASSESSED', aliases: [{ scheme: 'regional', value: '1' }] });
    const into = [{ aliases: [{ scheme: 'regional', value: '1' }] }, { aliases: [] }];
    await office.commands.execute(new SplitUnit(by(), id, { effectiveOn: '2024-12-10', into }));
    const units = await office.queries.execute(new SearchUnits({ stock: 'IN_STOCK' }));
    expect(units.total).toBe(2);
    expect((await office.queries.execute(new GetUnit('1', {}))).unitId).not.toBe(id);
  });
});

describe('what an auditor asks', () => {
  it('is answered in both clocks, corrections included', async () => {
    await using office = await withCremona(await openOffice());
    const id = await unit(office);
    const released = await tell(office, id, { type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } });
    const target = released.events[0]!.id;
    const replacements: UnitFact[] = [{ type: 'UnitReleased', data: { effectiveOn: '2024-12-06' } }];
    await office.commands.execute(
      new CorrectUnit(by('capo ufficio'), id, [{ target, reason: 'data errata', replacements }]),
    );
    const { events } = await office.queries.execute(new GetUnitHistory(id));
    expect(events.map(({ type }) => type)).toEqual(['UnitRegistered', 'UnitReleased', 'EventAnnulled', 'UnitReleased']);
    expect(events[1]?.annulledBy?.eventId).toBe(events[2]?.eventId);
    const found = await office.queries.execute(new FindEvents({ actor: 'capo ufficio' }));
    expect(found.items.map(({ type }) => type)).toEqual(['EventAnnulled', 'UnitReleased']);
    const asKnown = await office.queries.execute(new GetUnitHistory(id, String(released.position)));
    expect(asKnown.events).toHaveLength(2);
    expect(asKnown.events[1]?.annulledBy).toBeNull();
  });

  it('of an Ambito that nobody belongs to is refused, with those there are', async () => {
    await using office = await withCremona(await openOffice());
    const asked = office.queries.execute(new GetPlan({ ambito: 'bresciano', year: 2025 }));
    await expect(asked).rejects.toThrow(UnknownAmbito);
    await expect(asked).rejects.toMatchObject({ known: ['cremonese'] });
  });
});

describe('a request that asks the same twice', () => {
  it('in its aliases is refused, and says which', async () => {
    await using office = await withCremona(await openOffice());
    const alias = { scheme: 'regional', value: '1' };
    await expect(unit(office, { aliases: [alias, alias] })).rejects.toMatchObject({ code: 'ALIAS_GIVEN_TWICE' });
  });
});

describe('a number of the stock', () => {
  it('opens to its units and their events, as of the coordinates of the plan', async () => {
    await using office = await withCremona(await openOffice());
    const [kept, sold] = [await unit(office), await unit(office, { lifecycle: 'VACANT_LETTABLE' })];
    const other = await unit(office, { serviceClass: 'SAS' });
    const before = String((await office.register.store.head()).position);
    await tell(office, sold, { type: 'UnitAlienated', data: { effectiveOn: '2024-12-15', toTenant: false } });
    const open = async (cell: string, over: { readonly validAt?: string; readonly knownAt?: string } = {}) => {
      const { explanation, events } = await office.queries.execute(new ExplainPlan({ ...PLAN, ...over }, { cell }));
      const units = explanation.rows.flatMap((row) => row.units ?? []);
      expect(Object.keys(events).sort()).toEqual(units.map(({ label }) => label).sort());
      return { number: explanation.number, units: units.map(({ unitId }) => unitId).sort() };
    };
    expect(await open('a.sap')).toEqual({ number: 1, units: [kept] });
    expect(await open('a.total')).toEqual({ number: 2, units: [kept, other].sort() });
    expect(await open('a.sap', { validAt: '2024-12-14' })).toEqual({ number: 2, units: [kept, sold].sort() });
    const listed = await office.queries.execute(new SearchUnits({}, { letter: 'a', plan: PLAN }));
    expect(listed.items.map(({ unitId }) => unitId).sort()).toEqual([kept, other].sort());
    expect(await open('a.sap', { knownAt: before })).toEqual({ number: 2, units: [kept, sold].sort() });
  });
});

describe('a search', () => {
  it('takes an owner by name, and refuses a name nobody has', async () => {
    await using office = await withCremona(await openOffice());
    const id = await unit(office);
    const found = await office.queries.execute(new SearchUnits({ owner: 'CREMONA' }));
    expect(found.items.map(({ unitId }) => unitId)).toEqual([id]);
    await expect(office.queries.execute(new SearchUnits({ owner: 'Cremonna' }))).rejects.toMatchObject({
      nearest: ['Cremona'],
    });
  });

  it('by letter gives pages, and refuses a cursor it did not give', async () => {
    await using office = await withCremona(await openOffice());
    for (let i = 0; i < 3; i++) await unit(office, { lifecycle: 'VACANT_LETTABLE' });
    const letter = { letter: 'e', plan: PLAN };
    const first = await office.queries.execute(new SearchUnits({ limit: 2 }, letter));
    expect(first).toMatchObject({ total: 3, next: '2' });
    expect(
      (await office.queries.execute(new SearchUnits({ limit: 2, cursor: first.next! }, letter))).items,
    ).toHaveLength(1);
    await expect(office.queries.execute(new SearchUnits({ cursor: 'abc' }, letter))).rejects.toThrow('no cursor');
  });
});
