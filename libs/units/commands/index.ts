export * from './commands.js';
export * from './handlers.js';
export * from './handlers-of-several.js';
export * from './surroundings.js';
export * from './unit-desk.js';
