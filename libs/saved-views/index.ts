export * from './parts.js';
export { PartsReader, type ReadBytes } from './read-parts.js';
export { writeParts, type WriteBytes } from './write-parts.js';
