import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './testing/answer.js';
import { registration, RunningRegister } from './testing/running-register.js';

interface Told {
  readonly status: string;
  readonly id?: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly stream: string; readonly type: string }[];
}
const told = (answer: Answer) => answer.body as unknown as Told;
const problem = (kind: string) => `urn:registro-alloggi:problem:${kind}`;
const release = (effectiveOn: string) => ({ type: 'UnitReleased', effectiveOn });
const assign = (effectiveOn: string) => ({ type: 'UnitAssigned', effectiveOn, channel: 'public-notice' });

describe('commands over HTTP', () => {
  let running: RunningRegister;
  beforeAll(async () => {
    running = await (await RunningRegister.start()).withCremona();
  });
  afterAll(() => running.stop());

  const facts = (unit: string) => `/api/v1/units/${unit}/facts`;
  const head = async () => (await running.register.store.head()).position;

  it('given a registration, the answer is 201 with where the unit is, its revision and its position', async () => {
    const answer = await running.post('/api/v1/units', registration());
    expect(answer.status).toBe(201);
    const { id, revision, position, events } = told(answer);
    expect(answer.headers.get('location')).toBe(`/api/v1/units/${id}`);
    expect(answer.headers.get('etag')).toBe('"0"');
    expect({ revision, position }).toEqual({ revision: 0, position: String(await head()) });
    expect(events.map(({ type }) => type)).toContain('UnitRegistered');
    expect((await running.get(answer.headers.get('location')!)).body).toMatchObject({ unitId: id, revision: 0 });
  });

  it('given a unit released on 3 March, when it is assigned on 1 March, then it is refused because of the state then', async () => {
    const unit = await running.unit();
    const released = await running.post(facts(unit), release('2024-03-03'));
    expect(released.status).toBe(201);
    const before = await head();
    const answer = await running.post(facts(unit), assign('2024-03-01'));
    expect([answer.status, answer.body.type]).toEqual([409, problem('command-rejected')]);
    expect(answer.body).toMatchObject({
      code: 'NOT_VACANT',
      conflict: { effectiveOn: expect.any(String), eventId: expect.any(String) },
    });
    expect(await head()).toBe(before);
  });

  it('says why a command is rejected in Italian too', async () => {
    const unit = await running.unit();
    const answer = await running.post(facts(unit), assign('2024-03-01'), { 'Accept-Language': 'it' });
    expect(answer.body).toMatchObject({
      title: 'Comando rifiutato',
      detail: expect.stringContaining('l’alloggio non è vuoto'),
    });
  });

  it('given the same command again, nothing is appended and the first answer comes back', async () => {
    const unit = await running.unit();
    const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': '"0"' };
    const first = await running.post(facts(unit), release('2024-03-03'), headers);
    const before = await head();
    const second = await running.post(facts(unit), release('2024-03-03'), headers);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect([told(first).status, told(second).status]).toEqual(['recorded', 'repeated']);
    expect(told(second).events).toEqual(told(first).events);
    expect(second.headers.get('idempotency-key')).toBe(headers['Idempotency-Key']);
    expect(await head()).toBe(before);
  });

  it('given the same key with another body, it is refused', async () => {
    const unit = await running.unit();
    const headers = { 'Idempotency-Key': `"${randomUUID()}"` };
    await running.post(facts(unit), release('2024-03-03'), headers);
    const answer = await running.post(facts(unit), release('2024-03-04'), headers);
    expect([answer.status, answer.body.type]).toEqual([422, problem('idempotency-key-reused')]);
  });

  it('given a fact that is known already, the answer is 200: there is nothing to say', async () => {
    const unit = await running.unit();
    await running.post(facts(unit), release('2024-03-03'));
    const answer = await running.post(facts(unit), release('2024-03-03'));
    expect([answer.status, told(answer).status]).toEqual([200, 'unchanged']);
    expect(answer.headers.has('location')).toBe(false);
  });

  it('given a revision that is no longer the last, the answer is 412 and leaves no trace', async () => {
    const unit = await running.unit();
    const seen = (await running.get(`/api/v1/units/${unit}`)).headers.get('etag')!;
    expect(seen).toBe('"0"');
    await running.post(facts(unit), release('2024-03-03'), { 'If-Match': seen });
    const before = await head();
    const key = randomUUID();
    const answer = await running.post(
      facts(unit),
      { type: 'UnitInspected', effectiveOn: '2024-03-05', outcome: 'lettable' },
      {
        'If-Match': seen,
        'Idempotency-Key': key,
      },
    );
    expect([answer.status, answer.body.type]).toEqual([412, problem('precondition-failed')]);
    expect(answer.body).toMatchObject({ expectedRevision: 0, actualRevision: 1 });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(await head()).toBe(before);
    expect(await running.register.store.readCommand(key)).toEqual([]);
  });

  it('given If-None-Match: *, a body that is there already is not touched', async () => {
    const fact = {
      type: 'BodyRegistered',
      effectiveOn: '2024-01-01',
      kind: 'COMUNE',
      name: 'Crema',
      ambiti: ['cremonese'],
    };
    const first = await running.post('/api/v1/bodies/019035/facts', fact, { 'If-None-Match': '*' });
    expect([first.status, first.headers.get('location')]).toEqual([201, '/api/v1/bodies/019035/events']);
    const second = await running.post(
      '/api/v1/bodies/019035/facts',
      { ...fact, name: 'Altra' },
      { 'If-None-Match': '*' },
    );
    expect([second.status, second.body.type]).toEqual([412, problem('precondition-failed')]);
  });

  it('records several facts in one append, or none', async () => {
    const unit = await running.unit();
    const chain = [
      release('2024-03-03'),
      { type: 'UnitInspected', effectiveOn: '2024-03-05', outcome: 'lettable' },
      assign('2024-04-01'),
    ];
    const answer = await running.post(facts(unit), { facts: chain });
    expect(told(answer)).toMatchObject({ status: 'recorded', revision: 3 });
    const refused = await running.post(facts(unit), { facts: [release('2024-05-01'), assign('2024-04-15')] });
    expect(refused.status).toBe(409);
    expect((await running.get(`/api/v1/units/${unit}`)).headers.get('etag')).toBe('"3"');
  });

  it('corrects: what was known before the correction stays the answer of before', async () => {
    const unit = await running.unit();
    const wrong = told(await running.post(facts(unit), release('2024-03-03')));
    const replacements = [release('2024-06-03')];
    const correction = { target: wrong.events[0]!.id, reason: 'typing error', replacements };
    const answer = await running.post(`/api/v1/units/${unit}/annulments`, correction);
    expect(told(answer).events.map(({ type }) => type)).toEqual(['EventAnnulled', 'UnitReleased']);
    const on = async (knownAt: string) =>
      (
        (await running.get(`/api/v1/units/${unit}?validAt=2024-04-01&knownAt=${knownAt}`)).body.state as {
          lifecycle: string;
        }
      ).lifecycle;
    expect([await on(wrong.position), await on(told(answer).position)]).toEqual(['VACANT_UNASSESSED', 'OCCUPIED']);
    const again = await running.post(`/api/v1/units/${unit}/annulments`, correction);
    expect([again.status, told(again).status]).toEqual([200, 'unchanged']);
    const other = await running.post(`/api/v1/units/${unit}/annulments`, { ...correction, reason: 'another' });
    expect([other.status, other.body.code]).toEqual([409, 'ALREADY_ANNULLED']);
    const history = (await running.get(`/api/v1/units/${unit}/events`)).body.items as {
      annulledBy: object | null;
      replaces: object | null;
    }[];
    expect(history.map(({ annulledBy, replaces }) => [annulledBy !== null, replaces !== null])).toEqual([
      [false, false],
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it('releases an alias for another unit; the command repeated by that alias is still the same command', async () => {
    const alias = { scheme: 'regional', value: randomUUID() };
    const unit = await running.unit({ aliases: [alias] });
    const taken = await running.post('/api/v1/units', registration({ aliases: [alias] }));
    expect([taken.status, taken.body.type]).toEqual([409, problem('command-rejected')]);
    const headers = { 'Idempotency-Key': randomUUID() };
    const body = { alias, effectiveOn: '2024-02-01' };
    const path = `/api/v1/units/${alias.scheme}:${alias.value}/alias-releases`;
    const first = await running.post(path, body, headers);
    const second = await running.post(path, body, headers);
    expect([told(first).status, told(second).status]).toEqual(['recorded', 'repeated']);
    expect(await running.unit({ aliases: [alias], effectiveOn: '2024-02-01' })).not.toBe(unit);
  });

  it('swaps two households: both units or neither', async () => {
    const units = [await running.unit(), await running.unit()];
    const answer = await running.post('/api/v1/units/swaps', { units, effectiveOn: '2024-03-01' });
    expect(
      told(answer)
        .events.map(({ stream }) => stream)
        .sort(),
    ).toEqual(units.map((unit) => `unit-${unit}`).sort());
    const vacant = await running.unit({ lifecycle: 'VACANT_LETTABLE' });
    const refused = await running.post('/api/v1/units/swaps', { units: [units[0], vacant], effectiveOn: '2024-04-01' });
    expect(refused.status).toBe(409);
    const one = await running.post('/api/v1/units/swaps', { units: [units[0]], effectiveOn: '2024-04-01' });
    expect([one.status, (one.body.problems as { rule: string }[])[0]!.rule]).toEqual([422, 'arrayMinSize']);
  });

  it('merges a duplicate, and asks for a date only where two flats were joined', async () => {
    const [unit, into] = [await running.unit(), await running.unit()];
    const dated = await running.post('/api/v1/units/merges', {
      unit,
      into,
      kind: 'duplicate',
      effectiveOn: '2024-05-01',
    });
    const undated = await running.post('/api/v1/units/merges', { unit, into, kind: 'joined' });
    expect([dated.status, undated.status]).toEqual([422, 422]);
    const answer = await running.post('/api/v1/units/merges', { unit, into, kind: 'duplicate' });
    expect(answer.status).toBe(201);
    expect((await running.get(`/api/v1/units/${unit}`)).body.state).toMatchObject({ stock: 'OUT', merged: { into } });
  });

  it('splits a unit into new ones', async () => {
    const unit = await running.unit({ lifecycle: 'VACANT_LETTABLE' });
    const into = [{ aliases: [{ scheme: 'regional', value: randomUUID() }] }, { aliases: [] }];
    const answer = await running.post('/api/v1/units/splits', { unit, into, effectiveOn: '2024-05-01' });
    expect(answer.status).toBe(201);
    const streams = new Set(
      told(answer)
        .events.map(({ stream }) => stream)
        .filter((stream) => stream.startsWith('unit-')),
    );
    expect(streams.size).toBe(3);
  });

  it('identifies a provisional unit, named or one of its owner’s counted ones', async () => {
    const counted = { lifecycle: 'NOT_DECLARED', aliases: [], provisional: { list: 'a', ordinal: 1 } };
    const unit = await running.unit(counted);
    const aliases = [{ scheme: 'regional', value: randomUUID() }];
    const any = await running.post('/api/v1/units/identifications', { owner: '019036', aliases });
    expect([any.status, any.headers.get('location')]).toEqual([201, `/api/v1/units/${unit}`]);
    const named = await running.post('/api/v1/units/identifications', {
      unit,
      aliases: [{ scheme: 'own/019036', value: '49-00363-005/18410560' }],
    });
    expect(named.status).toBe(201);
    const found = await running.get(`/api/v1/units/${encodeURIComponent('own/019036:49-00363-005/18410560')}`);
    expect(found.body.unitId).toBe(unit);
    const both = await running.post('/api/v1/units/identifications', { unit, owner: '019036', aliases });
    expect([both.status, both.body.type]).toEqual([422, problem('invalid-fields')]);
  });

  it('takes declarations, programmes, conferrals and notices, and corrects them', async () => {
    const acts: [string, object][] = [
      [
        'declarations/cremonese/2025/019036',
        { type: 'SurveyAnswered', effectiveOn: '2024-12-10', status: 'submitted' },
      ],
      [
        'programmes/pnrr-1',
        { type: 'ProgrammeProposed', effectiveOn: '2024-02-01', name: 'PNRR', owner: '019036', ambito: 'cremonese' },
      ],
      [
        'conferrals/c-1',
        {
          type: 'ConventionOpened',
          effectiveOn: '2024-02-01',
          body: '019036',
          ambito: 'cremonese',
          title: 'Convenzione 1',
        },
      ],
      ['notices/avviso-1', { type: 'NoticeOpened', effectiveOn: '2024-02-01', ambito: 'cremonese', title: 'Avviso 1' }],
    ];
    for (const [path, fact] of acts) {
      const answer = await running.post(`/api/v1/${path}/facts`, fact);
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 201, `/api/v1/${path}/events`]);
      const shown = await running.get(`/api/v1/${path}`);
      expect([path, shown.status, shown.headers.get('etag')]).toEqual([path, 200, '"0"']);
      const annulled = await running.post(
        `/api/v1/${path}/annulments`,
        { target: told(answer).events[0]!.id, reason: 'error' },
        { 'If-Match': '"0"' },
      );
      expect([path, annulled.status, annulled.headers.get('etag')]).toEqual([path, 201, '"1"']);
      const events = (await running.get(`/api/v1/${path}/events`)).body.items as { type: string }[];
      expect(events.map(({ type }) => type)).toEqual([(fact as { type: string }).type, 'EventAnnulled']);
    }
    const lists = await Promise.all(
      ['declarations', 'programmes', 'conferrals', 'notices'].map((list) => running.get(`/api/v1/${list}`)),
    );
    expect(lists.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('keeps who said so as it was written, and the correlation id, in the event', async () => {
    const actor = 'Ufficio Casa – Città di Cremona';
    const utf8 = Buffer.from(actor).toString('latin1');
    const unit = await running.unit({}, { 'X-Actor': utf8, 'Correlation-ID': 'case-42' });
    const { items } = (await running.get(`/api/v1/units/${unit}/events`)).body as {
      items: { actor: string; correlationId: string }[];
    };
    expect(items[0]).toMatchObject({ actor, correlationId: 'case-42' });
  });
});
