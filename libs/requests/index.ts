import 'reflect-metadata';

export * from './acts.js';
export * from './check.js';
export * from './request-class.js';
