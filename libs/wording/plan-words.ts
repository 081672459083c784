import type { BodyKind } from '#bodies/domain';
import type { SurveyStatus } from '#declarations/domain';
import type { Basis, Finding, PlanGroup } from '#plan';
import { both, type Words } from './wording.js';

export const PLAN_LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'ia', 'ib', 'j', 'k'] as const;
export type PlanLetter = (typeof PLAN_LETTERS)[number];

/** The letters of the plan (domain.md, section 5). */
export const letterWords: Words<PlanLetter> = {
  a: both('Patrimonio', 'Stock'),
  b: both('Assegnabili nello stato di fatto (art. 10)', 'Lettable as is (art. 10)'),
  c: both('In ristrutturazione, assegnabili nell’anno', 'Under renovation, to be let in the year'),
  d: both('Nuova edificazione', 'New build'),
  e: both('Libere e turnover', 'Free and turnover'),
  f: both('Conferite da privati', 'Conferred by private owners'),
  g: both('Assegnabili nell’anno', 'Expected in the year'),
  h: both('Quota per nuclei indigenti', 'Quota for indigent households'),
  ia: both('Ulteriore categoria di particolare rilevanza sociale', 'Further category of social relevance'),
  ib: both('Quota per forze di polizia e vigili del fuoco', 'Quota for police and fire services'),
  j: both('Servizi abitativi transitori (SAT)', 'Transitory services (SAT)'),
  k: both('Assegnate nell’anno precedente', 'Let in the year before'),
};

export const groupWords: Words<PlanGroup> = {
  COMUNE: both('Comuni', 'Municipalities'),
  ALER: both('ALER', 'ALER'),
  AMBITO: both('Ambito', 'Ambito'),
};

export const ownerKindWords: Words<BodyKind> = {
  COMUNE: both('Comune', 'Comune'),
  ALER: both('ALER', 'ALER'),
  OPERATOR: both('operatore', 'operator'),
};

export const basisWords: Words<Basis> = {
  units: both('alloggi', 'units'),
  count: both('solo conteggio', 'count only'),
  mixed: both('alloggi e conteggio', 'units and count'),
  'carried-forward': both('riportato', 'carried forward'),
};

export const statusWords: Words<SurveyStatus> = {
  submitted: both('inviata', 'submitted'),
  'certified-zero': both('zero certificato', 'certified zero'),
  'not-required': both('non dovuta', 'not required'),
  'carried-forward': both('riportata da un altro anno', 'carried forward'),
  missing: both('mancante', 'missing'),
};

export const severityWords: Words<Finding['severity']> = {
  error: both('errore', 'error'),
  warning: both('avviso', 'warning'),
  info: both('nota', 'note'),
};
