import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../port.js';
import { FORMAT_VERSION } from './format.js';
import { RegisterFixture, sampleEvent } from './testing/register-fixture.js';

describe('opening a register', () => {
  it.each(['read', 'write'] as const)('that is not there, to %s, says so and makes none', async (access) => {
    await using fixture = new RegisterFixture();
    const opening = fixture.open({ access, createIfAbsent: false });
    await expect(opening).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(opening).rejects.toThrow('there is no register at');
    expect(readdirSync(fixture.folder)).toEqual([]);
  });

  it('in a folder that is not there says so', async () => {
    await using fixture = new RegisterFixture();
    await expect(fixture.open({ file: fixture.path('nowhere/register.db') })).rejects.toThrow('cannot be opened');
  });

  it('that is a folder, an empty file, a text or another database says so', async () => {
    await using fixture = new RegisterFixture();
    mkdirSync(fixture.path('folder'));
    writeFileSync(fixture.path('empty'), '');
    writeFileSync(fixture.path('text'), 'unità;alloggio\n'.repeat(100));
    const other = new DatabaseSync(fixture.path('other'));
    other.exec('CREATE TABLE t (x)');
    other.close();
    for (const access of ['read', 'write'] as const) {
      const open = (name: string) => fixture.open({ file: fixture.path(name), access, createIfAbsent: false });
      await expect(open('folder')).rejects.toThrow('is not a file');
      await expect(open('empty')).rejects.toThrow('is empty');
      await expect(open('text')).rejects.toThrow('it is not a register, or it is damaged');
      await expect(open('other')).rejects.toThrow('not a register');
    }
    expect(readFileSync(fixture.path('text'), 'utf8')).toMatch(/^unità/);
  });

  it('of a newer format is refused, and says which formats this program knows', async () => {
    await using fixture = new RegisterFixture();
    await (await fixture.open()).close();
    const db = new DatabaseSync(fixture.file);
    db.exec(`PRAGMA user_version = ${FORMAT_VERSION + 1}`);
    db.close();
    for (const access of ['read', 'write'] as const) {
      await expect(fixture.open({ access })).rejects.toThrow(
        `in format ${FORMAT_VERSION + 1}, written by a newer version`,
      );
    }
  });

  it('whose header was damaged where SQLite looks only at the first statement says so', async () => {
    await using fixture = new RegisterFixture();
    await (await fixture.open()).close();
    const bytes = readFileSync(fixture.file);
    bytes.writeUInt32BE(5, 44);
    writeFileSync(fixture.file, bytes);
    for (const access of ['read', 'write'] as const) {
      await expect(fixture.open({ access })).rejects.toBeInstanceOf(StoreUnavailable);
    }
  });

  it('whose creation was cut short makes it', async () => {
    await using fixture = new RegisterFixture();
    writeFileSync(fixture.file, '');
    const store = await fixture.open();
    await expect(store.append('unit-1', 'none', [sampleEvent(1)])).resolves.toMatchObject({ position: 1 });
  });

  it('whose end is damaged refuses to write behind it', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.append('unit-1', 'none', [sampleEvent(1), sampleEvent(1, 1)]);
    await store.close();
    const db = new DatabaseSync(fixture.file);
    db.exec('DELETE FROM events WHERE position = 2');
    db.close();
    await expect(fixture.open()).rejects.toThrow('the end of the log is damaged');
  });

  it('is durable by its settings: a write-ahead log, synchronised at every commit', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.append('unit-1', 'none', [sampleEvent(1)]);
    expect(existsSync(`${fixture.file}-wal`)).toBe(true);
    await store.close();
    expect(existsSync(`${fixture.file}-wal`)).toBe(false);
    expect(existsSync(`${fixture.file}.holder`)).toBe(false);
  });
});
