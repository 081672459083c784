import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../port.js';
import { WriterChild } from './testing/child-process.js';
import { RegisterFixture, sampleEvent } from './testing/register-fixture.js';

describe('a register', () => {
  it('held by another process is refused after a while, naming the holder, and can be read meanwhile', async () => {
    await using fixture = new RegisterFixture();
    const holder = await WriterChild.start('hold', fixture.file);
    const refused = fixture.open({ waitMillis: 100 });
    await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refused).rejects.toMatchObject({ holder: { pid: holder.pid, purpose: 'test hold' } });
    await expect(refused).rejects.toThrow(`process ${holder.pid}`);
    const reader = await fixture.open({ access: 'read' });
    expect(await reader.head()).toEqual({ position: 0, recordedAt: null, events: 0 });
    holder.letGo();
    await holder.ended();
  });

  it('is had as soon as its holder lets go', async () => {
    await using fixture = new RegisterFixture();
    const holder = await WriterChild.start('hold', fixture.file);
    const waiting = fixture.open({ waitMillis: 30_000 });
    holder.letGo();
    const store = await waiting;
    await expect(store.append('unit-1', 'none', [sampleEvent(1)])).resolves.toMatchObject({ position: 1 });
    await holder.ended();
  });

  it('is had as soon as its holder is killed', async () => {
    await using fixture = new RegisterFixture();
    const holder = await WriterChild.start('hold', fixture.file);
    const waiting = fixture.open({ waitMillis: 30_000 });
    await holder.kill();
    await expect(waiting).resolves.toBeDefined();
  });

  it('held by the same process is refused in the same way', async () => {
    await using fixture = new RegisterFixture();
    await fixture.open({ purpose: 'serve' });
    await expect(fixture.open({ waitMillis: 0 })).rejects.toMatchObject({
      holder: { pid: process.pid, purpose: 'serve' },
    });
  });

  it('opened for reading only refuses appends and imports', async () => {
    await using fixture = new RegisterFixture();
    await (await fixture.open()).close();
    const reader = await fixture.open({ access: 'read' });
    await expect(reader.append('unit-1', 'none', [sampleEvent(1)])).rejects.toThrow('reading only');
    await expect(reader.importHistory([])).rejects.toThrow('reading only');
  });

  it('brings what another process appends to those who subscribe to it here', async () => {
    await using fixture = new RegisterFixture();
    const writer = await WriterChild.start('append', fixture.file);
    const reader = await fixture.open({ access: 'read' });
    const abort = new AbortController();
    let position = 0;
    let caughtUp = 0;
    for await (const item of reader.subscribe(0, abort.signal)) {
      if (item.kind === 'event') expect(item.event.position).toBe(++position);
      else if (++caughtUp === 3) abort.abort();
    }
    await writer.kill();
    expect(position).toBeGreaterThan(0);
  });
});
