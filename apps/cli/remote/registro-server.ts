import type { CommandContext, Outcome } from '#recording';
import { both, type Language } from '#wording';
import { BadCall, type ExitCode } from '../shell.js';
import type { RemoteRequest } from './remote-request.js';

/** A running server said no; the words are its own, in the language asked for. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused';
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }

  /** A refusal and a revision that has passed are the data's; anything else is the call's, or the server's. */
  get exitCode(): ExitCode {
    return this.status === 409 || this.status === 412 ? 1 : 2;
  }
}

/** A server of this register, over HTTP (architecture.md, section 7). */
export class RegistroServer {
  private readonly base: URL;

  /** @throws BadCall the address is none */
  constructor(
    url: string,
    private readonly language: Language,
  ) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new BadCall(
        both(`--server: «${url}» non è un indirizzo http.`, `--server: "${url}" is not an http address.`),
      );
    }
    this.base = new URL('api/v1/', url.endsWith('/') ? url : `${url}/`);
  }

  /** The items of a list that is whole. @throws ServerRefused */
  async list<T>(path: string): Promise<readonly T[]> {
    return ((await this.ask(path, {})) as { readonly items: readonly T[] }).items;
  }

  /** Executes a command. @throws ServerRefused */
  async execute({ path, body }: RemoteRequest, context: CommandContext): Promise<Outcome> {
    const { expectedRevision } = context;
    const answer = await this.ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        // A header holds bytes: the name goes as UTF-8, which the server reads back.
        'x-actor': Buffer.from(context.actor, 'utf8').toString('latin1'),
        'idempotency-key': context.commandId,
        'correlation-id': context.correlationId,
        ...(expectedRevision === 'none' && { 'if-none-match': '*' }),
        ...(typeof expectedRevision === 'number' && { 'if-match': `"${expectedRevision}"` }),
      },
    });
    const { position, ...outcome } = answer as Omit<Outcome, 'position'> & { readonly position: string | null };
    return { ...outcome, position: position === null ? null : Number(position) };
  }

  private async ask(path: string, request: RequestInit): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(new URL(path, this.base), {
        ...request,
        headers: { ...request.headers, 'accept-language': this.language },
      });
    } catch {
      throw new BadCall(
        both(`Nessun server risponde a ${this.base.origin}.`, `No server answers at ${this.base.origin}.`),
      );
    }
    const answer: unknown = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    const { title, detail } = answer as { readonly title?: string; readonly detail?: string };
    throw new ServerRefused(response.status, [title ?? `HTTP ${response.status}`, detail].filter(Boolean).join(': '));
  }
}
