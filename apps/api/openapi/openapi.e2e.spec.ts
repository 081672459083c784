import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { RunningRegister } from '../testing/running-register.js';

interface Node {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

describe('the OpenAPI document, by the Italian guidelines', () => {
  let running: RunningRegister;
  let document: OpenAPIObject;
  let nodes: readonly Node[];
  beforeAll(async () => {
    running = await RunningRegister.start();
    document = running.contract.document;
    nodes = [...objectsIn(document, '#')];
  });
  afterAll(() => running.stop());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      (['get', 'post'] as const).flatMap((method) => (item[method] ? [{ path, method, operation: item[method] }] : [])),
    );

  it('describes every route of the server, and none that is not there', () => {
    const documented = operations().map(({ path, method }) => {
      const address = /^\/(health|metrics)/.test(path) ? path : `/api/v1${path}`;
      return `${method.toUpperCase()} ${address.replace(/\{(\w+)\}/g, ':$1')}`;
    });
    const served = running.server.routes.filter(
      ({ path }) => !path.startsWith('/api/docs') && path !== '/api/openapi.json',
    );
    expect(documented.sort()).toEqual(served.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('is OpenAPI 3 with a summary, a contact and a semantic version', () => {
    expect(document.openapi).toMatch(/^3\./);
    const info = document.info as unknown as Record<string, unknown>;
    expect(info['x-summary']).toEqual(expect.stringMatching(/\w/));
    expect(info.contact).toEqual({ name: 'Registro Alloggi', url: `${running.server.url}/api/docs` });
    expect(info.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('describes each server, and calls the one over http a sandbox', () => {
    const servers = nodes.filter(({ path }) => /\/servers\/\d+$/.test(path));
    expect(servers.length).toBeGreaterThan(1);
    for (const { value } of servers) {
      expect(value).toEqual({
        url: expect.stringMatching(/^http:/),
        description: expect.stringMatching(/\w/),
        'x-sandbox': true,
      });
    }
  });

  it('has paths in kebab-case and names in camelCase', () => {
    for (const path of Object.keys(document.paths)) expect(path).toMatch(/^(\/[a-z0-9-]+|\/\{[a-zA-Z0-9]+\})+$/);
    const inAddress = nodes
      .filter(({ value }) => value.in === 'query' || value.in === 'path')
      .map(({ value }) => value.name);
    const inBodies = nodes
      .filter(({ path }) => path.endsWith('/properties'))
      .flatMap(({ value }) => Object.keys(value))
      .filter((name) => name !== '_links' && !/^(COMUNE|ALER|AMBITO)$/.test(name));
    expect(inBodies.length).toBeGreaterThan(100);
    for (const name of [...inAddress, ...inBodies]) expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
  });

  it('gives every number a format', () => {
    const numbers = nodes.filter(({ value }) => value.type === 'integer' || value.type === 'number');
    expect(numbers.length).toBeGreaterThan(50);
    for (const { path, value } of numbers) {
      expect({ path, format: value.format }).toEqual({ path, format: value.type === 'integer' ? 'int32' : 'double' });
    }
  });

  it('declares no Authorization, Accept or Content-Type as a header', () => {
    const headers = nodes.flatMap(({ path, value }) =>
      value.in === 'header' ? [value.name as string] : path.endsWith('/headers') ? Object.keys(value) : [],
    );
    expect(headers.length).toBeGreaterThan(10);
    for (const name of headers) expect(name).not.toMatch(/^(accept|content-type|authorization)$/i);
  });

  it('answers every error with problem+json, and 429 and 503 say when to try again', () => {
    for (const { operation } of operations()) {
      const errors = Object.entries(operation.responses).filter(([status]) => status >= '400');
      expect(errors.length).toBeGreaterThan(5);
      for (const [status, response] of errors) {
        const resolved = resolve(document, response!) as { content: object; headers: object };
        expect(Object.keys(resolved.content)).toEqual(['application/problem+json']);
        if (status === '429' || status === '503') expect(resolved.headers).toHaveProperty('Retry-After');
      }
    }
  });

  it('answers with objects, with a status for the service, and bodies only where they are sent', () => {
    expect(Object.keys(document.paths)).toContain('/status');
    for (const { operation, method } of operations()) {
      expect('requestBody' in operation).toBe(method === 'post');
      const answer = resolve(document, operation.responses[200]!) as { content: Record<string, { schema: object }> };
      for (const [type, { schema }] of Object.entries(answer.content)) {
        if (type.endsWith('json')) expect(resolve(document, schema)).toHaveProperty('type', 'object');
      }
    }
  });

  it('writes lists as items and _links, and asks for pages by the recommended names', () => {
    for (const [name, schema] of Object.entries(document.components!.schemas!).filter(([name]) =>
      /List$|History$/.test(name),
    )) {
      expect({ name, schema }).toHaveProperty(['schema', 'properties', 'items', 'type'], 'array');
      expect({ name, schema }).toHaveProperty(['schema', 'properties', '_links', 'properties', 'next']);
    }
    const units = document.paths['/units']!.get!.parameters!.map((parameter) =>
      'name' in parameter ? parameter.name : '',
    );
    expect(units).toEqual(
      expect.arrayContaining(['q', 'cursor', 'limit', 'sort', 'fields', 'validAt', 'knownAt', 'minPosition']),
    );
  });

  it('takes both clocks on every read of facts', () => {
    const onlyKnowledge = /declarations|\/events$/;
    for (const { path, method, operation } of operations()) {
      if (method !== 'get' || /^\/(status|health|metrics|events$)/.test(path)) continue;
      const names = operation.parameters!.map((parameter) => ('name' in parameter ? parameter.name : ''));
      const asked = onlyKnowledge.test(path) ? ['knownAt'] : ['knownAt', 'validAt'];
      const compared = asked.flatMap((name) => [
        `from${name[0]!.toUpperCase()}${name.slice(1)}`,
        `to${name[0]!.toUpperCase()}${name.slice(1)}`,
      ]);
      expect({ path, names }).toEqual({
        path,
        names: expect.arrayContaining(path.endsWith('comparisons') ? compared : asked),
      });
    }
  });

  it('names every operation once', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(?!get|post|put|delete|patch|head)[a-z][a-zA-Z]+$/);
  });

  it('refers to nothing that is not in it', () => {
    const references = nodes.filter(({ value }) => typeof value.$ref === 'string');
    expect(references.length).toBeGreaterThan(100);
    for (const { value } of references) expect(resolve(document, value)).toBeDefined();
  });

  it('is shown to people at /api/docs', async () => {
    const page = await running.get('/api/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await running.get('/api/docs/swagger-ui-init.js')).text).toContain('recordUnitFacts');
    expect((await running.get('/api/docs/nothing-of-the-kind')).body).toHaveProperty(
      'type',
      'urn:registro-alloggi:problem:unknown-address',
    );
  });
});

function* objectsIn(value: unknown, path: string): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { path, value: value as Readonly<Record<string, unknown>> };
  for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, `${path}/${key}`);
}

/** What a reference stands for, or the thing itself. */
function resolve(document: OpenAPIObject, value: object): unknown {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value;
  return value.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
}
