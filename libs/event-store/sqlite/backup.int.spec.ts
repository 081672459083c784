import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { exportHistory, parseHistory } from '../history.js';
import { logDigest } from '../log-digest.js';
import { restoreRegister } from './backup.js';
import { RegisterFixture, sampleEvent, sampleHistory } from './testing/register-fixture.js';

describe('a backup', () => {
  it('taken while others write is a prefix of the log, and is restored to a register that goes on', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.importHistory(sampleHistory(3_000));
    const [backup, restored] = [fixture.path('backup.db'), fixture.path('restored.db')];
    let done = false;
    const writing = (async () => {
      let appended = 0;
      for (; !done; appended++) {
        await store.append('unit-new', appended === 0 ? 'none' : appended - 1, [sampleEvent(10_000 + appended)]);
      }
      return appended;
    })();
    await store.backup(backup);
    done = true;
    expect(await writing).toBeGreaterThan(0);
    await restoreRegister(backup, restored);
    const again = await fixture.open({ file: restored, createIfAbsent: false });
    const { position } = await again.head();
    expect(position).toBeGreaterThanOrEqual(3_000);
    expect(await logDigest(again.stored())).toBe(await logDigest(upTo(position, store.stored())));
    await again.append('unit-after', 'none', [sampleEvent(99_999)]);
    expect((await again.head()).position).toBe(position + 1);
    expect(readdirSync(fixture.folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('overwrites nothing, neither when it is taken nor when it is restored', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    const target = fixture.path('backup.db');
    writeFileSync(target, 'mine');
    await expect(store.backup(target)).rejects.toThrow('is not overwritten');
    await store.backup(fixture.path('second.db'));
    await expect(restoreRegister(fixture.path('second.db'), fixture.file)).rejects.toThrow('is not overwritten');
  });

  it('that is damaged, absent, or a register in use is not restored', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.importHistory(sampleHistory(10));
    const [backup, target] = [fixture.path('backup.db'), fixture.path('restored.db')];
    await store.backup(backup);
    copyFileSync(backup, fixture.path('in-use.db'));
    writeFileSync(fixture.path('in-use.db-wal'), 'something');
    await expect(restoreRegister(fixture.path('in-use.db'), target)).rejects.toThrow('in use');
    await expect(restoreRegister(fixture.path('nowhere.db'), target)).rejects.toThrow('there is no backup');
    const db = new DatabaseSync(backup);
    db.exec('DELETE FROM events WHERE position = 5');
    db.close();
    await expect(restoreRegister(backup, target)).rejects.toThrow('not sound');
    expect(existsSync(target)).toBe(false);
  });
});

describe('a history written out of one register and into another', () => {
  it('has the same digest', async () => {
    await using fixture = new RegisterFixture();
    const store = await fixture.open();
    await store.importHistory(sampleHistory(500));
    await store.append('unit-new', 'none', [sampleEvent(600), sampleEvent(600, 1)]);
    const other = await fixture.open({ file: fixture.path('other.db') });
    await other.importHistory(parseHistory(bytes(exportHistory(store.stored()))));
    expect(await logDigest(other.stored())).toBe(await logDigest(store.stored()));
    expect(await logDigest(other.stored())).not.toBe(await logDigest(upTo(501, store.stored())));
  });
});

async function* upTo<T extends { readonly position: number }>(
  position: number,
  events: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const event of events) {
    if (event.position > position) return;
    yield event;
  }
}

async function* bytes(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const line of lines) yield Buffer.from(line);
}
