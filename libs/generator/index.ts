export { generateHistory } from './generate-history.js';
export { END_OF_FACTS, type HistoryOptions } from './options.js';
export { writeHistory, type WrittenHistory } from './write-history.js';
