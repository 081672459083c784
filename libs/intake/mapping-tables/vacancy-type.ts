import type { LifecycleState } from '#units/domain';

/**
 * The ALER's vacancy types as its lot lists print them (`1007 - IN MANUTENZIONE M.S.`). The list prints 1006 with the
 * label of 1007: nobody has said that they are the same, so it is not mapped. Never edited: a change is a new version.
 */
export const VACANCY_TYPES = {
  version: 'aler-vacancy-type/1',
  system: 'aler-vacancy-type',
  states: new Map<string, LifecycleState>([
    ['1001', 'VACANT_LETTABLE'],
    ['1007', 'UNDER_MAINTENANCE'],
  ]),
} as const;

export interface VacancyType {
  readonly code: string;
  readonly label: string;
  readonly mapsTo: LifecycleState | 'UNMAPPED';
}

/** A printed vacancy type, verbatim, and what the table makes of its code; null when it has no code. */
export function vacancyType(printed: string): VacancyType | null {
  const match = /^(\d{3,6})\s*-\s*(.+)$/.exec(printed);
  if (!match) return null;
  const [, code = '', label = ''] = match;
  return { code, label, mapsTo: VACANCY_TYPES.states.get(code) ?? 'UNMAPPED' };
}
