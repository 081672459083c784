import type { ContextRefusal, UnitRefusal } from '#units/domain';
import { referenceContextRefusalWords, referenceRefusalWords } from './reference-refusal-words.js';
import { both, type Words } from './wording.js';

/** Why a unit's own timeline refuses a fact: the codes of libs/units/domain/guard.ts as sentences. */
export const unitRefusalWords: Words<UnitRefusal> = {
  NOT_REGISTERED: both('a quella data non è ancora registrato', 'it is not registered yet on that date'),
  ALREADY_REGISTERED: both('è già registrato', 'it is registered already'),
  UNIT_OUT_OF_STOCK: both('l’alloggio è fuori dal patrimonio', 'the unit is out of stock'),
  UNIT_MERGED: both('l’alloggio è stato fuso con un altro', 'the unit was merged into another'),
  NOT_OCCUPIED: both('l’alloggio non è occupato', 'the unit is not occupied'),
  TITLE_ALREADY_ENDED: both('il titolo è già cessato', 'the title has ended already'),
  NOT_VACANT: both('l’alloggio non è vuoto', 'the unit is not vacant'),
  NOT_LETTABLE: both(
    'l’alloggio non è libero né assegnabile nello stato di fatto',
    'the unit is neither free nor lettable as is',
  ),
  NOT_UNDER_MAINTENANCE: both('l’alloggio non è in manutenzione', 'the unit is not under maintenance'),
  NOT_UNDER_ASSIGNMENT: both('l’alloggio non è in assegnazione', 'the unit is not under assignment'),
  UNDER_ASSIGNMENT: both('l’alloggio è in assegnazione', 'the unit is under assignment'),
  NOT_VALORISED: both('l’alloggio non è in valorizzazione', 'the unit is not set aside for valorisation'),
  ALREADY_IN_LOT: both('l’alloggio è già in un lotto', 'the unit is in a lot already'),
  NOT_IN_THAT_LOT: both('l’alloggio non è in quel lotto', 'the unit is not in that lot'),
  NOT_SAP: both('solo un alloggio SAP può essere destinato a SAT', 'only a SAP unit can be designated for SAT'),
  NOT_SAT: both('l’alloggio non è destinato a SAT', 'the unit is not designated for SAT'),
  NOT_OCCUPIED_UNTITLED: both('l’alloggio non è occupato senza titolo', 'the unit is not occupied without title'),
  ALREADY_OCCUPIED_UNTITLED: both(
    'l’alloggio è già occupato senza titolo',
    'the unit is occupied without title already',
  ),
  NOT_TO_BE_DELIVERED: both(
    'l’alloggio non è previsto né in costruzione',
    'the unit is neither planned nor being built',
  ),
  ALIAS_NOT_HELD: both('l’alloggio non ha quel codice', 'the unit does not hold that alias'),
  ALIAS_HELD: both('l’alloggio ha già quel codice', 'the unit holds that alias already'),
  ALREADY_IN_NOTICE: both('l’alloggio è già in un avviso', 'the unit is in a notice already'),
  NOT_IN_THAT_NOTICE: both('l’alloggio non è in quell’avviso', 'the unit is not in that notice'),
  ALREADY_CONFERRED: both('l’alloggio è già conferito', 'the unit is conferred already'),
  PLANNED_IS_NOT_BUILT: both(
    'un alloggio previsto si registra in costruzione (UNDER_CONSTRUCTION)',
    'a planned unit is registered as under construction (UNDER_CONSTRUCTION)',
  ),
  SAME_CLASS: both('l’alloggio è già di quella classe', 'the unit is of that class already'),
  SAME_OWNER: both('l’alloggio è già di quel proprietario', 'the unit belongs to that owner already'),
};

