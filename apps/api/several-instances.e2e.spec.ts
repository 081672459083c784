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
