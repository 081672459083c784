import type { BodyRefusal } from '#bodies/domain';
import type { ConferralRefusal } from '#conferrals/domain';
import type { DeclarationRefusal } from '#declarations/domain';
import type { NoticeRefusal } from '#notices/domain';
import type { ProgrammeRefusal } from '#programmes/domain';
import { both, type Words } from './wording.js';

/** What the timelines of bodies, programmes, declarations, conferrals and notices refuse: their guards' codes. */
export const referenceRefusalWords: Words<
  | Exclude<BodyRefusal, 'NOT_REGISTERED' | 'ALREADY_REGISTERED'>
  | ProgrammeRefusal
  | DeclarationRefusal
  | ConferralRefusal
  | NoticeRefusal
> = {
  MUNICIPALITY_ENDED: both('il Comune è stato fuso in un altro', 'the municipality was merged into another'),
  SAME_NAME: both('l’ente si chiama già così', 'the body has that name already'),
  SPELLING_KNOWN: both('quella grafia è già registrata', 'that spelling is recorded already'),
  SPELLING_UNKNOWN: both('quella grafia non è registrata', 'that spelling is not recorded'),
  ALREADY_IN_AMBITO: both('l’ente è già nell’Ambito', 'the body belongs to the Ambito already'),
  NOT_IN_AMBITO: both('l’ente non è nell’Ambito', 'the body does not belong to the Ambito'),
  NOT_A_COMUNE: both('l’ente non è un Comune', 'the body is no municipality'),
  SAME_MANAGER: both('la gestione è già delegata a quell’ente', 'management is delegated to that body already'),
  NOT_DELEGATED: both('la gestione non è delegata', 'management is not delegated'),
  NOT_PROPOSED: both('il programma non è ancora proposto', 'the programme is not proposed yet'),
  ALREADY_PROPOSED: both('il programma è già proposto', 'the programme is proposed already'),
  ALREADY_FORMALISED: both('il programma è già formalizzato', 'the programme is formalised already'),
  LOT_KNOWN: both('il lotto c’è già', 'the lot is there already'),
  LOT_UNKNOWN: both('il lotto non c’è', 'there is no such lot'),
  LOT_CLOSED: both('il lotto è chiuso', 'the lot is closed'),
  FIGURE_NOT_DECLARED: both('quel dato non è dichiarato', 'that figure is not declared'),
  FIGURE_SAYS_NOTHING: both(
    'il dato non dice nulla: manca il suo valore',
    'the figure says nothing: its value is missing',
  ),
  NOT_A_FIGURE_OF_THE_LETTER: both('quella lettera non ha questo dato', 'that letter has no such figure'),
  MOBILITY_ABOVE_UNITS: both('la mobilità supera le assegnazioni', 'mobility is more than the lets'),
  SAME_UNITS_NEED_A_COUNT: both(
    'solo un conteggio può essere degli stessi alloggi di un’altra lettera',
    'only a count can be the same units as another letter’s',
  ),
  SAME_UNITS_OF_ITSELF: both('una lettera non rinvia a sé stessa', 'a letter does not point to itself'),
  ALREADY_OPENED: both('è già aperto', 'it is open already'),
  NOT_OPENED: both('non è ancora aperto', 'it is not open yet'),
  ALREADY_CLOSED: both('è già chiuso', 'it is closed already'),
  ALREADY_ENDED: both('è già terminato', 'it has ended already'),
  ENDS_BEFORE_START: both('finisce prima di iniziare', 'it ends before it starts'),
};

/** What they are refused for on account of other aggregates: their decide.ts. */
export const referenceContextRefusalWords = {
  COMUNE_WITHOUT_ISTAT_CODE: both('l’id di un Comune è il suo codice ISTAT', 'a municipality’s id is its ISTAT code'),
  MERGED_INTO_ITSELF: both('un Comune non si fonde in sé stesso', 'a municipality is not merged into itself'),
  COMUNE_UNKNOWN: both('a quella data il Comune indicato non c’è', 'there is no such municipality on that date'),
  DELEGATED_TO_ITSELF: both('un ente non delega a sé stesso', 'a body does not delegate to itself'),
  BODY_UNKNOWN: both('l’ente indicato non c’è', 'there is no such body'),
  CARRIED_FROM_NO_EARLIER_YEAR: both(
    'i dati si riportano da un anno precedente',
    'figures are carried forward from an earlier year',
  ),
  MUNICIPALITY_UNKNOWN: both('il Comune indicato non c’è', 'there is no such municipality'),
} as const satisfies Words;
