import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { planSchema, regionPlanSchema } from '#plan';
import type { Answer } from './testing/answer.js';
import { RunningRegister } from './testing/running-register.js';

interface List {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly total?: number;
  readonly _links: { readonly next?: { readonly href: string } };
}
const list = (answer: Answer) => answer.body as unknown as List;

describe('reads over HTTP', () => {
  let running: RunningRegister;
  const units: string[] = [];
  let now = new Date('2025-01-10T09:00:00Z');
  beforeAll(async () => {
    running = await (await RunningRegister.start({ limits: { catchUpMillis: 200 } }, () => now)).withCremona();
    for (let i = 0; i < 7; i++) {
      const lifecycle = i < 3 ? 'VACANT_LETTABLE' : 'OCCUPIED';
      units.push(await running.unit({ lifecycle, aliases: [{ scheme: 'regional', value: `31611${i}` }] }));
    }
    await running.post('/api/v1/declarations/cremonese/2025/019036/facts', {
      facts: [
        { type: 'SurveyAnswered', effectiveOn: '2024-12-10', status: 'submitted' },
        { type: 'StockCounted', effectiveOn: '2024-11-30', total: 7, sap: 7, sas: 0, other: 0 },
      ],
    });
  });
  afterAll(() => running.stop());

  it('gives the plan by its JSON Schema, the same bytes for the same coordinates', async () => {
    const { body } = await running.get('/api/v1/plans/cremonese/2025');
    const ajv = new Ajv({ strict: false, formats: { int32: true, double: true, date: true } });
    expect(ajv.validate(planSchema, body) || ajv.errorsText()).toBe(true);
    const path = `/api/v1/plans/cremonese/2025?knownAt=${body.position as string}`;
    expect((await running.get(path)).text).toBe((await running.get(path)).text);
    expect((body.letters as { e: { totals: object } }).e.totals).toMatchObject({ COMUNE: { free: 3 } });
  });

  it('gives the plan of the Region by its JSON Schema, with the numbers that the plan of the Ambito has', async () => {
    const { body } = await running.get('/api/v1/plans/region/2025?validAt=2024-12-31');
    const ajv = new Ajv({ strict: false, formats: { int32: true, double: true, date: true } });
    expect(ajv.validate(regionPlanSchema, body) || ajv.errorsText()).toBe(true);
    expect(body.totals).toMatchObject({ a: { total: 7 }, e: { free: 3 }, g: { total: 3 } });
    expect(body.rows).toMatchObject([{ ambito: 'cremonese', owner: '019036', municipalityName: 'Cremona' }]);
    const path = `/api/v1/plans/region/2025?knownAt=${body.position as string}`;
    expect((await running.get(path)).text).toBe((await running.get(path)).text);
    const earlier = await running.get('/api/v1/plans/region/2025?knownAt=2025-01-01T00:00:00Z');
    expect(earlier.body).toMatchObject({ position: null, rows: [], totals: { g: { total: null } } });
  });

  it('opens a number down to its units and their events', async () => {
    const { body } = await running.get(
      '/api/v1/plans/cremonese/2025/explanations?cell=g.free&owner=Cremona&municipality=019036',
    );
    const { explanation, events } = body as {
      explanation: { number: number; rows: { units: { unitId: string }[] }[] };
      events: object;
    };
    expect(explanation.number).toBe(3);
    expect(explanation.rows[0]!.units.map(({ unitId }) => unitId).sort()).toEqual(units.slice(0, 3).sort());
    expect(Object.keys(events)).toEqual(expect.arrayContaining(['316110', '316111', '316112']));
  });

  it('lists what the checks found, by severity', async () => {
    const all = list(await running.get('/api/v1/plans/cremonese/2025/findings')).items;
    const infos = list(await running.get('/api/v1/plans/cremonese/2025/findings?severity=info')).items;
    expect(infos).toEqual(all.filter(({ severity }) => severity === 'info'));
  });

  it('compares two states of knowledge, and names the events in between', async () => {
    const before = (await running.get('/health/ready')).body.position as string;
    const unit = units[0]!;
    const told = await running.post(`/api/v1/units/${unit}/facts`, {
      type: 'UnitAssigned',
      effectiveOn: '2024-12-20',
      channel: 'mobility',
    });
    const after = told.body.position as string;
    const { body } = await running.get(
      `/api/v1/plans/cremonese/2025/comparisons?fromKnownAt=${before}&toKnownAt=${after}`,
    );
    const { changes, events } = body as { changes: { cell: string }[]; events: { type: string; stream: string }[] };
    expect(changes.map(({ cell }) => cell)).toContain('g/COMUNE/Cremona/free');
    expect(events.map(({ type, stream }) => [type, stream])).toEqual([['UnitAssigned', `unit-${unit}`]]);
    const still = await running.get(`/api/v1/plans/cremonese/2025?knownAt=${before}`);
    expect((still.body.letters as { e: { totals: object } }).e.totals).toMatchObject({ COMUNE: { free: 3 } });
  });

  it('reads both clocks, with the offset of winter or summer', async () => {
    now = new Date('2025-10-26T00:30:00Z');
    const unit = units[1]!;
    await running.post(`/api/v1/units/${unit}/facts`, {
      type: 'UnitAssigned',
      effectiveOn: '2025-10-20',
      channel: 'mobility',
    });
    now = new Date('2025-10-26T02:00:00Z');
    await running.post(`/api/v1/units/${unit}/facts`, { type: 'UnitReleased', effectiveOn: '2025-10-25' });
    // 02:30 comes twice that night: the offset says which. 02:30 of 30 March is none in Rome, but an instant all the same.
    const state = async (knownAt: string) => {
      const answer = await running.get(
        `/api/v1/units/${unit}?validAt=2025-10-26&knownAt=${encodeURIComponent(knownAt)}`,
      );
      return (answer.body.state as { lifecycle: string }).lifecycle;
    };
    expect(await state('2025-10-26T02:29:59+02:00')).toBe('VACANT_LETTABLE');
    expect(await state('2025-10-26T02:30:00+02:00')).toBe('OCCUPIED');
    expect(await state('2025-10-26T02:30:00+01:00')).toBe('OCCUPIED');
    expect(await state('2025-10-26T03:00:00+01:00')).toBe('VACANT_UNASSESSED');
    expect(await state('2025-03-30T02:30:00+01:00')).toBe('VACANT_LETTABLE');
  });

  it('shows a unit by id, by alias and by scheme and alias', async () => {
    for (const ref of [units[3]!, '316113', 'regional:316113']) {
      expect((await running.get(`/api/v1/units/${ref}`)).body).toMatchObject({ unitId: units[3], label: '316113' });
    }
  });

  it('pages through units without losing or doubling one, while others are registered', async () => {
    const seen: unknown[] = [];
    let path: string | undefined = '/api/v1/units?limit=2&sort=-label&owner=019036&fields=unitId,label';
    while (path !== undefined) {
      const page: List = list(await running.get(path));
      seen.push(...page.items.map(({ unitId }) => unitId));
      for (const item of page.items) expect(Object.keys(item).sort()).toEqual(['label', 'unitId']);
      path = page._links.next?.href;
      // Sorted before every page that is still to come is seen: it cannot move what is.
      await running.unit({ aliases: [{ scheme: 'regional', value: `9${seen.length}` }] });
    }
    expect(seen).toEqual(units.toReversed());
  });

  it.each(['bodies', 'declarations', 'declarations/cremonese/2025/019036/events', 'bodies/019036/events'])(
    'pages through %s, and goes on after the last one told when others come before it',
    async (resource) => {
      const body = (id: string) => ({
        type: 'BodyRegistered',
        effectiveOn: '2000-01-01',
        kind: 'COMUNE',
        name: id,
        ambiti: ['cremonese'],
      });
      if (resource === 'bodies') await running.post('/api/v1/bodies/099001/facts', body('099001'));
      const address = `/api/v1/${resource}`;
      const whole = list(await running.get(address)).items.length;
      const told: string[] = [];
      let path: string | undefined = `${address}?limit=1`;
      while (path !== undefined) {
        const page: List = list(await running.get(path));
        told.push(...page.items.map((item) => JSON.stringify(item)));
        path = page._links.next?.href;
        if (resource === 'bodies' && told.length === 1) {
          expect((await running.post('/api/v1/bodies/010001/facts', body('010001'))).status).toBe(201);
        }
      }
      expect(new Set(told).size).toBe(whole);
      expect(told).toHaveLength(whole);
    },
  );

  it('does not take the cursor of one list for that of another', async () => {
    const { next } = list(await running.get('/api/v1/units?limit=1'))._links;
    const cursor = new URLSearchParams(next!.href.split('?')[1]).get('cursor')!;
    const own = Buffer.from(JSON.stringify(['after', 3])).toString('base64url');
    for (const other of [cursor, own, 'W10', 'x']) {
      const answer = await running.get(`/api/v1/bodies?cursor=${encodeURIComponent(other)}`);
      expect([answer.status, answer.body.type]).toEqual([422, 'urn:registro-alloggi:problem:invalid-fields']);
    }
  });

  it('finds units by state, letter, and part of an alias', async () => {
    const ids = async (query: string) =>
      list(await running.get(`/api/v1/units?${query}`)).items.map(({ unitId }) => unitId);
    expect(await ids('q=316114')).toEqual([units[4]]);
    expect(await ids('lifecycle=VACANT_LETTABLE&validAt=2024-12-31')).toEqual([units[1], units[2]]);
    expect(await ids('letter=e&ambito=cremonese&year=2025')).toEqual([units[1], units[2]]);
    expect(await ids('municipality=unknown')).toEqual([]);
  });

  it('finds events for an auditor: by who, what and when, a page at a time', async () => {
    const first = list(await running.get('/api/v1/events?actor=ufficio-casa&type=UnitAssigned&limit=1'));
    expect(first.items).toHaveLength(1);
    const second = list(await running.get(first._links.next!.href));
    expect(Number(second.items[0]!.position)).toBeGreaterThan(Number(first.items[0]!.position));
    const newest = list(await running.get('/api/v1/events?sort=-position&limit=1')).items[0]!;
    expect(newest.position).toBe(String((await running.register.store.head()).position));
    expect(list(await running.get('/api/v1/events?actor=nobody')).items).toEqual([]);
  });

  it('lets who just wrote read his write, wherever he reads it', async () => {
    const told = await running.post('/api/v1/units', {
      effectiveOn: '2024-01-01',
      owner: '019036',
      municipality: '019036',
      ambito: 'cremonese',
      serviceClass: 'SAS',
      stock: 'IN_STOCK',
      lifecycle: 'OCCUPIED',
      aliases: [{ scheme: 'regional', value: 'just-written' }],
    });
    const minPosition = told.body.position as string;
    const found = list(await running.get(`/api/v1/units?q=just-written&minPosition=${minPosition}`));
    expect(found.items.map(({ unitId }) => unitId)).toEqual([told.body.id]);
    expect((await running.get(`/api/v1/units/just-written?minPosition=${minPosition}`)).status).toBe(200);
    expect((await running.get(`/api/v1/plans/cremonese/2025?minPosition=${minPosition}`)).status).toBe(200);
  });

  it('answers 503 with Retry-After when the views do not reach the position in time', async () => {
    for (const path of ['units', 'events', 'bodies', 'plans/cremonese/2025']) {
      const answer = await running.get(`/api/v1/${path}?minPosition=999999`);
      expect([path, answer.status, answer.body.type]).toEqual([
        path,
        503,
        'urn:registro-alloggi:problem:not-caught-up',
      ]);
      expect(answer.headers.get('retry-after')).toBe('1');
    }
  });

  it('answers nothing from a cache: If-None-Match never spares a read', async () => {
    const answer = await running.get(`/api/v1/units/${units[5]}`, { 'If-None-Match': '"0"' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });
});
