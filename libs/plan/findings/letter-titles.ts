import type { FigureLetter } from '#declarations/domain';
import type { Sentence } from './finding.js';

/** What a clerk calls each figure of the survey. */
export const LETTER_TITLES: Readonly<Record<FigureLetter, Sentence>> = {
  b: { it: 'lettera b (stato di fatto)', en: 'letter b (as-is)' },
  c: { it: 'lettera c (ristrutturazione)', en: 'letter c (renovation)' },
  d: { it: 'lettera d (nuova costruzione)', en: 'letter d (new build)' },
  e1: { it: 'lettera e (liberi)', en: 'letter e (free)' },
  e2: { it: 'lettera e (turnover)', en: 'letter e (turnover)' },
  f: { it: 'lettera f (conferiti da privati)', en: 'letter f (conferred)' },
  h: { it: 'lettera h (indigenti)', en: 'letter h (indigents)' },
  ia: { it: 'lettera i.a (categoria sociale)', en: 'letter i.a (social category)' },
  ib: { it: 'lettera i.b (forze dell’ordine)', en: 'letter i.b (police and fire)' },
  j: { it: 'lettera j (SAT)', en: 'letter j (SAT)' },
  k: { it: 'lettera k (assegnati nell’anno precedente)', en: 'letter k (assigned in the year before)' },
};

/** The letter and the column of the plan that show a declared figure. */
export const CELL_OF_LETTER: Readonly<Record<FigureLetter, readonly [letter: string, column: string]>> = {
  b: ['b', 'units'],
  c: ['c', 'units'],
  d: ['d', 'units'],
  e1: ['e', 'free'],
  e2: ['e', 'turnover'],
  f: ['f', 'units'],
  h: ['h', 'units'],
  ia: ['i.a', 'category'],
  ib: ['i.b', 'units'],
  j: ['j', 'units'],
  k: ['k', 'assigned'],
};
