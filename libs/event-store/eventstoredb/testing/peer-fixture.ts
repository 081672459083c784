import { EventStoreDbEventStore, type EventStoreDbOptions } from '../eventstoredb-event-store.js';
import { ScriptedPeer } from './scripted-peer.js';

/** Short enough that a test of silence is soon over, long enough for a busy machine. */
export const DEADLINE = 1_000;

/** A peer and a log on it. */
export class PeerFixture implements AsyncDisposable {
  private constructor(
    readonly peer: ScriptedPeer,
    readonly store: EventStoreDbEventStore,
  ) {}

  static async start(options: Partial<EventStoreDbOptions> = {}): Promise<PeerFixture> {
    const peer = await ScriptedPeer.start();
    const store = new EventStoreDbEventStore({ url: peer.url, deadlineMillis: DEADLINE, ...options });
    return new PeerFixture(peer, store);
  }

  /** For tests that put events into the peer's log by themselves: the register has begun. */
  begin(): void {
    this.peer.log.put('registro.marks', '00000000-0000-4000-8000-000000000000', 'RegisterBegun', {}, {});
  }

  /** The events that lie in one of the register's streams, by id. */
  idsIn(stream: string): string[] {
    return this.peer.log.stream(`registro:${stream}`).map((event) => event.id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.close();
    await this.peer[Symbol.asyncDispose]();
  }
}
