import { expect } from '@jest/globals';
import { eventId } from '../ids.js';
import type { EventStore, HistoricalEvent, NewEvent, StoredEvent } from '../port.js';

export const REGISTERED = 'UnitRegistered';
export const ASSIGNED = 'UnitAssigned';

export function command(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function event(n: number, ordinal: number, type = REGISTERED): NewEvent {
  const commandId = command(n);
  return {
    id: eventId(commandId, ordinal),
    type,
    schemaVersion: 1,
    data: { n },
    metadata: { commandId, actor: 'ufficio-casa', correlationId: commandId, commandDigest: 'd'.repeat(64) },
  };
}

export function historical(stream: string, revision: number, made: NewEvent, minute = 0): HistoricalEvent {
  return { ...made, stream, revision, recordedAt: `2026-01-01T08:${String(minute).padStart(2, '0')}:00.000Z` };
}

export async function* stream<T>(items: readonly T[]): AsyncGenerator<T, void, void> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

/** Items some at a time, the way a history comes out of a file: an empty page among them, where a chunk ended no line. */
export async function* inPagesOf<T>(size: number, items: readonly T[]): AsyncGenerator<readonly T[], void, void> {
  yield [];
  for (let from = 0; from < items.length; from += size) {
    await Promise.resolve();
    yield items.slice(from, from + size);
  }
}

export async function all(store: EventStore, after = 0): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.readAll(after)) events.push(event);
  return events;
}

/** The same, read some at a time. */
export async function allInPages(store: EventStore, after = 0): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const page of store.readPages(after)) events.push(...page);
  return events;
}

export function expectStrictlyIncreasing(events: readonly StoredEvent[]): void {
  const positions = events.map((stored) => stored.position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
}
