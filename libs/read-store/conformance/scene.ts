import type { StoredEvent } from '#event-store';
import type { ReadStore, ViewRow } from '../port.js';
import { TestLog, testUuid } from '../testing/test-log.js';

export interface ReadStoreUnderTest {
  readonly store: ReadStore;
  /** Another door to the same views, as another process has it. */
  another(): Promise<ReadStore>;
  /** Removes everything that is stored, under an open store. */
  drop(): Promise<void>;
  dispose(): Promise<void>;
}

export interface ReadStoreFactory {
  /** A read store of its own for every test, without views yet. */
  open(): Promise<ReadStoreUnderTest>;
}

export const FIRST = testUuid('first');
export const SECOND = testUuid('second');
export const THIRD = testUuid('third');

/** A read store and a log of a test's own. */
export class Scene {
  #opened: ReadStoreUnderTest[] = [];
  #under: ReadStoreUnderTest | undefined;
  log = new TestLog();

  constructor(readonly factory: ReadStoreFactory) {}

  async set(): Promise<void> {
    this.log = new TestLog();
    this.#under = await this.open();
  }

  async strike(): Promise<void> {
    for (const each of this.#opened.splice(0)) await each.dispose();
  }

  get under(): ReadStoreUnderTest {
    if (!this.#under) throw new Error('the scene is not set');
    return this.#under;
  }

  /** Applies what the log has and the views have not. */
  async follow(): Promise<void> {
    await this.under.store.apply(await this.log.events());
  }

  async open(): Promise<ReadStoreUnderTest> {
    const fresh = await this.factory.open();
    this.#opened.push(fresh);
    return fresh;
  }

  /** Another read store, with these events applied at once. */
  async freshly(events: readonly StoredEvent[]): Promise<ReadStoreUnderTest> {
    const fresh = await this.open();
    await fresh.store.apply(events);
    return fresh;
  }
}

export const regional = (value: string) => ({ scheme: 'regional', value });

/** A short history with a late fact, a correction and several aggregates. */
export async function aLife(log: TestLog): Promise<void> {
  await log.record('alias-regional-3161156', 'AliasReserved', {
    effectiveOn: '2024-03-01',
    scheme: 'regional',
    value: '3161156',
    unit: FIRST,
  });
  await log.register(FIRST, '2024-03-01', { aliases: [regional('3161156')] });
  await log.register(SECOND, '2024-03-01');
  await log.record('body-019036', 'BodyRegistered', {
    effectiveOn: '2020-01-01',
    kind: 'COMUNE',
    name: 'Cremona',
    ambiti: [],
  });
  await log.record(`unit-${FIRST}`, 'UnitAssigned', { effectiveOn: '2024-06-01', channel: 'public-notice' });
  const wrong = await log.record(`unit-${FIRST}`, 'UnitReleased', { effectiveOn: '2024-05-20' }, { actor: 'aler' });
  await log.annul(wrong);
  await log.record(
    `unit-${FIRST}`,
    'UnitReleased',
    { effectiveOn: '2024-05-10', replaces: wrong.id },
    { actor: 'aler' },
  );
  await log.record(`unit-${SECOND}`, 'OwnershipTransferred', { effectiveOn: '2024-12-31', to: 'aler-cremona' });
}

/** Every row of the views that answer. */
export async function rowsOf(store: ReadStore): Promise<readonly ViewRow[]> {
  const snapshot = await store.snapshot();
  const rows: ViewRow[] = [];
  for await (const row of snapshot.rows()) rows.push(row);
  await snapshot.close();
  return rows;
}
