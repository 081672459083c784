import { randomUUID } from 'node:crypto';
import {
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';

/** The server that the suites of this folder run against. */
export function serverUrl(): string {
  const url = process.env['REGISTRO_EVENTSTORE_URL'];
  if (url === undefined || url === '') throw new Error('REGISTRO_EVENTSTORE_URL names no server');
  return url;
}

/** A register of its own on that server: an empty log. */
export function freshRegister(): string {
  return `test-${randomUUID()}`;
}

export function openLog(register: string, options: Partial<EventStoreDbOptions> = {}): EventStoreDbEventStore {
  return new EventStoreDbEventStore({ url: serverUrl(), register, ...options });
}
