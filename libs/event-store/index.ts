/** The room's public face. The conformance suite is imported from `conformance.js`, by tests only. */
export * from './port.js';
export { ListedPage, type EventPage } from './event-page.js';
export { eventId } from './ids.js';
export { isUuid, uuidV5, writeUuid } from './uuid.js';
export { canonicalDigest, canonicalJson, NotPlainJson } from './canonical.js';
export { instantMillis, type Clock } from './instants.js';
export { asStored, type EventBody, type EventCodec } from './codec.js';
export { Upcasters, type CurrentVersions, type Upcaster } from './upcasters.js';
export { MemoryEventStore, type MemoryEventStoreOptions } from './memory/memory-event-store.js';
export { SqliteEventStore, type SqliteEventStoreOptions } from './sqlite/sqlite-event-store.js';
export { restoreRegister } from './sqlite/backup.js';
export { Insertion } from './sqlite/insertion.js';
export { BadHistoryLine, exportHistory, historyLine, parseHistory, parsePages } from './history.js';
export { logDigest } from './log-digest.js';
