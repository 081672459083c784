import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registration, RunningRegister } from './testing/running-register.js';

describe('many concurrent requests to one server', () => {
  let running: RunningRegister;
  beforeAll(async () => {
    running = await (await RunningRegister.start()).withCremona();
  });
  afterAll(() => running.stop());

  const stored = async () => {
    const events = [];
    for await (const event of running.register.store.readAll(0)) events.push(event);
    return events;
  };

  it('given 100 registrations at once, none is lost and none is doubled', async () => {
    const keys = Array.from({ length: 100 }, () => randomUUID());
    const answers = await Promise.all(
      keys.map((key) => running.post('/api/v1/units', registration(), { 'Idempotency-Key': key })),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 201));
    const registered = (await stored()).filter(({ type }) => type === 'UnitRegistered');
    expect(registered.map(({ metadata }) => metadata.commandId).sort()).toEqual([...keys].sort());
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(100);
  });

  it('given one command sent 20 times at once, it is recorded once and every caller gets the same answer', async () => {
    const unit = await running.unit();
    const headers = { 'Idempotency-Key': randomUUID() };
    const release = { type: 'UnitReleased', effectiveOn: '2024-03-03' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => running.post(`/api/v1/units/${unit}/facts`, release, headers)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.events))).size).toBe(1);
    expect(await running.register.store.readStream(`unit-${unit}`)).toHaveLength(2);
  });

  it('given 20 callers who saw the same revision, one wins and the others get 412', async () => {
    const unit = await running.unit();
    const days = Array.from({ length: 20 }, (_, i) => `2024-03-${String(i + 1).padStart(2, '0')}`);
    const answers = await Promise.all(
      days.map((effectiveOn) =>
        running.post(`/api/v1/units/${unit}/facts`, { type: 'UnitReleased', effectiveOn }, { 'If-Match': '"0"' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...days.slice(1).map(() => 412)]);
    expect(await running.register.store.readStream(`unit-${unit}`)).toHaveLength(2);
  });

  it('given 20 callers who release the same unit on different days, one is recorded and the others are told why not', async () => {
    const unit = await running.unit();
    const days = Array.from({ length: 20 }, (_, i) => `2024-03-${String(i + 1).padStart(2, '0')}`);
    const answers = await Promise.all(
      days.map((effectiveOn) => running.post(`/api/v1/units/${unit}/facts`, { type: 'UnitReleased', effectiveOn })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(19);
    for (const { body } of refused) expect(body).toMatchObject({ code: 'NOT_OCCUPIED' });
    expect(await running.register.store.readStream(`unit-${unit}`)).toHaveLength(2);
  });

  it('given 20 registrations that want one alias, one unit gets it', async () => {
    const aliases = [{ scheme: 'regional', value: randomUUID() }];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => running.post('/api/v1/units', registration({ aliases }))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it('leaves a log without gaps, and views that say the same', async () => {
    const events = await stored();
    expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => i + 1));
    const { body } = await running.get(`/api/v1/units?limit=1&minPosition=${events.length}`);
    expect(body.total).toBe(events.filter(({ type }) => type === 'UnitRegistered').length);
  });
});
