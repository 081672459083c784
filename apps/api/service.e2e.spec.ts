import { Agent, get, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Register } from '#register';
import { startServer } from './server.js';
import { RunningRegister } from './testing/running-register.js';

const problem = (kind: string) => `urn:registro-alloggi:problem:${kind}`;
const release = { type: 'UnitReleased', effectiveOn: '2024-03-03' };

describe('the service', () => {
  let running: RunningRegister;
  const start = async (options = {}) => (running = await (await RunningRegister.start(options)).withCremona());
  afterEach(() => running.stop());

  it('says how it is: status, live, ready, metrics', async () => {
    await start();
    await running.unit();
    const status = await running.get('/api/v1/status');
    expect(status.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(status.body).toMatchObject({ status: 200, title: 'OK' });
    const told = (language: string) => running.get('/api/v1/status', { 'Accept-Language': language });
    expect([(await told('it')).body.detail, (await told('en')).body.detail]).toEqual([
      expect.stringMatching(/^il registro risponde, alla posizione \d+$/),
      expect.stringMatching(/^the register answers, at position \d+$/),
    ]);
    expect((await running.get('/health/live')).body).toEqual({ live: true });
    expect((await running.get('/health/ready')).body).toMatchObject({ ready: true, units: 1, index: { lag: 0 } });
    const metrics = await running.get('/metrics');
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    for (const line of [
      'registro_up 1',
      'registro_units 1',
      'registro_index_lag_events 0',
      'registro_http_requests_total{method="POST",route="/api/v1/units",status="201"} 1',
    ]) {
      expect(metrics.text).toContain(line);
    }
  });

  it('logs every request on a line: when, what, by whom, how it ended; never a body or a query', async () => {
    await start();
    const unit = await running.unit();
    await running.post(`/api/v1/units/${unit}/facts`, { ...release, note: 'a remark' }, { 'Correlation-ID': 'case-1' });
    await running.post(`/api/v1/units/${unit}/facts`, { ...release, effectiveOn: '2024-04-04' });
    await running.get('/api/v1/units?q=a-query');
    const lines = running.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        operation: 'recordUnitFacts',
        method: 'POST',
        route: '/api/v1/units/:unit/facts',
        status: 201,
        outcome: 'recorded',
        actor: 'ufficio-casa',
        correlationId: 'case-1',
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ status: 409, outcome: 'command-rejected', code: 'NOT_OCCUPIED' }),
    );
    expect(running.lines.join('\n')).not.toMatch(/a remark|a-query|2024-0/);
  });

  it('given more requests at once than it serves, it answers 429 and says when to try again, and is still watched', async () => {
    await start();
    const full = await running.beside({ limits: { inFlight: 0 } });
    try {
      const response = await fetch(`${full.url}/api/v1/units`);
      expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
      expect(await response.json()).toMatchObject({ type: problem('too-many-requests'), status: 429 });
      expect((await fetch(`${full.url}/health/live`)).status).toBe(200);
      expect((await fetch(`${full.url}/metrics`)).status).toBe(200);
    } finally {
      await full.close();
    }
  });

  it('given a register that is held by another process, writes answer 503 with Retry-After and reads go on', async () => {
    await start();
    const unit = await running.unit();
    const reading = await Register.open({
      data: running.folder,
      mode: 'read',
      clock: () => new Date(),
      purpose: 'test',
    });
    const server = await startServer(reading, {
      bind: '127.0.0.1',
      port: 0,
      publishedOnLoopback: false,
      language: 'it',
      log: () => undefined,
    });
    try {
      const headers = { 'Content-Type': 'application/json', 'X-Actor': 'ufficio-casa' };
      const response = await fetch(`${server.url}/api/v1/units/${unit}/facts`, {
        method: 'POST',
        headers,
        body: JSON.stringify(release),
      });
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await response.json()).toMatchObject({
        type: problem('unavailable'),
        title: 'Registro non raggiungibile',
      });
      expect((await fetch(`${server.url}/api/v1/units/${unit}`)).status).toBe(200);
    } finally {
      await server.close();
      await reading.close();
    }
  });

  it('closes when asked, with a client that keeps its connection, and then listens no more', async () => {
    await start();
    const agent = new Agent({ keepAlive: true });
    const { url } = running.server;
    const answer = await new Promise<IncomingMessage>((resolve, reject) =>
      get(`${url}/health/live`, { agent }, resolve).on('error', reject),
    );
    answer.resume();
    await running.server.close();
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    agent.destroy();
  });

  it('finishes the requests in course when it closes', async () => {
    await start();
    const unit = await running.unit();
    const answers = Array.from({ length: 10 }, (_, i) =>
      running
        .post(`/api/v1/units/${unit}/facts`, { ...release, effectiveOn: `2024-03-0${(i % 9) + 1}` })
        .catch(() => undefined),
    );
    await Promise.race(answers);
    await running.server.close();
    const told = (await Promise.all(answers)).filter((answer) => answer !== undefined);
    // Whatever was answered is in the log; what came too late was answered 503 or found nobody.
    expect(told.every(({ status }) => [200, 201, 409, 503].includes(status))).toBe(true);
    expect(told.filter(({ status }) => status === 201).length).toBe(1);
    expect(await running.register.store.readStream(`unit-${unit}`)).toHaveLength(2);
  });

  it('refuses to listen where others could reach it, unless somebody says that only this machine can', async () => {
    await start();
    const options = { port: 0, language: 'en', log: () => undefined } as const;
    await expect(
      startServer(running.register, { ...options, bind: '0.0.0.0', publishedOnLoopback: false }),
    ).rejects.toThrow(/REGISTRO_PUBLISHED_ON_LOOPBACK/);
    const published = await startServer(running.register, { ...options, bind: '0.0.0.0', publishedOnLoopback: true });
    expect((await fetch(published.url.replace('0.0.0.0', '127.0.0.1') + '/health/live')).status).toBe(200);
    await published.close();
  });
});
