export * from './wording.js';
export * from './unit-words.js';
export * from './refusal-words.js';
export * from './event-words.js';
export * from './plan-words.js';
export * from './column-words.js';
export * from './reference-refusal-words.js';
export * from './log-words.js';
