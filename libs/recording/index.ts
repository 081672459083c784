export * from './command.js';
export * from './part.js';
export * from './recorder.js';
export * from './surroundings.js';
export * from './facts-commands.js';
export * from './facts-handlers.js';
