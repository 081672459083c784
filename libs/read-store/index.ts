/** The room's public face. The conformance suite is imported from `conformance.js`, by tests only. */
export * from './port.js';
export * from './queries.js';
export { PROJECTION_VERSION } from './projections/version.js';
export { SqliteReadStore, type SqliteReadStoreOptions } from './sqlite/sqlite-read-store.js';
export { AuditTrail, historyOf, type EventLink, type HistoryEntry } from './audit-trail.js';
export { Projector, type Lag, type ProjectorOptions, type ProjectorState, type ProjectorStatus } from './projector.js';
export { verifyViews, type ViewDifference } from './verify-views.js';
