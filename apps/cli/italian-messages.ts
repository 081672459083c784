import { logSentenceInItalian } from '#wording';

/** Sentences that other rooms say in English only, and how they are told in Italian. What is between stays as it is. */
const translations: readonly (readonly [english: RegExp, italian: string])[] = [
  [/^there is no register at (.+)[/\\][^/\\]+$/, 'non c’è un registro in $1: si crea con «registro init --data $1»'],
  [/^there is a register in (.+) already$/, 'in $1 c’è già un registro'],
  [/^(.+) is empty: it is not a register$/, '«$1» è vuoto: non è un registro'],
  [/^(.+) is a database, but not a register$/, '«$1» è una base dati, ma non un registro'],
  [/^(.+) is not a file$/, '«$1» non è un file'],
  [/^there is no backup at (.+)$/, 'non c’è una copia in $1'],
  [/^(.+) is a register in use, not a backup$/, '«$1» è un registro in uso, non una copia'],
  [/^backup (.+?) is not sound: (.+)$/, 'la copia $1 è difettosa: $2'],
  [/^(.+) is there already: it is not overwritten$/, '«$1» c’è già: non viene sovrascritto'],
  [/^no rule set (.+); known: (.+)$/, 'non c’è «$1»; ci sono: $2'],
  [/^(\w+) is (\d+): it must be an integer from (\d+) to (\d+)$/, '--$1 $2: ci vuole un intero da $3 a $4'],
  [/^no number (.+); known: (.+)$/, 'non c’è il numero «$1»; si aprono: $2'],
];

/** A sentence in Italian where somebody wrote it, else as it came: nothing is hidden. */
export function inItalian(message: string): string {
  for (const [english, italian] of translations) {
    if (english.test(message)) return message.replace(english, italian);
  }
  return logSentenceInItalian(message);
}
