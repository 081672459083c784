export { Ints } from './ints.js';
export { Rows } from './rows.js';
export { Texts } from './texts.js';
