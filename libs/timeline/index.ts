export { TimelineIndex } from './timeline-index.js';
export * from './queries.js';
