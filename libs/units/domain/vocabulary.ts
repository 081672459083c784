/** The words of a housing unit (domain.md, section 3). English in code; Italian labels live at the edges. */

export const SERVICE_CLASSES = ['SAP', 'SAS', 'OTHER'] as const;
export type ServiceClass = (typeof SERVICE_CLASSES)[number];

export const LIFECYCLE_STATES = [
  'NOT_DECLARED',
  'OCCUPIED',
  'OCCUPIED_TRANSITORY',
  'OCCUPIED_UNTITLED',
  'VACANT_UNASSESSED',
  'VACANT_LETTABLE',
  'VACANT_AS_IS',
  'VACANT_NOT_LETTABLE',
  'UNDER_MAINTENANCE',
  'UNDER_ASSIGNMENT',
  'UNDER_CONSTRUCTION',
  'VALORISED',
  'OUT_OF_STOCK',
] as const;
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];

/** States in which a unit can be registered. */
export const DECLARABLE_STATES = LIFECYCLE_STATES.filter((state) => state !== 'OUT_OF_STOCK');

export type StockState = 'PLANNED' | 'IN_STOCK' | 'OUT';

export const TERMINATION_CAUSES = [
  'notice',
  'death-without-successor',
  'forfeiture',
  'annulment',
  'mobility',
  'eviction',
] as const;
export type TerminationCause = (typeof TERMINATION_CAUSES)[number];

export const INSPECTION_OUTCOMES = ['lettable', 'as-is', 'not-lettable'] as const;
export type InspectionOutcome = (typeof INSPECTION_OUTCOMES)[number];

export const ASSIGNMENT_CHANNELS = [
  'public-notice',
  'mobility',
  'consensual-swap',
  'police-and-fire',
  'transitory',
  'derogation',
] as const;
export type AssignmentChannel = (typeof ASSIGNMENT_CHANNELS)[number];

export const OUT_REASONS = ['alienated', 'demolished', 'merged', 'split', 'reclassified'] as const;
export type OutReason = (typeof OUT_REASONS)[number];

/** The list of a survey from which a unit without an alias is known; `a` is the stock count. */
export const PROVISIONAL_LISTS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type ProvisionalList = (typeof PROVISIONAL_LISTS)[number];

/** An identifier in somebody's scheme: `regional`, `aler/{owner}`, `municipal/{owner}`, `printed/{owner}`. */
export interface Alias {
  readonly scheme: string;
  readonly value: string;
}
