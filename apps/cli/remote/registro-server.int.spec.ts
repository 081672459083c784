import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegistroServer } from './registro-server.js';

const answers: Record<string, [status: number, body: object]> = {
  '/registro/api/v1/bodies': [200, { items: [1, 2], _links: { next: { href: '/api/v1/bodies?cursor=a%2B' } } }],
  '/registro/api/v1/bodies?cursor=a%2B': [200, { items: [3], _links: {} }],
  '/registro/api/v1/ambiguous': [409, { type: 'urn:registro-alloggi:problem:ambiguous-alias', title: 'Ambiguo' }],
  '/registro/api/v1/refused': [409, { type: 'urn:registro-alloggi:problem:command-rejected', title: 'Rifiutato' }],
};

describe('a running server, asked by the command line', () => {
  const http = createServer((request, response) => {
    const [status, body] = answers[request.url ?? ''] ?? [502, 'no register here'];
    response.writeHead(status).end(JSON.stringify(body));
  });
  let server: RegistroServer;

  beforeAll(async () => {
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    server = new RegistroServer(`http://127.0.0.1:${(http.address() as AddressInfo).port}/registro`, 'it');
  });
  afterAll(() => {
    http.close();
  });

  // A Region has more bodies than a page holds: those on the second could not be named.
  it('gives a list whole, whatever its pages, also behind a prefix', async () => {
    expect(await server.list('bodies')).toEqual([1, 2, 3]);
  });

  it.each([
    ['refused', 1],
    ['ambiguous', 2],
    ['elsewhere', 2],
  ])('ends as the same act on the register itself would: %s', async (path, exitCode) => {
    await expect(server.list(path)).rejects.toMatchObject({ name: 'ServerRefused', exitCode });
  });
});
