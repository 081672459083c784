import { connect } from 'node:net';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './testing/answer.js';
import { registration, RunningRegister } from './testing/running-register.js';

const problem = (kind: string) => `urn:registro-alloggi:problem:${kind}`;
const faults = (answer: Answer) =>
  (answer.body.problems as { in: string; field: string; rule: string }[]).map((f) => `${f.in} ${f.field}: ${f.rule}`);

describe('bad input gets an answer of its own, and nothing is recorded', () => {
  let running: RunningRegister;
  let unit: string;
  let facts: string;
  let events: number;
  beforeAll(async () => {
    running = await (await RunningRegister.start()).withCremona();
    unit = await running.unit();
    facts = `/api/v1/units/${unit}/facts`;
    events = (await running.register.store.head()).position;
  });
  afterAll(async () => {
    expect((await running.register.store.head()).position).toBe(events);
    await running.stop();
  });

  const release = (more: object) => running.post(facts, { type: 'UnitReleased', ...more });

  describe('in the body', () => {
    it('that is no JSON', async () => {
      const answer = await running.post(facts, '{"type": "UnitReleased",');
      expect([answer.status, answer.body.type]).toEqual([400, problem('malformed-json')]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    });

    it('that is empty, not UTF-8 or a nest of brackets', async () => {
      for (const body of [' ', new Uint8Array([0x7b, 0xff, 0x7d]), '['.repeat(500_000)]) {
        const answer = await running.post(facts, body);
        expect([answer.status, answer.body.type]).toEqual([400, problem('malformed-json')]);
      }
    });

    it('that is over 1 MiB, said beforehand or not', async () => {
      const large = JSON.stringify({ type: 'UnitReleased', effectiveOn: '2024-05-01', note: 'x'.repeat(1_048_576) });
      const said = await running.post(facts, large);
      expect([said.status, said.body.type]).toEqual([413, problem('body-too-large')]);
      const unsaid = await chunked(running.server.url + facts, large);
      expect([unsaid.status, unsaid.body.type]).toEqual([413, problem('body-too-large')]);
    });

    it('that is exactly 1 MiB is read', async () => {
      const frame = JSON.stringify({ type: 'UnitReleased', effectiveOn: '2024-05-01', note: '' });
      const whole = frame.replace('""', `"${'x'.repeat(1_048_576 - frame.length)}"`);
      const answer = await running.post(facts, whole);
      expect([answer.status, faults(answer)]).toEqual([422, ['body note: maxLength']]);
    });

    it.each([
      ['text/plain', undefined],
      ['application/x-www-form-urlencoded', undefined],
      ['application/json; charset=utf-16', undefined],
      ['application/json', 'gzip'],
    ])('that is %s, encoded %s', async (type, encoding) => {
      const headers = { 'Content-Type': type, ...(encoding !== undefined && { 'Content-Encoding': encoding }) };
      const answer = await running.post(facts, '{}', headers);
      expect([answer.status, answer.body.type]).toEqual([415, problem('unsupported-media-type')]);
    });

    it('that has no type at all', async () => {
      const answer = await raw(
        running,
        `POST ${facts} HTTP/1.1\r\nHost: localhost\r\nX-Actor: a\r\nContent-Length: 2\r\n\r\n{}`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 415 [^]*accept-post: application\/json/i);
    });

    it('that is no object', async () => {
      for (const body of ['[]', '"x"', '3', 'null']) {
        const answer = await running.post(facts, body);
        expect([answer.status, faults(answer)]).toEqual([422, ['body : isObject']]);
      }
    });

    it('that names a date which does not exist', async () => {
      for (const effectiveOn of [
        '2024-02-30',
        '0000-01-01',
        '2023-02-29',
        '2024-1-1',
        '01/03/2024',
        '2024-03-01T00:00:00Z',
      ]) {
        const answer = await release({ effectiveOn });
        expect([effectiveOn, answer.status, faults(answer)]).toEqual([
          effectiveOn,
          422,
          ['body effectiveOn: isCivilDate'],
        ]);
      }
    });

    it('that takes the days when the clock changes for what they are: days', async () => {
      const answer = await release({ effectiveOn: '2024-03-31', note: 3 });
      expect(faults(answer)).not.toContainEqual(expect.stringContaining('effectiveOn'));
    });

    it('that has an unknown field, misses one, or holds a wrong type: every fault is named', async () => {
      const answer = await running.post(facts, {
        type: 'UnitAssigned',
        tenant: 'Rossi',
        channel: 'friendship',
        indigent: 'yes',
      });
      expect(answer.status).toBe(422);
      expect(faults(answer).sort()).toEqual([
        'body channel: isIn',
        'body effectiveOn: required',
        'body indigent: isBoolean',
        'body tenant: whitelistValidation',
      ]);
    });

    it('that has a fault deep inside a list', async () => {
      const answer = await running.post(facts, {
        facts: [
          { type: 'UnitReleased', effectiveOn: '2024-05-01' },
          { type: 'UnitInspected', effectiveOn: '2024-05-02', outcome: 'nice' },
        ],
      });
      expect([answer.status, faults(answer)]).toEqual([422, ['body facts.1.outcome: isIn']]);
      const registered = await running.post('/api/v1/units', registration({ aliases: [{ scheme: 'regional' }] }));
      expect([registered.status, faults(registered)]).toEqual([422, ['body aliases.0.value: required']]);
    });

    it('that names no fact, or one that is a command of its own', async () => {
      for (const type of ['UnitVanished', 'UnitRegistered', 'EventAnnulled', 'constructor', 7, undefined]) {
        const answer = await running.post(facts, { type, effectiveOn: '2024-05-01' });
        expect([answer.status, faults(answer)]).toEqual([422, ['body type: isIn']]);
      }
    });

    it('that has an empty list of facts, or a field beside it', async () => {
      expect(faults(await running.post(facts, { facts: [] }))).toEqual(['body facts: isArray']);
      expect(faults(await running.post(facts, { facts: [{}], actor: 'x' }))).toEqual([
        'body actor: whitelistValidation',
      ]);
    });

    it('that has __proto__ keys, at any depth', async () => {
      const shallow = await running.post(
        facts,
        '{"type":"UnitReleased","effectiveOn":"2024-05-01","__proto__":{"a":1}}',
      );
      expect([shallow.status, faults(shallow)]).toEqual([422, ['body __proto__: whitelistValidation']]);
      const deep = await running.post(
        '/api/v1/units',
        JSON.stringify(registration()).replace('[{', '[{"__proto__":{"x":1},'),
      );
      expect([deep.status, faults(deep)]).toEqual([422, ['body __proto__: whitelistValidation']]);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    });
  });

  describe('in the address', () => {
    it('that is none', async () => {
      for (const path of [
        '/',
        '/api',
        '/api/v2/units',
        '/api/v1/unit',
        `/api/v1/units/${unit}/x`,
        '/api/v1/plans/cremonese',
      ]) {
        const answer = await running.get(path);
        expect([path, answer.status, answer.body.type]).toEqual([path, 404, problem('unknown-address')]);
      }
    });

    it('that does not know the method; it says which ones it knows', async () => {
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const answer = await running.send(method, '/api/v1/units', {});
        expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, POST']);
        expect(answer.body.type).toBe(problem('method-not-allowed'));
      }
      expect((await running.send('GET', facts, {})).headers.get('allow')).toBe('POST');
    });

    it('that is badly encoded', async () => {
      const answer = await running.get('/api/v1/units/%E0%A4%A');
      expect([answer.status, answer.body.type]).toEqual([400, problem('malformed-request')]);
    });

    it('that names a unit, body or plan that is not there', async () => {
      for (const path of [
        'units/nobody',
        'units/nobody/events',
        'bodies/999999',
        'bodies/999999/events',
        'plans/atlantis/2025',
      ]) {
        const answer = await running.get(`/api/v1/${path}`);
        expect([path, answer.status, answer.body.type]).toEqual([path, 404, problem('not-found')]);
      }
      const answer = await running.post('/api/v1/units/nobody/facts', {
        type: 'UnitReleased',
        effectiveOn: '2024-05-01',
      });
      expect([answer.status, answer.body.type]).toEqual([404, problem('not-found')]);
    });

    it('that has a year which is none', async () => {
      for (const year of ['0', '0000', '25', 'MMXXV', '2025.5', '-2025', '99999999999999999999']) {
        for (const plans of ['cremonese', 'region']) {
          const answer = await running.get(`/api/v1/plans/${plans}/${year}`);
          expect([year, answer.status]).toEqual([year, 422]);
          expect(faults(answer)).toContainEqual(expect.stringMatching(/^path year: /));
        }
      }
    });

    it('that has a parameter which is unknown, twice there or without use', async () => {
      const asked = async (query: string) => faults(await running.get(`/api/v1/units?${query}`));
      expect(await asked('colour=blue')).toEqual(['query colour: whitelistValidation']);
      expect(await asked('__proto__=1')).toEqual(['query __proto__: whitelistValidation']);
      expect(await asked('q=a&q=b')).toContain('query q: isString');
      expect(await asked('limit=0')).toEqual(['query limit: min']);
      expect(await asked('limit=ten')).toContain('query limit: isInt');
      expect(await asked('sat=maybe')).toEqual(['query sat: isBoolean']);
      expect(await asked('lifecycle=ASLEEP')).toEqual(['query lifecycle: isIn']);
      expect(await asked('validAt=2024-02-30')).toEqual(['query validAt: isCivilDate']);
      expect(await asked('cursor=abc')).toEqual(['query cursor: cursor']);
      expect(await asked('fields=label,colour')).toEqual(['query fields: isIn']);
      expect(await asked('letter=g')).toEqual(['query ambito: required']);
      expect(await asked('year=2025')).toEqual(['query letter: required']);
      expect(await asked('minPosition=soon')).toEqual(['query minPosition: matches']);
    });

    it('that has a knownAt which is no coordinate of this log', async () => {
      const texts = [
        '2025-01-15T10:00:00',
        '2025-02-30T10:00:00Z',
        '2025-01-15T25:00:00Z',
        '2025-01-15',
        '-1',
        '999999',
        'yesterday',
      ];
      for (const text of texts) {
        const answer = await running.get(`/api/v1/units/${unit}?knownAt=${encodeURIComponent(text)}`);
        expect([text, answer.status, faults(answer)]).toEqual([text, 422, ['query knownAt: knownAt']]);
      }
      const bare = await running.get(`/api/v1/units/${unit}?knownAt=2025-01-15T10:00:00+01:00`);
      expect([bare.status, bare.body.detail]).toEqual([422, expect.stringContaining('%2B')]);
    });

    it('that looks for events between instants which are none', async () => {
      for (const text of ['2025-02-30T00:00:00Z', '2025-01-15T10:00:00', '2025-01-15', 'yesterday']) {
        const answer = await running.get(`/api/v1/events?recordedFrom=${text}&recordedTo=2025-01-01T00:00:00Z`);
        expect([text, answer.status, faults(answer)]).toEqual([text, 422, ['query recordedFrom: isInstant']]);
      }
    });

    it('that asks for a number, rule set or cell which is none', async () => {
      const plan = '/api/v1/plans/cremonese/2025';
      const cell = await running.get(`${plan}/explanations?cell=z.nothing`);
      expect([cell.status, faults(cell)]).toEqual([422, ['query cell: knownCell']]);
      expect(faults(await running.get(`${plan}/explanations`))).toEqual(['query cell: required']);
      expect(faults(await running.get(`${plan}?ruleSet=mine`))).toEqual(['query ruleSet: knownRuleSet']);
      const name = await running.get(`${plan}/explanations?cell=g.free&owner=Cremano`);
      expect([name.status, name.body.nearest]).toEqual([422, ['Cremona']]);
    });
  });

  describe('in the headers', () => {
    const body = { type: 'UnitReleased', effectiveOn: '2024-05-01' };

    it('that do not say who acts', async () => {
      for (const headers of [{}, { 'X-Actor': '  ' }] as Record<string, string>[]) {
        const answer = await running.send('POST', facts, { body, headers });
        expect([answer.status, answer.body.type, faults(answer)]).toEqual([
          400,
          problem('missing-actor'),
          ['header X-Actor: required'],
        ]);
      }
      const long = await running.post(facts, body, { 'X-Actor': 'x'.repeat(201) });
      expect([long.status, faults(long)]).toEqual([400, ['header X-Actor: actor']]);
    });

    it.each([
      ['Idempotency-Key', 'today', 'isUuid'],
      ['If-Match', 'W/"3"', 'precondition'],
      ['If-Match', '*', 'precondition'],
      ['If-None-Match', '"3"', 'precondition'],
      ['Correlation-ID', 'a b', 'matches'],
    ])('%s: %s', async (header, value, rule) => {
      const answer = await running.post(facts, body, { [header]: value });
      expect([answer.status, answer.body.type, faults(answer)]).toEqual([
        400,
        problem('bad-header'),
        [`header ${header}: ${rule}`],
      ]);
    });

    it('that accept no JSON', async () => {
      const answer = await running.get('/api/v1/units', { Accept: 'text/html' });
      expect([answer.status, answer.body.type]).toEqual([406, problem('not-acceptable')]);
    });

    it('that are for another host', async () => {
      const answer = await raw(running, 'GET /api/v1/units HTTP/1.1\r\nHost: evil.example\r\n\r\n');
      expect(answer).toMatch(/^HTTP\/1\.1 421 [^]*problem:misdirected/);
    });

    it('that are too large, or no HTTP', async () => {
      const large = await raw(running, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
      expect(large).toMatch(/^HTTP\/1\.1 431 [^]*application\/problem\+json[^]*problem:headers-too-large/);
      expect(await raw(running, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*problem:malformed-request/);
    });
  });

  it('is told in Italian to who reads Italian', async () => {
    const answer = await running.get('/api/v1/units?colour=blue', { 'Accept-Language': 'it-IT,it;q=0.9' });
    expect(answer.body).toMatchObject({ title: 'Campi non validi', detail: 'colour non è un campo previsto' });
    expect(answer.headers.get('content-language')).toBe('it');
  });

  it('is never told by a stack trace, a path of the machine or what the body said', async () => {
    const answers = [
      await running.post(facts, '{"secret": "RSSMRA80A01D150X"'),
      await running.post(facts, { type: 'UnitReleased', effectiveOn: 'RSSMRA80A01D150X' }),
      await running.get('/api/v1/units/%E0%A4%A'),
    ];
    for (const { text } of answers) expect(text).not.toMatch(/RSSMRA80A01D150X|\bat .*:\d+:\d+|node_modules/);
    expect(running.lines.join('\n')).not.toMatch(/RSSMRA80A01D150X/);
  });
});

/** Sends bytes as they are and gives what comes back. */
function raw(running: RunningRegister, bytes: string): Promise<string> {
  const { port } = new URL(running.server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('}')) socket.destroy();
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

/** Sends a body whose length is not said beforehand. */
function chunked(
  url: string,
  body: string,
): Promise<{ readonly status: number; readonly body: { readonly type: string } }> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'X-Actor': 'ufficio-casa', 'Transfer-Encoding': 'chunked' };
    const sending = request(url, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(text) as { type: string } }));
    });
    sending.on('error', reject);
    for (let at = 0; at < body.length; at += 65_536) sending.write(body.slice(at, at + 65_536));
    sending.end();
  });
}
