export * from './parts.js';
export type { ReadBytes, WriteBytes } from './blocks.js';
export { PartsReader } from './read-parts.js';
export { writeParts } from './write-parts.js';
