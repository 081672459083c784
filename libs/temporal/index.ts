export * from './civil-date.js';
export * from './fact.js';
export * from './timeline.js';
export * from './conflict.js';
export * from './rejection.js';
export * from './same-fact.js';
export * from './aggregate.js';
export * from './decide-on-timeline.js';
