import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IntakeReport } from './report.js';
import { runIntake, type IntakeOptions } from './run-intake.js';
import { MemoryRegister } from './testing/memory-register.js';
import { edited, FIRST, inFolder, NEXT, SMALL, type FolderYear, type SmallFolder } from './testing/small-folder.js';

const ANNICCO = '019003';
const BORDOLANO = '019007';

let register: MemoryRegister;
beforeEach(() => {
  register = new MemoryRegister();
});

const ACCEPTING = { actor: 'ufficio', acceptWarnings: true };

function run(tables: SmallFolder, options: IntakeOptions = ACCEPTING, year: FolderYear = FIRST): Promise<IntakeReport> {
  return inFolder(tables, (folder) => runIntake(folder, register.port, options), year);
}

/** Imports twice: what the second run would do besides is a fault of the first. */
async function settle(tables: SmallFolder, year: FolderYear = FIRST): Promise<IntakeReport> {
  const report = await run(tables, ACCEPTING, year);
  expect((await run(tables, ACCEPTING, year)).changes).toEqual([]);
  return report;
}

const kinds = ({ changes }: IntakeReport) => changes.map(({ kind }) => kind);
const rules = ({ rows }: IntakeReport, severity: string) =>
  rows.filter((row) => row.severity === severity).map(({ rule }) => rule);
const head = async () => (await register.store.head()).position;

/** The owner's units in stock, each as list and ordinal or alias, with its state. */
function stockOf(owner: string, on = FIRST.censusOn): string[] {
  return register
    .unitStates(on)
    .filter((unit) => unit.owner === owner && unit.stock === 'IN_STOCK')
    .map(({ aliases, provisional, lifecycle, serviceClass }) => {
      const name = aliases[0]?.value ?? `${provisional!.list}${provisional!.ordinal}`;
      return `${name} ${serviceClass} ${lifecycle}`;
    })
    .sort();
}

function figure(owner: string, letter: string, knownAt?: number) {
  const declared = register.directory.declarationsFor('prova', 2025, knownAt).find((known) => known.owner === owner);
  return declared?.figures.find((known) => known.letter === letter);
}

function provisional(owner: string, name: string): string {
  return register
    .unitStates('9999-12-31')
    .find(
      (unit) =>
        unit.owner === owner &&
        unit.serviceClass === 'SAP' &&
        `${unit.provisional?.list}${unit.provisional?.ordinal}` === name,
    )!.unitId;
}

