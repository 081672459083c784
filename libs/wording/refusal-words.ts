import type { UnitRefusal } from '#units/domain';
import { both, type Words } from './wording.js';

/** Why a unit's own timeline refuses a fact: the codes of libs/units/domain/guard.ts as sentences. */
export const unitRefusalWords: Words<UnitRefusal> = {
  NOT_REGISTERED: both(
    'a quella data l’alloggio non è ancora registrato',
    'the unit is not registered yet on that date',
  ),
  ALREADY_REGISTERED: both('l’alloggio è già registrato', 'the unit is registered already'),
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
  ALREADY_SAT: both('l’alloggio è già destinato a SAT', 'the unit is designated for SAT already'),
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
  SAME_CLASS: both('l’alloggio è già di quella classe', 'the unit is of that class already'),
  SAME_OWNER: both('l’alloggio è già di quel proprietario', 'the unit belongs to that owner already'),
};

/** What any stream refuses about corrections (libs/temporal/decide-on-timeline.ts). */
export const correctionRefusalWords = {
  REPLACES_NOTHING: both('solo una correzione sostituisce un evento', 'only a correction replaces an event'),
  TARGET_NAMED_TWICE: both('lo stesso evento è annullato due volte', 'the same event is to be annulled twice'),
  TARGET_UNKNOWN: both('in questa storia non c’è quell’evento', 'there is no such event in this history'),
  TARGET_IS_ANNULMENT: both('un annullamento non si annulla', 'an annulment cannot be annulled'),
  ALREADY_ANNULLED: both('l’evento è già annullato', 'the event is annulled already'),
} as const satisfies Words;
