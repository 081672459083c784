export { BruteForce } from './brute-force.js';
export { AMBITI, DAYS, FACT_TYPES, MUNICIPALITIES, OWNERS, randomFact, type Pick } from './random-facts.js';
export { randomMoves, randomQuestions, unitsIn } from './random-moves.js';
export { histories, UNIT_IDS, type HistoryOptions } from './random-history.js';
export { uuidOf } from './uuid-of.js';