describe('an import', () => {
  it('registers named units, those not communicated, and the rest of each class', async () => {
    expect((await settle(SMALL)).status).toBe('applied');
    expect(stockOf(ANNICCO)).toEqual([
      '77 SAP VACANT_LETTABLE',
      'a1 SAP NOT_DECLARED',
      'a1 SAS NOT_DECLARED',
      'a2 SAP NOT_DECLARED',
      'a3 SAP NOT_DECLARED',
    ]);
    expect(stockOf('ALER-X').slice(0, 3)).toEqual([
      '101 SAP VACANT_LETTABLE',
      '102 SAP VACANT_AS_IS',
      '103 SAP UNDER_MAINTENANCE',
    ]);
    expect(stockOf('ALER-X')).toHaveLength(8);
  });

  it('only tells, when asked to', async () => {
    const report = await run(SMALL, { actor: 'ufficio', dryRun: true });
    expect(report.status).toBe('dry-run');
    expect(report.changes.length).toBeGreaterThan(20);
    expect(await head()).toBe(0);
  });

  it('applies nothing while a row is in error, the good rows neither, and tells what it would change', async () => {
    const report = await run(edited('b-as-is', 'ANNICCO', 'ANICCO'));
    expect(report.status).toBe('errors');
    const [error] = report.rows.filter(({ severity }) => severity === 'error');
    expect(error).toMatchObject({
      rule: 'UNKNOWN_NAME',
      file: 'b-as-is.csv',
      row: 2,
      column: 'municipality',
      value: 'ANICCO',
    });
    expect(error?.en).toContain('Annicco');
    expect(report.changes.length).toBeGreaterThan(20);
    expect(report.changes.every(({ outcome }) => outcome === 'not-attempted')).toBe(true);
    expect(await head()).toBe(0);
  });

  it('waits for warnings to be confirmed', async () => {
    const doubtful = edited('survey-status', 'status\n', 'status\nBordolano,certified-zero\n');
    const report = await run(doubtful, { actor: 'ufficio' });
    expect(report.status).toBe('unconfirmed');
    expect(rules(report, 'warning')).toEqual(['STATUS_AGAINST_STOCK']);
    expect(await head()).toBe(0);
    expect((await run(doubtful)).status).toBe('applied');
  });

  it('joins to its Ambito a body that another registered, from the day on which it is known', async () => {
    const { RecordFacts } = await import('#recording');
    const data = { effectiveOn: '2022-05-01', kind: 'ALER', name: 'ALER di prova', ambiti: ['altro'] };
    await register.execute(new RecordFacts(register.byHand(), 'body', 'ALER-X', [{ type: 'BodyRegistered', data }]));
    const report = await settle(SMALL);
    expect(report.status).toBe('applied');
    expect(register.directory.body('ALER-X')).toMatchObject({ ambiti: ['altro', 'prova'], spellings: ['ALER'] });
  });

  it('tells a file that cannot be read, and one that nobody named', async () => {
    const report = await inFolder(SMALL, async (folder) => {
      await rm(join(folder, 'j-sat.csv'));
      await mkdir(join(folder, 'j-sat.csv'));
      await rm(join(folder, 'h-indigent-threshold.csv'));
      await writeFile(join(folder, 'other.csv'), 'a\n');
      return runIntake(folder, register.port, ACCEPTING);
    });
    const told = report.rows.filter(({ severity }) => severity !== 'note').map(({ rule, file }) => `${rule} ${file}`);
    expect(told).toEqual([
      'MISSING_FILE h-indigent-threshold.csv',
      'UNREADABLE_FILE j-sat.csv',
      'FILE_NOT_NAMED other.csv',
    ]);
  });

  it('says that there is no manifest instead of failing', async () => {
    const report = await runIntake('/nowhere', register.port, ACCEPTING);
    expect(report.status).toBe('errors');
    expect(rules(report, 'error')).toEqual(['BAD_MANIFEST']);
  });

  it('reads Excel’s Italian CSV as the same rows: nothing changes after UTF-8', async () => {
    const accented = edited('ia-social-categories', 'famiglie numerose', 'nuclei in difficoltà – città');
    await settle(accented);
    const windows = (table: string) =>
      Buffer.from(table.replaceAll(',', ';').replaceAll('\n', '\r\n').replaceAll('–', '\u0096'), 'latin1');
    const report = await inFolder(accented, (folder) => runIntake(folder, register.port, ACCEPTING), FIRST, windows);
    expect(report).toMatchObject({ status: 'unchanged', changes: [] });
    expect(report.files.find(({ role }) => role === 'ia-social-categories')).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
    });
  });

  it('refuses rows said twice, a count below the units that lists name, and ids of two units', async () => {
    await settle(SMALL);
    const twice = await run(edited('k-previous-year', 'ALER,9,\n', 'ALER,9,\nANNICCO,3,\n'));
    expect(rules(twice, 'error')).toEqual(['DUPLICATE_ROW']);
    const below = await run(edited('a-stock', 'BORDOLANO,6,6,0', 'BORDOLANO,1,1,0'));
    expect(rules(below, 'error')).toEqual(['COUNT_BELOW_LISTS']);
    const mixed = await run(edited('annex-b-vacant-and-as-is', '102,A2', '102,A3'));
    expect(rules(mixed, 'error')).toContain('ALIASES_OF_TWO_UNITS');
  });
});

