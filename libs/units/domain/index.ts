export * from './vocabulary.js';
export * from './events.js';
export * from './state.js';
export * from './evolve.js';
export * from './guard.js';
export * from './outlook.js';
export * from './label.js';
