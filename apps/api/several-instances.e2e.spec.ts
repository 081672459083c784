import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store';
import { SharedLog } from '../../libs/register/testing/shared-log.js';
import { RunningRegister } from './testing/running-register.js';

const clock = () => new Date();
const problem = (kind: string) => `urn:registro-alloggi:problem:${kind}`;

describe('two instances of the service on one log', () => {
  let late: SharedLog;
  let writes: RunningRegister;
  let reads: RunningRegister;
  beforeEach(async () => {
    const log = new MemoryEventStore();
    late = new SharedLog(log);
    writes = await RunningRegister.start({}, clock, new SharedLog(log));
    reads = await RunningRegister.start({ limits: { catchUpMillis: 200 } }, clock, late);
    await writes.withCremona();
  });
  afterEach(async () => {
    await writes.stop();
    await reads.stop();
  });

  const register = async (value: string): Promise<string> => {
    const aliases = [{ scheme: 'regional', value }];
    const answer = await writes.post('/api/v1/units', {
      effectiveOn: '2024-01-01',
      owner: '019036',
      municipality: '019036',
      ambito: 'cremonese',
      serviceClass: 'SAP',
      stock: 'IN_STOCK',
      lifecycle: 'OCCUPIED',
      aliases,
    });
    expect(answer.status).toBe(201);
    return answer.body.position as string;
  };

  it.each([
    ['a unit', (value: string) => `/api/v1/units/regional:${value}?`],
    ['the list of units', (value: string) => `/api/v1/units?q=${value}&`],
    ['the plan', () => '/api/v1/plans/cremonese/2025?'],
    ['the events', () => '/api/v1/events?'],
  ])('what was written to one is read from the other at once, by its position: %s', async (_what, path) => {
    for (let n = 0; n < 10; n++) {
      const position = await register(`100${n}`);
      const answer = await reads.get(`${path(`100${n}`)}minPosition=${position}`);
      expect([answer.status, answer.text.includes(`100${n}`) || answer.text.includes(`"${position}"`)]).toEqual([
        200,
        true,
      ]);
    }
  });

  it('a unit registered by one is known to the other when it is told something of it, and its owner when units are searched', async () => {
    const alias = async (value: string): Promise<string> => {
      await register(value);
      return `regional:${value}`;
    };
    const uuid = async (value: string): Promise<string> => {
      const position = await register(value);
      const { body } = await writes.get(`/api/v1/units/regional:${value}?minPosition=${position}`);
      return body.unitId as string;
    };
    // Long enough for an answer that does not wait for the news.
    const othersAreServed = async (): Promise<void> => {
      for (let n = 0; n < 20; n++) await reads.get('/health/live');
    };
    const left = { type: 'TenancyTerminated', effectiveOn: '2024-02-01', cause: 'notice' };
    for (const [n, ref] of [alias, uuid].entries()) {
      const tellNews = late.withholdNews();
      const told = reads.post(`/api/v1/units/${await ref(`200${n}`)}/facts`, left);
      await othersAreServed();
      tellNews();
      expect((await told).status).toBe(201);
    }
    const tellNews = late.withholdNews();
    const soresina = { effectiveOn: '2024-01-01', kind: 'COMUNE', name: 'Soresina', ambiti: ['cremonese'] };
    await writes.post('/api/v1/bodies/019098/facts', { type: 'BodyRegistered', ...soresina });
    const found = reads.get('/api/v1/units?owner=Soresina');
    await othersAreServed();
    tellNews();
    expect([(await found).status, (await found).body.items]).toEqual([200, []]);
  });

  it('one that is not there in time says so, and when to ask again; then it is', async () => {
    const tellNews = late.withholdNews();
    const position = await register('1');
    const path = `/api/v1/units?minPosition=${position}`;
    const behind = await reads.get(path);
    expect([behind.status, behind.headers.get('retry-after')]).toEqual([503, '1']);
    expect(behind.body).toMatchObject({ type: problem('not-caught-up') });
    tellNews();
    expect((await reads.get(path)).body.items).toHaveLength(1);
  });
});
