import type { CommandContext, Outcome } from '#recording';
import { both, type Language } from '#wording';
import { BadCall, type ExitCode } from '../shell.js';
import type { RemoteRequest } from './remote-request.js';

/** A running server said no; the words are its own, in the language asked for. */
export class ServerRefused extends Error {
  override readonly name = 'ServerRefused';
  /** @param kind the last part of the problem's `type`; empty where the answer was no problem of this register */
  constructor(
    readonly kind: string,
    detail: string,
  ) {
    super(detail);
  }

  /** A refusal, a race that was lost and a revision that has passed are the data's; anything else the call's, or the server's. */
  get exitCode(): ExitCode {
    return THE_DATA_SAY_NO.has(this.kind) ? 1 : 2;
  }
}

const THE_DATA_SAY_NO: ReadonlySet<string> = new Set(['command-rejected', 'contended', 'precondition-failed']);

interface PageOfList<T> {
  readonly items: readonly T[];
  readonly _links?: { readonly next?: { readonly href: string } };
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

  /** Every item of a list, page after page. @throws ServerRefused */
  async list<T>(path: string): Promise<readonly T[]> {
    const items: T[] = [];
    let search: string | undefined = '';
    while (search !== undefined) {
      const page = (await this.ask(`${path}${search}`, {})) as PageOfList<T>;
      items.push(...page.items);
      const next = page._links?.next;
      search = next === undefined ? undefined : new URL(next.href, this.base).search;
    }
    return items;
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
    const { type = '', title, detail } = answer as { readonly type?: string; title?: string; detail?: string };
    const said = [title ?? `HTTP ${response.status}`, detail].filter(Boolean).join(': ');
    throw new ServerRefused(type.split(':').at(-1)!, said);
  }
}
