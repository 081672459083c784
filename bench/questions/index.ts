import type { Question } from '../question.js';
import { countsAsKnown, countsAsOf, countsOfAmbito } from './counts.js';
import { unitHistory } from './history.js';
import { movementsInYear } from './movements.js';

/** The questions that the register and a database are both asked. */
export const QUESTIONS: readonly Question[] = [countsAsOf, countsAsKnown, movementsInYear, countsOfAmbito, unitHistory];