/** What dates, lots, notices, conventions and caps refuse: libs/units/domain/context-guard.ts. */
export const contextRefusalWords: Words<ContextRefusal> = {
  OWNER_NOT_IN_AMBITO: both(
    'a quella data il proprietario non fa parte dell’Ambito',
    'the owner does not belong to the Ambito on that date',
  ),
  MUNICIPALITY_NOT_IN_AMBITO: both(
    'a quella data il Comune non fa parte dell’Ambito',
    'the municipality does not belong to the Ambito on that date',
  ),
  MUNICIPALITY_KNOWN: both('il Comune dell’alloggio è già noto', 'the unit’s municipality is known already'),
  IDENTIFIES_NOTHING: both('non è dato alcun codice', 'no alias is given'),
  LOT_NOT_OPEN: both('a quella data il lotto non è aperto', 'the lot is not open on that date'),
  NOTICE_NOT_OPEN: both('a quella data l’avviso non è aperto', 'the notice is not open on that date'),
  CONVENTION_NOT_OPEN: both('a quella data la convenzione non è aperta', 'the convention is not open on that date'),
  ALREADY_SAT: both('l’alloggio è già destinato a SAT', 'the unit is designated for SAT already'),
  SAT_ENDED: both('la destinazione a SAT è già terminata', 'the SAT designation has ended already'),
  SAT_ENDS_BEFORE_START: both('la destinazione finisce prima di iniziare', 'the designation ends before it starts'),
  SAT_OVER_CAP: both(
    'la destinazione supera la durata massima ammessa',
    'the designation is longer than the rules allow',
  ),
};

/** What any stream refuses about corrections (libs/temporal/decide-on-timeline.ts). */
export const correctionRefusalWords = {
  REPLACES_NOTHING: both('solo una correzione sostituisce un evento', 'only a correction replaces an event'),
  TARGET_NAMED_TWICE: both('lo stesso evento è annullato due volte', 'the same event is to be annulled twice'),
  TARGET_UNKNOWN: both('in questa storia non c’è quell’evento', 'there is no such event in this history'),
  TARGET_IS_ANNULMENT: both('un annullamento non si annulla', 'an annulment cannot be annulled'),
  ALREADY_ANNULLED: both('l’evento è già annullato', 'the event is annulled already'),
} as const satisfies Words;

/** What a command is refused for besides: it is about several units, or about what was counted. */
export const commandRefusalWords = {
  SWAP_NEEDS_A_PAIR: both(
    'un cambio consensuale riguarda due alloggi: si registra con «unit swap A B»',
    'a consensual swap takes two units: record it with "unit swap A B"',
  ),
  SWAP_WITH_ITSELF: both('un alloggio non si scambia con sé stesso', 'a unit is not swapped with itself'),
  MERGE_WITH_ITSELF: both('un alloggio non si fonde con sé stesso', 'a unit is not merged with itself'),
  SURVIVOR_OUT_OF_STOCK: both(
    'l’alloggio che dovrebbe restare è fuori dal patrimonio',
    'the unit that should stay is out of stock',
  ),
  SPLIT_INTO_ITSELF: both('un alloggio non si divide in sé stesso', 'a unit is not split into itself'),
  SPLIT_INTO_ONE: both('una divisione fa almeno due alloggi', 'a split makes two units at least'),
  ALIAS_TAKEN: both('quel codice è di un altro alloggio', 'that alias is another unit’s'),
  ALIAS_GIVEN_TWICE: both('lo stesso codice è dato due volte', 'the same alias is given twice'),
  IDENTIFY_A_COUNTED_UNIT: both(
    'il proprietario ha alloggi contati e non ancora identificati: se ne identifica uno («unit identify»), o si dichiara che è patrimonio in più («--additional-stock»)',
    'the owner has counted units still to be identified: identify one of them ("unit identify"), or declare additional stock ("--additional-stock")',
  ),
  NO_COUNTED_UNIT: both(
    'il proprietario non ha alloggi contati di quella classe ancora da identificare',
    'the owner has no counted unit of that class still to be identified',
  ),
  COMMAND_UNDONE: both(
    'questo comando non si è potuto completare ed è stato annullato: va ridato con un altro --command-id',
    'this command could not be finished and was undone: give it again with another --command-id',
  ),
} as const satisfies Words;

/** Every refusal in the register's words, by its stable code. */
export const refusalWords: Words = {
  ...unitRefusalWords,
  ...contextRefusalWords,
  ...correctionRefusalWords,
  ...commandRefusalWords,
  ...referenceRefusalWords,
  ...referenceContextRefusalWords,
};
