import { describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { RecordFacts } from '#recording';
import { CorrectUnit, RecordUnitFacts, RegisterUnit, SwapUnits } from '#units/commands';
import type { UnitFact } from '#units/domain';
import { UnreadableEvent } from '#event-store';
import { logInFolder } from './log-place.js';
import { Register } from './register.js';
import { by, openOffice, type Office } from './testing/office.js';

const CREMONA = '019036';

async function twoUnits(office: Office): Promise<[string, string]> {
  const registered = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };
  await office.commands.execute(new RecordFacts(by(), 'body', CREMONA, [{ type: 'BodyRegistered', data: registered }]));
  const register = async (value: string) => {
    const outcome = await office.commands.execute(
      new RegisterUnit(by(), {
        effectiveOn: '2024-11-30',
        owner: CREMONA,
        municipality: CREMONA,
        ambito: 'cremonese',
        serviceClass: 'SAP',
        stock: 'IN_STOCK',
        lifecycle: 'OCCUPIED',
        aliases: [{ scheme: 'regional', value }],
      }),
    );
    return outcome.id!;
  };
  return [await register('1'), await register('2')];
}

describe('verify', () => {
  it('finds nothing wrong with a register that was only used', async () => {
    await using office = await openOffice();
    const [one] = await twoUnits(office);
    const facts: UnitFact[] = [{ type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } }];
    const { events } = await office.commands.execute(new RecordUnitFacts(by(), one, facts));
    await office.commands.execute(new CorrectUnit(by(), one, [{ target: events[0]!.id, reason: 'errore' }]));
    const report = await office.register.verify();
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ events: 7, units: 2 });
  });

  it('finds the half of a swap that a crash left, tells the plan, and undoes it when asked', async () => {
    await using office = await openOffice();
    const [one, other] = await twoUnits(office);
    const { store } = office.register;
    const append = store.append.bind(store);
    store.append = async (stream, ...rest) => {
      if (stream === `unit-${other}`) throw new Error('killed');
      return append(stream, ...rest);
    };
    const swap = new SwapUnits(by(), [one, other], { effectiveOn: '2024-12-10' });
    await expect(office.commands.execute(swap)).rejects.toThrow('killed');
    store.append = append;
    const half = await office.register.store.readCommand(swap.context.commandId);
    await office.register.views.reached(half[0]!.position);
    const finding = { part: 'commands', about: swap.context.commandId, severity: 'error' };
    expect((await office.register.verify()).findings).toEqual([
      expect.objectContaining({ ...finding, repaired: false }),
    ]);
    const repaired = await office.register.verify({ repair: true });
    expect(repaired.findings).toEqual([expect.objectContaining({ ...finding, repaired: true })]);
    expect((await office.register.verify()).findings).toEqual([]);
    const events = await office.register.store.readStream(`unit-${one}`);
    expect(events.map((event) => event.type)).toEqual(['UnitRegistered', 'UnitAssigned', 'EventAnnulled']);
  });

  it('tells every event that cannot be read of a log on which no register opens any more', async () => {
    await using office = await openOffice();
    const [one] = await twoUnits(office);
    await office.commands.execute(
      new RecordUnitFacts(by(), one, [
        { type: 'TenancyTerminated', data: { effectiveOn: '2024-12-01', cause: 'notice' } },
      ]),
    );
    await office.register.close();
    const positions = damageEvents(office, ['"notice"', '"Cremona"']);
    const open = Register.open({ data: office.folder, mode: 'read', clock: () => new Date(), purpose: 'test' });
    await expect(open).rejects.toThrow(UnreadableEvent);
    const { events, findings, digest } = await Register.verifyLog(logInFolder(office.folder));
    expect({ events, digest }).toEqual({ events: null, digest: null });
    expect(findings.map(({ about }) => about).sort()).toEqual(positions.map(String).sort());
    expect(findings[0]!.message.it).toMatch(/non si legge: la somma di controllo non torna/);
  });

  it('finds rows of the views that somebody changed, and builds them anew when asked', async () => {
    await using office = await openOffice();
    await twoUnits(office);
    await office.register.readStoreCurrent();
    tamperWithViews(office);
    expect((await office.register.verify()).findings.map(({ part }) => part)).toContain('views');
    await office.register.verify({ repair: true });
    expect((await office.register.verify()).findings).toEqual([]);
  });
});

function databasesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(db|sqlite)$/.test(name))
    .map((name) => join(folder, name));
}

/** Changes a byte of the data of the events that hold the texts; the positions of the events. */
function damageEvents({ folder }: Office, texts: readonly string[]): number[] {
  const db = new DatabaseSync(join(folder, 'registro.db'));
  const changed = texts.map((text) => {
    const found = db.prepare('SELECT position, data FROM events WHERE instr(data, ?) > 0').get(text)!;
    const spoiled = String(found['data']).replace(text, text.replace(/[a-z]/, 'X'));
    db.prepare('UPDATE events SET data = ? WHERE position = ?').run(spoiled, Number(found['position']));
    return Number(found['position']);
  });
  db.close();
  return changed;
}

/** Deletes rows behind the read store's back. */
function tamperWithViews({ folder }: Office): void {
  const views = join(folder, 'viste');
  for (const file of databasesIn(views)) {
    const db = new DatabaseSync(file);
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%unit%'").all();
    expect(tables.length).toBeGreaterThan(0);
    for (const { name } of tables)
      db.exec(`DELETE FROM "${String(name)}" WHERE rowid = (SELECT min(rowid) FROM "${String(name)}")`);
    db.close();
  }
}

describe('a history', () => {
  it('exported and imported into an empty register gives the same digest and the same plan', async () => {
    await using office = await openOffice();
    const [one] = await twoUnits(office);
    const facts: UnitFact[] = [{ type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } }];
    await office.commands.execute(new RecordUnitFacts(by(), one, facts));
    const lines: string[] = [];
    for await (const line of office.register.exportHistory()) lines.push(line);
    await using copy = await openOffice();
    const imported = await copy.register.importHistory(Readable.from(lines.map((line) => Buffer.from(line))));
    expect(imported.events).toBe(lines.length);
    expect((await copy.register.verify()).digest).toBe((await office.register.verify()).digest);
  });

  it('with a bad line is refused whole, and the line is named', async () => {
    await using office = await openOffice();
    const [one] = await twoUnits(office);
    const facts: UnitFact[] = [{ type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } }];
    const { events } = await office.commands.execute(new RecordUnitFacts(by(), one, facts));
    await office.commands.execute(new CorrectUnit(by(), one, [{ target: events[0]!.id, reason: 'errore' }]));
    const lines: string[] = [];
    for await (const line of office.register.exportHistory()) lines.push(line);
    await using copy = await openOffice();
    const broken = lines.map((line) => line.replace(`"target":"${events[0]!.id}"`, `"target":"${one}"`));
    const importing = copy.register.importHistory(Readable.from(broken.map((line) => Buffer.from(line))));
    await expect(importing).rejects.toThrow(`event ${lines.length} of the history: it annuls ${one}`);
    expect((await copy.register.store.head()).position).toBe(0);
  });
});

describe('a backup', () => {
  it('taken while the register is used is restored with all that had been acknowledged', async () => {
    await using office = await openOffice();
    const [one] = await twoUnits(office);
    const file = join(office.folder, 'copia.db');
    await office.register.backup(file);
    const facts: UnitFact[] = [{ type: 'UnitReleased', data: { effectiveOn: '2024-12-05' } }];
    await office.commands.execute(new RecordUnitFacts(by(), one, facts));
    const { Register } = await import('./register.js');
    const folder = join(office.folder, 'ripristinato');
    await Register.restore(file, folder);
    const restored = await Register.open({ data: folder, mode: 'read', clock: () => new Date(), purpose: 'test' });
    expect((await restored.store.head()).position).toBe(5);
    await restored.close();
    await rm(folder, { recursive: true });
  });
});
