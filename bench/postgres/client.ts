import { connect, type Socket } from 'node:net';

/** What a database says no with. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError';
}

interface Asked {
  readonly rows: string[][];
  readonly resolve: (rows: readonly (readonly string[])[]) => void;
  readonly reject: (error: Error) => void;
  readonly copy: Iterable<string> | undefined;
  error: Error | undefined;
}

/**
 * The least of PostgreSQL's wire protocol (version 3.0) that a bench needs: one connection to a server that trusts it,
 * statements prepared once by name, answers as text, COPY in. Nulls come as empty texts.
 */
export class PostgresClient {
  readonly #prepared = new Set<string>();
  #received: Buffer = Buffer.alloc(0);
  #asked: Asked | undefined;

  private constructor(readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  static async connect(port: number, user: string): Promise<PostgresClient> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const client = new PostgresClient(socket);
    const body = Buffer.from(`\0\x03\0\0user\0${user}\0database\0postgres\0\0`, 'latin1');
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    await client.#send([Buffer.concat([length, body])]);
    return client;
  }

  /** Runs one or more statements without parameters. */
  run(sql: string): Promise<readonly (readonly string[])[]> {
    return this.#send([message('Q', text(sql))]);
  }

  /** COPY ... FROM STDIN of lines with their line feeds. */
  async copy(sql: string, lines: Iterable<string>): Promise<void> {
    await this.#send([message('Q', text(sql))], lines);
  }

  /** A statement prepared at its first use, with its values. */
  ask(name: string, sql: string, values: readonly (string | number)[]): Promise<readonly (readonly string[])[]> {
    const parts: Buffer[] = [];
    if (!this.#prepared.has(name)) {
      parts.push(message('P', Buffer.concat([text(name), text(sql), int16(0)])));
      this.#prepared.add(name);
    }
    const bound = values.map((value) => {
      const bytes = Buffer.from(String(value));
      return Buffer.concat([int32(bytes.length), bytes]);
    });
    const binding = [text(''), text(name), int16(0), int16(values.length), ...bound, int16(0)];
    parts.push(message('B', Buffer.concat(binding)));
    parts.push(message('E', Buffer.concat([text(''), int32(0)])), message('S', Buffer.alloc(0)));
    return this.#send(parts);
  }

  close(): void {
    this.socket.end(message('X', Buffer.alloc(0)));
  }

  #send(parts: readonly Buffer[], copy?: Iterable<string>): Promise<readonly (readonly string[])[]> {
    return new Promise((resolve, reject) => {
      this.#asked = { rows: [], resolve, reject, copy, error: undefined };
      this.socket.write(Buffer.concat(parts));
    });
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    let at = 0;
    while (this.#received.length - at >= 5) {
      const end = at + 1 + this.#received.readInt32BE(at + 1);
      if (end > this.#received.length) break;
      this.#handle(this.#received[at]!, this.#received.subarray(at + 5, end));
      at = end;
    }
    this.#received = this.#received.subarray(at);
  }

  #handle(kind: number, body: Buffer): void {
    const asked = this.#asked;
    if (!asked) return;
    switch (String.fromCharCode(kind)) {
      case 'D':
        asked.rows.push(fieldsOf(body));
        return;
      case 'G':
        this.#sendCopy(asked.copy ?? []).catch((error: Error) => asked.reject(error));
        return;
      case 'E':
        asked.error = new PostgresError(body.toString('utf8').replaceAll('\0', ' '));
        return;
      case 'Z':
        this.#asked = undefined;
        if (asked.error) asked.reject(asked.error);
        else asked.resolve(asked.rows);
        return;
      default:
    }
  }

  async #sendCopy(lines: Iterable<string>): Promise<void> {
    let data = '';
    for (const line of lines) {
      data += line;
      if (data.length < 1 << 18) continue;
      if (!this.socket.write(message('d', Buffer.from(data)))) {
        await new Promise<void>((resolve) => this.socket.once('drain', resolve));
      }
      data = '';
    }
    this.socket.write(Buffer.concat([message('d', Buffer.from(data)), message('c', Buffer.alloc(0))]));
  }
}

function fieldsOf(body: Buffer): string[] {
  const fields: string[] = [];
  const count = body.readInt16BE(0);
  for (let i = 0, at = 2; i < count; i++) {
    const length = body.readInt32BE(at);
    at += 4;
    fields.push(length === -1 ? '' : body.toString('latin1', at, at + length));
    at += Math.max(0, length);
  }
  return fields;
}

function message(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(kind, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
