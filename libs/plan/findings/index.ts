import type { Finding } from '../document.js';
import type { Workings } from '../workings.js';

export function findingsOf(_workings: Workings): readonly Finding[] {
  return [];
}
