export { numbersOfAmbito, numbersOfRegion, totalsOfAmbito } from './plan-numbers.js';
