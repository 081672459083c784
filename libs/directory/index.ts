export * from './directory.js';
export type { KnownBody, NameLookup } from './body-names.js';
export * from './alias-book.js';
export * from './decide-reference.js';
export { comparable } from './names.js';
export { editDistance } from './edit-distance.js';
export type { KnownDeclaration } from './declarations.js';
export { Recent } from './recent.js';
