import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { IntakeReport } from './report.js';
import { runIntake } from './run-intake.js';
import { MemoryRegister } from './testing/memory-register.js';

const FOLDER = new URL('../../examples/cremona-2025', import.meta.url).pathname;
const CENSUS = '2024-11-30';
const ALER = 'ALER-BS-CR-MN';

/** The table as it lies in the folder, read without the intake: none of its cells has quotes. */
function table(file: string): string[][] {
  const lines = readFileSync(`${FOLDER}/${file}`, 'utf8').trim().split('\n');
  return lines.slice(1).map((line) => line.split(','));
}

describe('the Cremona folder', () => {
  const register = new MemoryRegister();
  let report: IntakeReport;

  beforeAll(async () => {
    report = await runIntake(FOLDER, register.port, { actor: 'ufficio di piano' });
  });

  const units = () => register.unitStates(CENSUS);

  it('is applied without a warning to confirm; what is odd in it is noted', () => {
    expect(report.status).toBe('applied');
    expect(report.rows.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(new Set(report.rows.map(({ rule }) => rule))).toEqual(
      new Set([
        'ID_NOT_COMMUNICATED',
        'ROW_POINTS_TO_ANNEX',
        'LOT_ROW_ASSIGNABLE',
        'UNIT_IN_TWO_LISTS',
        'UNMAPPED_STATUS_CODE',
        'CHECK_PLACE_DIFFERS',
        'CHECK_AGREES',
      ]),
    );
  });

  it('makes 48 Comuni and the ALER bodies of the Ambito, with their spellings, 23 of them delegating', () => {
    const bodies = register.directory.bodies({ validAt: CENSUS });
    expect(register.directory.members('cremonese', { validAt: CENSUS })).toHaveLength(48);
    expect(bodies.filter(({ kind }) => kind === 'ALER').map(({ id }) => id)).toEqual([ALER]);
    expect(bodies.filter(({ managedBy }) => managedBy === ALER)).toHaveLength(23);
    expect(bodies.find(({ id }) => id === '019085')?.spellings).toEqual(["ROBECCO D'OGGIO"]);
  });

  it('makes each owner’s stock of each class what table a counts', () => {
    const counted = table('table-a-stock.csv').map(([, total, sap, sas]) => [total, sap, sas].map(Number));
    const inStock = units().filter(({ stock }) => stock === 'IN_STOCK');
    const byOwner = Map.groupBy(inStock, ({ owner }) => owner);
    const of = (serviceClass: string) => (list: typeof inStock) =>
      list.filter((unit) => unit.serviceClass === serviceClass).length;
    const made = [...byOwner.values()].map((list) => [list.length, of('SAP')(list), of('SAS')(list)]);
    const sorted = (rows: number[][]) => rows.map((row) => row.join()).sort();
    expect(sorted(made)).toEqual(sorted(counted));
    expect(inStock).toHaveLength(counted.reduce((sum, [total]) => sum + total!, 0));
    expect(byOwner.get(ALER)).toHaveLength(2436);
    expect(byOwner.get('019036')).toHaveLength(1024);
  });

  it('registers the ALER’s 57 and 74 rows as 130 units with two aliases each', () => {
    const named = units().filter(({ owner, aliases }) => owner === ALER && aliases.length > 0);
    expect(named).toHaveLength(130);
    expect(named.every(({ aliases }) => aliases.map(({ scheme }) => scheme).join() === `regional,aler/${ALER}`)).toBe(
      true,
    );
    expect(named.filter(({ lot }) => lot !== null)).toHaveLength(74);
    const inState = (lifecycle: string) => named.filter((unit) => unit.lifecycle === lifecycle).length;
    expect([inState('VACANT_LETTABLE'), inState('VACANT_AS_IS'), inState('UNDER_MAINTENANCE')]).toEqual([18, 39, 73]);
  });

  it('keeps unit 3161156 free and in lot 2.2, and the lot’s other assignable unit under maintenance', () => {
    const unit = (value: string) => units().find(({ aliases }) => aliases.some((alias) => alias.value === value));
    expect(unit('3161156')).toMatchObject({ lifecycle: 'VACANT_LETTABLE', lot: { lot: 'LOTTO-2.2' } });
    expect(unit('3159394')).toMatchObject({ lifecycle: 'UNDER_MAINTENANCE', lot: { lot: 'LOTTO-2.2' } });
  });

  it('stores source statuses verbatim: 1007 and 1001 mapped, 1006 not', async () => {
    const statuses = (await register.events()).filter(({ type }) => type === 'SourceStatusReported');
    const tally = Map.groupBy(statuses, ({ data }) => {
      const { code, mapsTo } = data as { code: string; mapsTo: string };
      return `${code} ${mapsTo}`;
    });
    expect([...tally].map(([key, list]) => `${key}: ${list.length}`).sort()).toEqual([
      '1001 VACANT_LETTABLE: 2',
      '1006 UNMAPPED: 1',
      '1007 UNDER_MAINTENANCE: 71',
    ]);
  });

  it('makes table e’s rows municipal units, those not communicated provisional with ordinals', () => {
    const listed = table('table-e-vacant-units.csv').filter(([type]) => type === 'COMUNE');
    const free = units().filter(({ owner, lifecycle }) => owner !== ALER && lifecycle === 'VACANT_LETTABLE');
    expect(free).toHaveLength(listed.length);
    const unnamed = free.filter(({ aliases }) => aliases.length === 0);
    expect(
      unnamed.map(({ owner, provisional }) => `${owner} ${provisional?.list}${provisional?.ordinal}`).sort(),
    ).toEqual(['019007 e1', '019007 e2', '019007 e3', '019048 e1', '019075 e1', '019107 e1']);
    expect(register.unitOf('printed/019036', '36501269')).toBeDefined();
  });

  it('leaves the rest of each class provisional, its state not declared; the ALER’s of no known municipality', () => {
    const rest = units().filter(({ lifecycle }) => lifecycle === 'NOT_DECLARED');
    expect(rest.every(({ provisional, aliases }) => provisional?.list === 'a' && aliases.length === 0)).toBe(true);
    expect(rest).toHaveLength(units().length - 130 - 20);
    expect(rest.every(({ owner, municipality }) => municipality === (owner === ALER ? null : owner))).toBe(true);
    const ofAler = rest.filter(({ owner, serviceClass }) => owner === ALER && serviceClass === 'SAP');
    expect(ofAler.map(({ provisional }) => provisional!.ordinal).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 2417 - 130 }, (_, i) => i + 1),
    );
  });

  it('opens five lots of one formalised programme, assignable in 2025', () => {
    const lots = register.directory.lots({ validAt: CENSUS }, 'cremonese');
    expect(lots.map(({ name }) => name).sort()).toEqual(['LOTTO 2.2', 'LOTTO 3.5', 'LOTTO 3.6', 'LOTTO 4.2', 'ROLLA']);
    expect(lots.every(({ open, formalised, assignableIn }) => open && formalised && assignableIn === 2025)).toBe(true);
  });

  it('declares the status of 48 Comuni and of the ALER', () => {
    const declarations = register.directory.declarationsFor('cremonese', 2025);
    const tally = Map.groupBy(declarations, ({ status }) => status);
    expect(Object.fromEntries([...tally].map(([status, list]) => [status, list.length]))).toEqual({
      submitted: 30,
      'certified-zero': 5,
      'not-required': 7,
      'carried-forward': 3,
      missing: 4,
    });
    expect(declarations.filter(({ counted }) => counted !== null)).toHaveLength(33);
  });

  it('declares figures: counts, lists, checks; owner-wide ones without a municipality', () => {
    const figures = register.directory
      .declarationsFor('cremonese', 2025)
      .flatMap(({ owner, figures: all }) => all.map((figure) => ({ owner, ...figure })));
    const said = (letter: string, basis: string) =>
      figures
        .filter((figure) => figure.letter === letter && figure.basis === basis)
        .map(({ owner, municipality, units: number, ofWhichMobility }) => {
          const mobility = ofWhichMobility === null ? '' : ` (${ofWhichMobility})`;
          return `${owner}/${municipality ?? '-'} ${number}${mobility}`;
        });
    expect(said('b', 'check')).toEqual([`${ALER}/019036 39`]);
    expect(said('b', 'count')).toEqual(['019003/019003 2', '019033/019033 1', '019051/019051 1', '019098/019098 2']);
    expect(said('c', 'check')).toEqual([`${ALER}/019036 74`]);
    expect(said('c', 'count')).toHaveLength(7);
    expect(said('e1', 'list')).toHaveLength(13);
    expect(said('e2', 'count')).toEqual(['019036/019036 5', `${ALER}/019036 1`]);
    expect(said('j', 'count')).toContain(`${ALER}/- 5`);
    expect(said('k', 'count')).toEqual(
      expect.arrayContaining(['019036/019036 24 (13)', '019016/019016 1', `${ALER}/- 154`]),
    );
    expect(figures.filter(({ letter }) => letter === 'h' || letter === 'ib' || letter === 'ia')).toHaveLength(15);
  });

  it('says that Pessina’s three units of letter c are the three of its letter e', () => {
    const pessina = register.directory.declarationsFor('cremonese', 2025).find(({ owner }) => owner === '019070');
    const c = pessina?.figures.find(({ letter }) => letter === 'c');
    const units3 = ['150352', '157966', '159739'].map((value) => register.unitOf('printed/019070', value));
    expect(c).toMatchObject({ basis: 'count', units: 3, sameUnits: { letter: 'e1', units: units3.sort() } });
  });

  it('tells of every event which file, row and table it comes from', async () => {
    const events = await register.events();
    const facts = events.filter(({ stream }) => !stream.startsWith('alias-'));
    expect(
      facts.every(({ metadata }) => metadata.source?.file && metadata.source.list?.startsWith('cremonese-2025/')),
    ).toBe(true);
    const unit = events.find(
      ({ type, data }) => type === 'UnitRegistered' && JSON.stringify(data).includes('"3155513"'),
    );
    expect(unit?.metadata.source).toEqual({
      file: 'annex-b-vacant-and-as-is.csv',
      row: 2,
      list: 'cremonese-2025/annex-b-vacant-and-as-is',
    });
  });

  it('appends nothing the second time', async () => {
    const before = (await register.store.head()).position;
    const again = await runIntake(FOLDER, register.port, { actor: 'ufficio di piano' });
    expect(again).toMatchObject({ status: 'unchanged', changes: [] });
    expect((await register.store.head()).position).toBe(before);
  });
});
