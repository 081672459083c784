export * from './catalogue.js';
export * from './invalid-fields.js';
