import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { EventStore } from '#event-store';
import { Register } from '#register';
import type { Answer } from './answer.js';
import { Contract } from './contract.js';
import { startServer, type RunningServer, type ServerOptions } from '../server.js';

export type Ask = { readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

/** A register in a folder of its own, served on a free port; every answer is held against the OpenAPI document. */
export class RunningRegister {
  private constructor(
    readonly register: Register,
    readonly server: RunningServer,
    readonly lines: readonly string[],
    readonly folder: string,
    readonly contract: Contract,
  ) {}

  /** @param store the log, where it is not a file in the folder */
  static async start(
    options: Partial<ServerOptions> = {},
    clock = () => new Date(),
    store?: EventStore,
  ): Promise<RunningRegister> {
    const folder = await mkdtemp(join(tmpdir(), 'registro-api-'));
    const how = { data: folder, mode: 'write', clock, purpose: 'test' } as const;
    if (!store) await Register.create(folder);
    const register = store ? await Register.on(store, how) : await Register.open(how);
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    const given = { bind: '127.0.0.1', port: 0, publishedOnLoopback: false, language: 'en', log } as const;
    const server = await startServer(register, { ...given, ...options });
    const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as OpenAPIObject;
    return new RunningRegister(register, server, lines, folder, new Contract(document));
  }

  /** Another server of the same register, with its own limits. */
  beside(options: Partial<ServerOptions>): Promise<RunningServer> {
    const given = {
      bind: '127.0.0.1',
      port: 0,
      publishedOnLoopback: false,
      language: 'en',
      log: () => undefined,
    } as const;
    return startServer(this.register, { ...given, ...options });
  }

  async stop(): Promise<void> {
    await this.server.close();
    await this.register.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  /** A command by `ufficio-casa`. */
  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('POST', path, { body, headers: { 'X-Actor': 'ufficio-casa', ...headers } });
  }

  async send(method: string, path: string, { headers = {}, body }: Ask): Promise<Answer> {
    const sent = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
    const response = await fetch(`${this.server.url}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: sent ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const parsed = isJson && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {};
    const answer = { status: response.status, headers: response.headers, text, body: parsed };
    this.contract.check(method, path, answer);
    return answer;
  }

  /** Cremona and its Ambito: what most tests stand on. */
  async withCremona(): Promise<this> {
    await this.post('/api/v1/bodies/019036/facts', {
      type: 'BodyRegistered',
      effectiveOn: '2024-01-01',
      kind: 'COMUNE',
      name: 'Cremona',
      ambiti: ['cremonese'],
    });
    return this;
  }

  /** Registers a unit of Cremona and gives its id. */
  async unit(more: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const answer = await this.post('/api/v1/units', registration(more), headers);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body.id as string;
  }
}

/** A request that registers an occupied unit of Cremona, by an alias of its own. */
export function registration(more: object = {}): object {
  return {
    effectiveOn: '2024-01-01',
    owner: '019036',
    municipality: '019036',
    ambito: 'cremonese',
    serviceClass: 'SAP',
    stock: 'IN_STOCK',
    lifecycle: 'OCCUPIED',
    aliases: [{ scheme: 'regional', value: randomUUID() }],
    ...more,
  };
}