describe('an import that was interrupted', () => {
  it.each([0, 1, 5, 9, 17, 28, 40])(
    'after %d commands is finished by running it again, as if it had not been',
    async (commands) => {
      register.failAfter = commands;
      const options = { ...ACCEPTING, concurrency: 2 };
      const report = await run(SMALL, options);
      expect(report.status).toBe('incomplete');
      expect(report.changes.filter(({ outcome }) => outcome === 'recorded').length).toBeLessThanOrEqual(commands);
      register.failAfter = Number.POSITIVE_INFINITY;
      expect((await run(SMALL, options)).status).toBe('applied');
      const finished = (await register.events()).map(({ id }) => id).sort();
      register = new MemoryRegister();
      await settle(SMALL);
      expect(finished).toEqual((await register.events()).map(({ id }) => id).sort());
    },
  );
});

describe('a corrected folder', () => {
  beforeEach(() => settle(SMALL));

  it('revises a figure that changed, there and back, and keeps what was known before', async () => {
    const known = await head();
    expect(kinds(await settle(edited('b-as-is', 'ANNICCO,1', 'ANNICCO,2')))).toEqual(['declare-figure']);
    expect([figure(ANNICCO, 'b')?.units, figure(ANNICCO, 'b', known)?.units]).toEqual([2, 1]);
    expect(kinds(await settle(SMALL))).toEqual(['declare-figure']);
    expect(figure(ANNICCO, 'b')?.units).toBe(1);
  });

  it('revises an answer to the survey', async () => {
    const report = await settle(edited('survey-status', 'status\n', 'status\nAnnicco,carried-forward\n'));
    expect(kinds(report)).toEqual(['answer-survey']);
  });

  it('registers the difference of a count that went up, and annuls the last untouched units of one that went down', async () => {
    await settle(edited('a-stock', 'BORDOLANO,6,6,0', 'BORDOLANO,8,8,0'));
    expect(stockOf(BORDOLANO)).toHaveLength(8);
    const down = await settle(edited('a-stock', 'BORDOLANO,6,6,0', 'BORDOLANO,5,5,0'));
    expect(kinds(down)).toEqual(['annul-counted-unit', 'annul-counted-unit', 'annul-counted-unit', 'count-stock']);
    expect(stockOf(BORDOLANO)).toEqual([
      'a1 SAP NOT_DECLARED',
      'a2 SAP NOT_DECLARED',
      'a3 SAP NOT_DECLARED',
      'e1 SAP VACANT_LETTABLE',
      'e2 SAP VACANT_LETTABLE',
    ]);
    await settle(SMALL);
    expect(stockOf(BORDOLANO)).toHaveLength(6);
  });

  it('refuses a count that goes below the units with a history of their own', async () => {
    await register.act(provisional(BORDOLANO, 'a4'), { type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } });
    const down = edited('a-stock', 'BORDOLANO,6,6,0', 'BORDOLANO,5,5,0');
    await settle(down);
    expect(stockOf(BORDOLANO)).toContain('a4 SAP NOT_DECLARED');
    expect(stockOf(BORDOLANO)).not.toContain('a3 SAP NOT_DECLARED');
    const report = await run(edited('a-stock', 'BORDOLANO,5,5,0', 'BORDOLANO,2,2,0', down));
    expect(rules(report, 'error')).toEqual(['COUNT_BELOW_UNITS']);
  });

  it('identifies the unit where non comunicato stood', async () => {
    const second = provisional(BORDOLANO, 'e2');
    const known = 'BORDOLANO,non comunicato\nCOMUNE,BORDOLANO,';
    const report = await settle(edited('e1-vacant-units', `${known}non comunicato`, `${known}B-9`));
    expect(kinds(report)).toEqual(['identify-unit']);
    expect(register.unitOf(`printed/${BORDOLANO}`, 'B-9')).toBe(second);
    expect(stockOf(BORDOLANO)).toHaveLength(6);
  });

  it('finds a unit not communicated that an operator has identified since, by its place', async () => {
    const alias = { scheme: 'municipal/019007', value: 'X-1' };
    const { IdentifyUnit } = await import('#units/commands');
    await register.execute(
      new IdentifyUnit(register.byHand(), { unitId: provisional(BORDOLANO, 'e1') }, { aliases: [alias] }),
    );
    expect((await run(SMALL)).changes).toEqual([]);
  });

  it('identifies a counted unit for an alias that no row had, and the stock stays what was counted', async () => {
    const report = await settle(
      edited('e1-vacant-units', 'COMUNE,ANNICCO,77\n', 'COMUNE,ANNICCO,77\nCOMUNE,ANNICCO,78\n'),
    );
    expect(kinds(report)).toEqual(['identify-unit', 'state-unit']);
    expect(stockOf(ANNICCO)).toEqual([
      '77 SAP VACANT_LETTABLE',
      '78 SAP VACANT_LETTABLE',
      'a1 SAS NOT_DECLARED',
      'a2 SAP NOT_DECLARED',
      'a3 SAP NOT_DECLARED',
    ]);
  });

  it('recognises a counted unit in a row not communicated that was not there before', async () => {
    const report = await settle(
      edited('e1-vacant-units', 'COMUNE,ANNICCO,77\n', 'COMUNE,ANNICCO,77\nCOMUNE,ANNICCO,non comunicato\n'),
    );
    expect(kinds(report)).toEqual(['adopt-counted-unit', 'state-unit']);
    expect(stockOf(ANNICCO)).toContain('e1 SAP VACANT_LETTABLE');
    expect(stockOf(ANNICCO)).toHaveLength(5);
  });

  it('corrects the state that a list prints, as of the census, and keeps what was known before and recorded since', async () => {
    const unit = register.unitOf('regional', '101');
    await register.act(unit, { type: 'UnitAssigned', data: { effectiveOn: '2024-12-20', channel: 'public-notice' } });
    const known = await head();
    const asIs = 'SFITTO PER CARENZE MANUTENTIVE (Assegnabile in AM)';
    const report = await settle(edited('annex-b-vacant-and-as-is', 'LIBERO', asIs));
    expect(kinds(report)).toEqual(['correct-unit']);
    const at = (validAt: string, knownAt?: number) =>
      register.timeline.unitAt(unit, { validAt, ...(knownAt !== undefined && { knownAt }) })?.state.lifecycle;
    expect(at(FIRST.censusOn)).toBe('VACANT_AS_IS');
    expect(at(FIRST.censusOn, known)).toBe('VACANT_LETTABLE');
    expect(at('2024-12-31')).toBe('OCCUPIED');
  });

  it('corrects a lot, a source status and a municipality', async () => {
    const lot = edited('annex-b-renovation-lots', 'LOTTO 1,103', 'LOTTO 2,103');
    const report = await settle(
      edited('annex-b-renovation-lots', '1007 - IN MANUTENZIONE M.S.', '1006 - IN MANUTENZIONE M.S.', lot),
    );
    expect(kinds(report)).toEqual(['open-lot', 'correct-unit']);
    const unit = register.unitOf('regional', '103');
    expect(register.timeline.unitAt(unit, {})?.state.lot?.lot).toBe('LOTTO-2');
    const moved = await settle(edited('annex-b-vacant-and-as-is', '102,A2,BORDOLANO', '102,A2,ANNICCO', lot));
    expect(kinds(moved)).toContain('correct-unit');
    expect(register.timeline.unitAt(register.unitOf('regional', '102'), {})?.state.municipality).toBe(ANNICCO);
  });

  it('concludes nothing from a table that the folder does not have', async () => {
    const { 'annex-b-vacant-and-as-is': _, 'b-as-is': __, ...fewer } = SMALL;
    expect(await run(fewer)).toMatchObject({ status: 'unchanged', changes: [] });
  });

  it('tells rows that vanished and changes nothing', async () => {
    const fewer = edited('e1-vacant-units', 'COMUNE,BORDOLANO,non comunicato\n', '', {
      ...SMALL,
      'e2-turnover': 'owner_type,municipality,units\n',
      'delegated-management': 'municipality\n',
      'annex-b-vacant-and-as-is': edited('annex-b-vacant-and-as-is', 'ALER,101,A1,ANNICCO,LIBERO\n', '')[
        'annex-b-vacant-and-as-is'
      ]!,
    });
    const report = await run(
      edited('annex-b-renovation-lots', 'ALER,LOTTO 1,101,A1,ANNICCO,1001 - ASSEGNABILE\n', '', fewer),
    );
    expect(report.changes).toEqual([]);
    const vanished = report.rows
      .filter(({ rule }) => rule === 'ROW_VANISHED')
      .map(({ file, value }) => `${file} ${value}`);
    expect(vanished).toEqual([
      'delegated-management.csv Bordolano',
      'e2-turnover.csv Bordolano',
      `e1-vacant-units.csv provisional:${provisional(BORDOLANO, 'e2')}`,
      'annex-b-renovation-lots.csv 101',
    ]);
  });

  it('refuses a census that moved', async () => {
    const report = await run(SMALL, ACCEPTING, { ...FIRST, censusOn: '2024-12-15' });
    expect(rules(report, 'error')).toContain('CENSUS_MOVED');
  });
});

