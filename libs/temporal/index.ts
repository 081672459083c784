export * from './civil-date.js';
export * from './fact.js';
export * from './timeline.js';
export * from './conflict.js';
