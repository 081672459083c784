import type { AssignmentChannel, LifecycleState, OutReason, ServiceClass, StockState } from '#units/domain';
import { both, type Words } from './wording.js';

/** Lifecycle states as domain.md, section 3, and the field's documents name them. */
export const lifecycleWords: Words<LifecycleState> = {
  NOT_DECLARED: both('stato non dichiarato', 'state not declared'),
  OCCUPIED: both('occupata', 'occupied'),
  OCCUPIED_TRANSITORY: both('occupata come SAT', 'occupied as SAT'),
  OCCUPIED_UNTITLED: both('occupata senza titolo', 'occupied without title'),
  VACANT_UNASSESSED: both('sloggiata, da verificare', 'vacant, to be assessed'),
  VACANT_LETTABLE: both('libera', 'free'),
  VACANT_AS_IS: both('assegnabile nello stato di fatto', 'lettable as is'),
  VACANT_NOT_LETTABLE: both('sfitta non assegnabile', 'vacant, not lettable'),
  UNDER_MAINTENANCE: both('in manutenzione straordinaria', 'under major works'),
  UNDER_ASSIGNMENT: both('in assegnazione', 'under assignment'),
  UNDER_CONSTRUCTION: both('nuova edificazione', 'under construction'),
  VALORISED: both('valorizzata (art. 31)', 'set aside for valorisation'),
  OUT_OF_STOCK: both('fuori dal patrimonio', 'out of stock'),
};

export const stockWords: Words<StockState> = {
  PLANNED: both('previsto', 'planned'),
  IN_STOCK: both('nel patrimonio', 'in stock'),
  OUT: both('fuori dal patrimonio', 'out of stock'),
};

export const classWords: Words<ServiceClass> = {
  SAP: both('SAP', 'SAP'),
  SAS: both('SAS', 'SAS'),
  OTHER: both('altro', 'other'),
};

export const outReasonWords: Words<OutReason> = {
  alienated: both('alienata', 'sold'),
  demolished: both('demolita', 'demolished'),
  merged: both('fusa con un’altra', 'merged with another'),
  split: both('divisa', 'split'),
  reclassified: both('riclassificata', 'reclassified'),
};

export const channelWords: Words<AssignmentChannel> = {
  'public-notice': both('avviso pubblico', 'public notice'),
  mobility: both('mobilità', 'mobility'),
  'consensual-swap': both('cambio consensuale', 'consensual swap'),
  'police-and-fire': both('polizia e vigili del fuoco', 'police and fire'),
  transitory: both('transitorio (SAT)', 'transitory (SAT)'),
  derogation: both('deroga', 'derogation'),
};