describe('the same folder after people have recorded what they know', () => {
  beforeEach(() => settle(SMALL));

  it('leaves a figure that somebody revised, and says so', async () => {
    const data = { effectiveOn: '2025-01-10', letter: 'b', municipality: ANNICCO, basis: 'count', units: 7 };
    await register.declareByHand(`prova-2025-${ANNICCO}`, [{ type: 'FigureDeclared', data }]);
    const report = await run(SMALL);
    expect(report.changes).toEqual([]);
    expect(rules(report, 'note')).toContain('CHANGED_SINCE');
    const changed = await run(edited('b-as-is', 'ANNICCO,1', 'ANNICCO,2'), { actor: 'ufficio' });
    expect(changed.status).toBe('unconfirmed');
    expect(rules(changed, 'warning')).toEqual(['OVERRIDES_AN_ACT']);
  });

  it('leaves units that were let, sold or found to be in another state', async () => {
    const unit = register.unitOf('regional', '101');
    await register.act(unit, { type: 'UnitAssigned', data: { effectiveOn: '2024-11-30', channel: 'mobility' } });
    await register.act(provisional(BORDOLANO, 'a1'), { type: 'UnitDemolished', data: { effectiveOn: '2024-11-30' } });
    await register.act(provisional(BORDOLANO, 'a2'), { type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } });
    const report = await run(SMALL);
    expect(report.changes).toEqual([]);
    expect(rules(report, 'note')).toContain('STATE_CHANGED_SINCE');
    expect(rules(report, 'warning')).toEqual([]);
  });

  it('does not give back an alias that was taken away, nor register again a unit that was annulled', async () => {
    const alias = { scheme: 'regional', value: '101' };
    await register.act(register.unitOf('regional', '101'), {
      type: 'AliasReleased',
      data: { effectiveOn: '2024-12-05', alias },
    });
    const unit = register.unitOf('regional', '103');
    const registered = (await register.store.readStream(`unit-${unit}`))[0]!;
    const facts = (await register.store.readStream(`unit-${unit}`))
      .slice(1)
      .map(({ id }) => ({ target: id, reason: 'mai esistito' }));
    const { CorrectUnit } = await import('#units/commands');
    await register.execute(
      new CorrectUnit(register.byHand(), unit, [...facts, { target: registered.id, reason: 'mai esistito' }]),
    );
    const report = await run(SMALL);
    expect(report.changes).toEqual([]);
    expect(rules(report, 'note')).toContain('UNIT_NOT_IN_STOCK');
  });
});

