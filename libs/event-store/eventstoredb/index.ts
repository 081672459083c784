/**
 * The log on an EventStoreDB. An entry of its own (`#event-store/eventstoredb`), so that who keeps a register in a file does
 * not load gRPC.
 */
export { EventStoreDbEventStore, type EventStoreDbOptions } from './eventstoredb-event-store.js';
export type { SubscriptionNotice } from './follow.js';
export type { Credentials } from './location.js';
