import type { BodyEvent } from '#bodies/domain';
import type { ConferralEvent } from '#conferrals/domain';
import type { DeclarationEvent } from '#declarations/domain';
import type { NoticeEvent } from '#notices/domain';
import type { ProgrammeEvent } from '#programmes/domain';
import type { AliasEvent, InspectionOutcome, TerminationCause, UnitEvent } from '#units/domain';
import { ownerKindWords, statusWords } from './plan-words.js';
import { channelWords, classWords, lifecycleWords, stockWords } from './unit-words.js';
import { both, type Language, type Words } from './wording.js';

type DomainEvent =
  UnitEvent | AliasEvent | BodyEvent | DeclarationEvent | ProgrammeEvent | ConferralEvent | NoticeEvent;
type FieldOf<E> = E extends { readonly data: infer Data } ? keyof Data & string : never;

/** Every field of every event, for a person who reads a history; programs read the names themselves. */
export const fieldWords: Words<FieldOf<DomainEvent> | 'list' | 'ordinal'> = {
  scheme: both('schema', 'scheme'),
  value: both('valore', 'value'),
  list: both('elenco', 'list'),
  ordinal: both('numero', 'number'),
  effectiveOn: both('vero dal', 'effective on'),
  replaces: both('sostituisce', 'replaces'),
  target: both('annulla', 'annuls'),
  reason: both('motivo', 'reason'),
  act: both('atto', 'act'),
  note: both('nota', 'note'),
  owner: both('proprietario', 'owner'),
  municipality: both('Comune', 'municipality'),
  ambito: both('Ambito', 'Ambito'),
  ambiti: both('Ambiti', 'Ambiti'),
  serviceClass: both('classe', 'class'),
  stock: both('patrimonio', 'stock'),
  lifecycle: both('stato', 'state'),
  aliases: both('codici', 'aliases'),
  alias: both('codice', 'alias'),
  provisional: both('senza codice', 'without alias'),
  census: both('censimento', 'census'),
  additionalStock: both('in più del contato', 'additional stock'),
  conferral: both('convenzione', 'conferral'),
  splitFrom: both('diviso da', 'split from'),
  kind: both('tipo', 'kind'),
  into: both('verso', 'into'),
  cause: both('causa', 'cause'),
  outcome: both('esito', 'outcome'),
  programme: both('programma', 'programme'),
  lot: both('lotto', 'lot'),
  expectedOn: both('previsto il', 'expected on'),
  notice: both('avviso', 'notice'),
  channel: both('canale', 'channel'),
  household: both('nucleo', 'household'),
  indigent: both('indigente', 'indigent'),
  asIs: both('nello stato di fatto', 'as is'),
  swapWith: both('cambio con', 'swap with'),
  until: both('fino al', 'until'),
  to: both('a', 'to'),
  purpose: both('scopo', 'purpose'),
  toTenant: both('all’inquilino', 'to the tenant'),
  system: both('sistema', 'system'),
  code: both('codice', 'code'),
  label: both('dicitura', 'label'),
  mapping: both('tabella di corrispondenza', 'mapping'),
  mapsTo: both('cioè', 'maps to'),
  unit: both('alloggio', 'unit'),
  units: both('alloggi', 'units'),
  name: both('nome', 'name'),
  title: both('titolo', 'title'),
  spelling: both('grafia', 'spelling'),
  status: both('stato', 'status'),
  carriedFrom: both('riportata dal', 'carried from'),
  total: both('totale', 'total'),
  sap: both('SAP', 'SAP'),
  sas: both('SAS', 'SAS'),
  other: both('altro', 'other'),
  letter: both('lettera', 'letter'),
  basis: both('base', 'basis'),
  ofWhichMobility: both('di cui per mobilità', 'of which by mobility'),
  percent: both('percentuale', 'percent'),
  category: both('categoria', 'category'),
  sameUnits: both('stessi alloggi di', 'same units as'),
  assignableIn: both('assegnabile nel', 'assignable in'),
  body: both('ente', 'body'),
  closesOn: both('chiude il', 'closes on'),
};

const causeWords: Words<TerminationCause> = {
  notice: both('disdetta', 'notice'),
  'death-without-successor': both('decesso senza subentro', 'death without successor'),
  forfeiture: both('decadenza', 'forfeiture'),
  annulment: both('annullamento', 'annulment'),
  mobility: both('mobilità', 'mobility'),
  eviction: both('sfratto', 'eviction'),
};

const outcomeWords: Words<InspectionOutcome> = {
  lettable: both('libera', 'lettable'),
  'as-is': both('assegnabile nello stato di fatto', 'lettable as is'),
  'not-lettable': both('non assegnabile', 'not lettable'),
};

const kindWords: Words = {
  ...ownerKindWords,
  duplicate: both('due schede di un alloggio', 'two records of one unit'),
  joined: both('due alloggi uniti', 'two units joined'),
  renovation: both('ristrutturazione', 'renovation'),
  'new-build': both('nuova edificazione', 'new build'),
};

/** Words of the values of fields that take one of a few; other values are told as they are. */
const valueWords: Readonly<Record<string, Words>> = {
  serviceClass: classWords,
  stock: stockWords,
  lifecycle: lifecycleWords,
  mapsTo: lifecycleWords,
  to: classWords,
  channel: channelWords,
  status: statusWords,
  cause: causeWords,
  outcome: outcomeWords,
  kind: kindWords,
  purpose: { valorisation: both('valorizzazione', 'valorisation'), sale: both('vendita', 'sale') },
  basis: {
    list: both('elenco', 'list'),
    count: both('conteggio', 'count'),
    check: both('confronto', 'check'),
  },
};

/** The name of a field of an event in a person's language; one that nobody named, as it is. */
export function fieldWord(field: string, language: Language): string {
  return Object.hasOwn(fieldWords, field) ? fieldWords[field as keyof typeof fieldWords][language] : field;
}

/** What a field says, in a person's language where it is one of a few values, else as it is. */
export function fieldValueWord(field: string, value: string, language: Language): string {
  const words = Object.hasOwn(valueWords, field) ? valueWords[field]! : {};
  return Object.hasOwn(words, value) ? words[value]![language] : value;
}
