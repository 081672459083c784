import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '../../libs/event-store/port.js';
import type { ApiProcess } from './api-process.js';

const CREMONA = '019036';
/** How long a caller waits before he asks again, in milliseconds: shorter than Retry-After says, to be sure. */
const AGAIN = 100;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What came of the work of some offices. Every list is empty when all is well. */
export interface OfficeWork {
  readonly acknowledged: number;
  readonly reads: number;
  /** Reads that did not hold what their `minPosition` promised. */
  readonly stale: readonly string[];
  /** Answers that are neither a success nor a 503 with Retry-After. */
  readonly strange: readonly string[];
  readonly unavailable: number;
  /** The longest that a command or a read was answered 503, or by nobody, in seconds. */
  readonly longestOutage: number;
}

/** Offices at their desks: each writes through one API, at random, and reads through another what it has just written. */
export class Offices {
  readonly #apis: readonly ApiProcess[];
  readonly #commands = new Map<string, number>();
  readonly #stale: string[] = [];
  readonly #strange: string[] = [];
  #reads = 0;
  #unavailable = 0;
  #longest = 0;

  constructor(apis: readonly ApiProcess[]) {
    this.#apis = apis;
  }

  get acknowledged(): number {
    return this.#commands.size;
  }

  /** A first command that the others stand on. */
  async open(): Promise<void> {
    const registered = { effectiveOn: '2000-01-01', kind: 'COMUNE', name: 'Cremona', ambiti: ['cremonese'] };
    await this.#command(`/api/v1/bodies/${CREMONA}/facts`, { type: 'BodyRegistered', ...registered }, 1);
  }

  /** Works until it is told to stop: units are registered, left, released. */
  async work(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) await this.#oneUnit();
  }

  /** Works so many units through. */
  async workThrough(units: number): Promise<void> {
    for (let n = 0; n < units; n++) await this.#oneUnit();
  }

  told(): OfficeWork {
    return {
      acknowledged: this.#commands.size,
      reads: this.#reads,
      stale: this.#stale,
      strange: this.#strange,
      unavailable: this.#unavailable,
      longestOutage: Math.round(this.#longest) / 1000,
    };
  }

  /** Commands that were acknowledged and are not in the log with all their events, or with more. */
  async missingOrDoubled(log: EventStore): Promise<readonly string[]> {
    const found = new Map<string, number>();
    for await (const { metadata } of log.readAll(0)) {
      found.set(metadata.commandId, (found.get(metadata.commandId) ?? 0) + 1);
    }
    return [...this.#commands].flatMap(([id, events]) =>
      found.get(id) === events ? [] : [`${id}: ${found.get(id) ?? 0} of ${events}`],
    );
  }

  async #oneUnit(): Promise<void> {
    const value = randomUUID();
    const registration = {
      ...{ effectiveOn: '2024-01-01', owner: CREMONA, municipality: CREMONA, ambito: 'cremonese' },
      ...{ serviceClass: 'SAP', stock: 'IN_STOCK', lifecycle: 'OCCUPIED', aliases: [{ scheme: 'regional', value }] },
    };
    const { id, status } = await this.#command('/api/v1/units', registration, 2, (at) => [
      `/api/v1/units/regional:${value}?minPosition=${at}`,
      `/api/v1/units?q=${value}&minPosition=${at}`,
    ]);
    if (status !== 'recorded' && status !== 'repeated') return;
    const facts = `/api/v1/units/${String(id)}/facts`;
    const seen = (at: string): string[] => [`/api/v1/units/${String(id)}/events?minPosition=${at}`];
    await this.#command(facts, { type: 'TenancyTerminated', effectiveOn: '2024-02-01', cause: 'notice' }, 1, seen);
    await this.#command(facts, { type: 'UnitReleased', effectiveOn: '2024-03-01' }, 1, seen);
  }

  /** Gives a command until it is acknowledged, by whichever API, then reads through another. */
  async #command(
    path: string,
    body: object,
    events: number,
    reads: (position: string) => readonly string[] = () => [],
  ): Promise<Answer['body']> {
    const key = randomUUID();
    const headers = { 'Content-Type': 'application/json', 'X-Actor': 'ufficio-casa', 'Idempotency-Key': key };
    const asked = { method: 'POST', headers, body: JSON.stringify(body) };
    const first = Math.floor(Math.random() * this.#apis.length);
    const answer = await this.#until(first, path, asked);
    if (answer.status >= 300) {
      this.#strange.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    }
    this.#commands.set(key, events);
    const { position, id, events: recorded } = answer.body;
    const wanted = (recorded as readonly { id: string }[]).at(-1)?.id ?? '';
    for (const read of reads(String(position))) {
      this.#reads++;
      const found = await this.#until(first + 1, read, {});
      const text = JSON.stringify(found.body);
      const holds = read.includes('/events') ? text.includes(wanted) : text.includes(String(id));
      if (found.status !== 200 || !holds) this.#stale.push(`${read}: ${found.status}`);
    }
    return answer.body;
  }

  /** Asks one API after the other until one answers with something else than a 503. */
  async #until(first: number, path: string, asked: RequestInit): Promise<Answer> {
    const begun = performance.now();
    for (let n = first; ; n++) {
      const answer = await ask(this.#apis[n % this.#apis.length]!, path, asked);
      if (answer && answer.status !== 503) {
        this.#longest = Math.max(this.#longest, n > first ? performance.now() - begun : 0);
        return answer;
      }
      if (answer && answer.retryAfter === null) this.#strange.push(`${path}: 503 without Retry-After`);
      this.#unavailable++;
      await sleep(AGAIN);
    }
  }
}

/** Nothing when nobody is there, or the connection broke. */
async function ask({ url }: ApiProcess, path: string, asked: RequestInit): Promise<Answer | undefined> {
  try {
    const response = await fetch(`${url}${path}`, asked);
    const body = (await response.json()) as Answer['body'];
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
  } catch {
    return undefined;
  }
}
