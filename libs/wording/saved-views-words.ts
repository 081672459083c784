import { both, type Words } from './wording.js';

/** Why views that were saved are not used, and are made from the events. */
export const notUsedWords: Words<'damaged' | 'other-program' | 'other-log'> = {
  damaged: both('il file è rovinato', 'the file is damaged'),
  'other-program': both('lo ha scritto un’altra versione del programma', 'another version of the program wrote it'),
  'other-log': both('è di un’altra storia', 'it is of another log'),
};
