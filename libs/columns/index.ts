export { Ints } from './ints.js';
export { Texts } from './texts.js';
