import type { EventStore, SubscriptionItem } from '#event-store';

/**
 * One process's way to a log that others share: what others do between its decision and its append can be said, and news
 * can be kept from it for a while.
 */
export class SharedLog implements EventStore {
  /** What happens before the next append to a stream whose name begins so. */
  private readonly before = new Map<string, () => Promise<unknown>>();
  /** What happens before the next time a stream whose name begins so is read. */
  private readonly beforeRead = new Map<string, () => Promise<unknown>>();
  private news = Promise.withResolvers<void>();

  constructor(private readonly log: EventStore) {
    this.news.resolve();
  }

  /** Something that others do while this process has decided and not yet appended to such a stream. */
  meanwhile(stream: string, happens: () => Promise<unknown>): void {
    this.before.set(stream, happens);
  }

  /** Something that others do before this process reads such a stream. */
  justBeforeReading(stream: string, happens: () => Promise<unknown>): void {
    this.beforeRead.set(stream, happens);
  }

  /** From now on nothing new comes by the subscription, until the returned function is called. */
  withholdNews(): () => void {
    this.news = Promise.withResolvers();
    return this.news.resolve;
  }

  append: EventStore['append'] = async (stream, ...rest) => {
    await happen(this.before, stream);
    return this.log.append(stream, ...rest);
  };

  async *subscribe(after: number, signal: AbortSignal): AsyncGenerator<SubscriptionItem, void, void> {
    for await (const item of this.log.subscribe(after, signal)) {
      await this.news.promise;
      yield item;
    }
  }

  readStream: EventStore['readStream'] = async (stream) => {
    await happen(this.beforeRead, stream);
    return this.log.readStream(stream);
  };

  readAll: EventStore['readAll'] = (after) => this.log.readAll(after);
  readPages: EventStore['readPages'] = (after) => this.log.readPages(after);
  stored: EventStore['stored'] = () => this.log.stored();
  head: EventStore['head'] = () => this.log.head();
  resolveInstant: EventStore['resolveInstant'] = (instant) => this.log.resolveInstant(instant);
  coordinate: EventStore['coordinate'] = (position) => this.log.coordinate(position);
  readCommand: EventStore['readCommand'] = (commandId) => this.log.readCommand(commandId);
  inspect: EventStore['inspect'] = () => this.log.inspect();
  importHistory: EventStore['importHistory'] = (...history) => this.log.importHistory(...history);

  /** The log itself stays open: others use it. */
  async close(): Promise<void> {
    this.news.resolve();
  }
}

async function happen(what: Map<string, () => Promise<unknown>>, stream: string): Promise<void> {
  for (const [prefix, happens] of what) {
    if (!stream.startsWith(prefix)) continue;
    what.delete(prefix);
    await happens();
  }
}
