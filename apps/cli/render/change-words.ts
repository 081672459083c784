import type { ChangeKind } from '#intake';
import { both, type Words } from '#wording';

/** What an import changes, in words. */
export const changeWords: Words<ChangeKind> = {
  'register-body': both('enti registrati', 'bodies registered'),
  'record-spelling': both('grafie registrate', 'spellings recorded'),
  'join-ambito': both('enti entrati nell’Ambito', 'bodies joining the Ambito'),
  'delegate-management': both('gestioni delegate', 'managements delegated'),
  'propose-programme': both('programmi', 'programmes'),
  'open-lot': both('lotti aperti', 'lots opened'),
  'date-lot': both('lotti datati', 'lots dated'),
  'register-unit': both('alloggi registrati', 'units registered'),
  'identify-unit': both('alloggi identificati', 'units identified'),
  'adopt-counted-unit': both('alloggi contati riconosciuti', 'counted units recognised'),
  'correct-unit': both('alloggi corretti', 'units corrected'),
  'state-unit': both('stati di alloggi', 'states of units'),
  'include-in-lot': both('alloggi messi in un lotto', 'units put into a lot'),
  'annul-counted-unit': both('alloggi contati annullati', 'counted units annulled'),
  'register-counted-unit': both('alloggi contati registrati', 'counted units registered'),
  'answer-survey': both('risposte alla rilevazione', 'answers to the survey'),
  'count-stock': both('consistenze', 'stock counts'),
  'declare-figure': both('dati dichiarati', 'declared figures'),
};
