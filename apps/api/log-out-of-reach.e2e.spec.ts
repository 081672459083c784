import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PeerFixture } from '../../libs/event-store/eventstoredb/testing/peer-fixture.js';
import type { ScriptedPeer } from '../../libs/event-store/eventstoredb/testing/scripted-peer.js';
import { registration, RunningRegister } from './testing/running-register.js';

const unavailable = 'urn:registro-alloggi:problem:unavailable';

describe('a log on a server that is out of reach', () => {
  let fixture: PeerFixture;
  let running: RunningRegister;
  beforeEach(async () => {
    fixture = await PeerFixture.start();
    running = await RunningRegister.start({}, () => new Date(), fixture.store);
    await running.withCremona();
  });
  afterEach(async () => {
    await running.stop();
    await fixture[Symbol.asyncDispose]();
  });

  it.each<[string, (peer: ScriptedPeer) => unknown, (peer: ScriptedPeer) => unknown]>([
    ['gone', (peer) => peer.leave(), (peer) => peer.comeBack()],
    ['frozen', (peer) => (peer.frozen = true), (peer) => (peer.frozen = false)],
    ['starting', (peer) => (peer.starting = true), (peer) => (peer.starting = false)],
  ])(
    'because it is %s: commands and questions are answered 503, and all goes on by itself when it is back',
    async (_what, out, back) => {
      const { peer } = fixture;
      const unit = await running.unit();
      const key = { 'Idempotency-Key': randomUUID() };
      const command = () =>
        running.post('/api/v1/units', registration({ aliases: [{ scheme: 'regional', value: '1' }] }), key);
      await out(peer);
      for (const ask of [
        command,
        () => running.get(`/api/v1/units/${unit}`),
        () => running.get('/api/v1/status'),
        () => running.get('/health/ready'),
      ]) {
        const { status, headers, body } = await ask();
        expect([status, headers.get('retry-after'), body.type]).toEqual([503, '5', unavailable]);
        expect(JSON.stringify(body)).not.toContain('127.0.0.1');
      }
      expect((await running.get('/health/live')).status).toBe(200);
      expect((await running.get('/metrics')).text).toMatch(/^registro_up 0$/m);
      await back(peer);
      while ((await running.get('/health/ready')).status !== 200);
      const { status, body } = await command();
      expect(status).toBe(201);
      const path = `/api/v1/units/regional:1?minPosition=${String(body.position)}`;
      expect((await running.get(path)).body).toMatchObject({ unitId: body.id });
      expect((await running.register.verify()).findings).toEqual([]);
    },
  );

  it('loses no acknowledgement: a command whose answer was lost is answered when it is sent again, and stands once', async () => {
    fixture.peer.appends.push('store, then be silent');
    const key = { 'Idempotency-Key': randomUUID() };
    const body = registration({ aliases: [] });
    const first = await running.post('/api/v1/units', body, key);
    const again = await running.post('/api/v1/units', body, key);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toMatchObject({ status: 'repeated', id: first.body.id, position: first.body.position });
    expect((await running.get('/api/v1/units')).body.items).toHaveLength(1);
  });
});
