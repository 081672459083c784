export * from './events.js';
export * from './state.js';
export * from './evolve.js';
export * from './guard.js';
export * from './decide.js';