describe('another year’s folder', () => {
  beforeEach(() => settle(SMALL));
  const asIs = 'SFITTO PER CARENZE MANUTENTIVE (Assegnabile in AM)';

  it('adds a census: the same stock registers nothing, declarations are of their own year', async () => {
    const report = await settle(SMALL, NEXT);
    expect(new Set(kinds(report))).toEqual(new Set(['answer-survey', 'count-stock', 'declare-figure']));
    expect(register.directory.declarationsFor('prova', 2026).map(({ year }) => year)).toEqual([2026, 2026, 2026]);
    expect(stockOf(BORDOLANO, NEXT.censusOn)).toHaveLength(6);
  });

  it('registers only units beyond those in stock; fewer is a warning', async () => {
    await register.act(provisional(BORDOLANO, 'a1'), { type: 'UnitDemolished', data: { effectiveOn: '2025-03-01' } });
    const counts = edited(
      'a-stock',
      'BORDOLANO,6,6,0',
      'BORDOLANO,7,7,0',
      edited('a-stock', 'ANNICCO,5,4,1', 'ANNICCO,4,3,1'),
    );
    const report = await settle(counts, NEXT);
    expect(rules(report, 'warning')).toEqual(['STOCK_FEWER']);
    expect(stockOf(BORDOLANO, NEXT.censusOn)).toEqual([
      'a2 SAP NOT_DECLARED',
      'a3 SAP NOT_DECLARED',
      'a4 SAP NOT_DECLARED',
      'a5 SAP NOT_DECLARED',
      'a6 SAP NOT_DECLARED',
      'e1 SAP VACANT_LETTABLE',
      'e2 SAP VACANT_LETTABLE',
    ]);
    expect(stockOf(BORDOLANO)).toHaveLength(6);
    expect(stockOf(ANNICCO, NEXT.censusOn)).toHaveLength(5);
  });

  it('warns of a printed state that differs, and changes only units whose state was never declared', async () => {
    const named = edited('annex-b-vacant-and-as-is', 'LIBERO\n', `${asIs}\nALER,109,A9,BORDOLANO,LIBERO\n`);
    const report = await settle(named, NEXT);
    expect(rules(report, 'warning')).toEqual(['STATE_DIFFERS']);
    expect(kinds(report)).toEqual(expect.arrayContaining(['identify-unit', 'state-unit']));
    expect(kinds(report)).not.toContain('correct-unit');
    const unit = register.unitOf('regional', '109');
    const at = (validAt: string) => register.timeline.unitAt(unit, { validAt })?.state.lifecycle;
    expect([at(FIRST.censusOn), at(NEXT.censusOn)]).toEqual(['NOT_DECLARED', 'VACANT_LETTABLE']);
  });

  it('warns of units that the register has vacant and no list names, not of those that were let', async () => {
    await register.act(register.unitOf('regional', '101'), {
      type: 'UnitAssigned',
      data: { effectiveOn: '2025-02-01', channel: 'mobility' },
    });
    const lists = { ...SMALL, 'annex-b-vacant-and-as-is': SMALL['annex-b-vacant-and-as-is'].split('\n')[0]! + '\n' };
    const report = await run(
      { ...lists, 'annex-b-renovation-lots': SMALL['annex-b-renovation-lots'].split('\n')[0]! + '\n' },
      ACCEPTING,
      NEXT,
    );
    const unlisted = report.rows.filter(({ rule }) => rule === 'NO_LONGER_LISTED').map(({ value }) => value);
    expect(unlisted.sort()).toEqual(['102', '103']);
  });

  it('tells lots of the same name apart by their programme', async () => {
    const report = await run(SMALL, ACCEPTING, { ...NEXT, programme: 'altri-lotti' });
    const told = report.rows.filter(({ rule }) => rule === 'LOT_DIFFERS').map(({ it }) => it);
    expect(told[0]).toMatch(/lotto (.+) \(altri-lotti\); .* nel lotto \1 \(prova-lotti\)/);
  });

  it('leaves the year before as it was when its folder comes again', async () => {
    await settle(edited('a-stock', 'BORDOLANO,6,6,0', 'BORDOLANO,7,7,0'), NEXT);
    expect((await run(SMALL)).changes).toEqual([]);
  });
});
