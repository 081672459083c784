import 'reflect-metadata';

export * from './acts/index.js';
export * from './check.js';
export * from './request-class.js';
