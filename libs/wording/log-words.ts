/**
 * What the log and its history say in English only, for the log knows no reader: `$1` and so on stand for what is said
 * of, `~1` for a part that is itself a sentence of this table. First match wins.
 */
const SENTENCES: readonly (readonly [english: RegExp, italian: string])[] = [
  // Where
  [/^line (\d+) of the history: (.+)$/s, 'riga $1 della storia: ~2'],
  [/^event (\d+) of the history: (.+)$/s, 'evento $1 della storia: ~2'],
  [
    /^event at position (\d+) of stream (\S+) cannot be read: (.+)$/s,
    'l’evento alla posizione $1 di $2 non si legge: ~3',
  ],
  // A line
  [/^it is not JSON: .+$/s, 'non è JSON'],
  [/^it is not UTF-8$/, 'non è UTF-8'],
  [/^it is not an object$/, 'non è un oggetto'],
  [/^it is empty$/, 'è vuota'],
  [/^it is missing$/, 'manca'],
  [/^it is longer than (\d+) bytes$/, 'supera $1 byte'],
  [/^"(.+)" is not a field of an event$/, '«$1» non è un campo di un evento'],
  [/^(.+) must be (texts|integers|objects)$/, 'non sono del tipo giusto: $1'],
  // Where the log is
  [/^register (.+) was opened for reading only$/, 'il registro $1 è stato aperto in sola lettura'],
  [
    /^register (.+) is in format (\d+), written by a newer version of this program; this one knows formats up to (\d+)$/,
    'il registro $1 è nel formato $2, di una versione più nuova di questo programma, che conosce i formati fino al $3',
  ],
  [/^there is a register on the server already \(events: (\d+)\)$/, 'sul server c’è già un registro (eventi: $1)'],
  [
    /^EventStoreDB at (\S+): a connection over TLS needs credentials$/,
    'EventStoreDB a $1: una connessione TLS vuole REGISTRO_EVENT_STORE_USER e REGISTRO_EVENT_STORE_PASSWORD',
  ],
  [
    /^the EventStoreDB is given as (\S+), or with TLS and credentials$/,
    'l’EventStoreDB si indica con $1, o con TLS e credenziali',
  ],
  [
    /^a connection over TLS needs the server's name, not its address$/,
    'una connessione TLS vuole il nome del server, non il suo indirizzo IP',
  ],
  [/^it is read at its leader only$/, 'si legge solo dal nodo principale (leader)'],
  [/^"(.*)" is not a name for a register$/, '«$1» non è il nome di un registro'],
  [
    /^this process uses the EventStoreDB at (\S+): (\S+) needs a process of its own$/,
    'questo processo usa l’EventStoreDB a $1: per $2 ce ne vuole un altro',
  ],
  [/^register (.+?): (.+)$/s, 'registro $1: ~2'],
  [/^EventStoreDB at (\S+): (.+)$/s, 'EventStoreDB a $1: ~2'],
  [
    /^a history of (\d+) events is there only in part: import the same one again$/,
    'una storia di $1 eventi c’è solo in parte: si importa di nuovo la stessa',
  ],
  [
    /^(.+); the history is partly imported: import the same one again$/s,
    '~1; la storia è importata in parte: si importa di nuovo la stessa',
  ],
  [/^(it (?:is|cannot|did|broke|does|reported|gave) [^(]+|the disk [^(]+) \((.+)\)$/s, '~1 ($2)'],
  [/^it is in use by another process$/, 'lo usa un altro processo'],
  [/^it cannot be written to$/, 'non si può scrivere'],
  [/^the disk reported an error$/, 'il disco ha segnalato un errore'],
  [/^it is damaged$/, 'è danneggiato'],
  [/^the disk is full$/, 'il disco è pieno'],
  [/^it cannot be opened$/, 'non si apre'],
  [/^it is not a register, or it is damaged$/, 'non è un registro, o è danneggiato'],
  [/^it gave the call up$/, 'ha rinunciato alla chiamata'],
  [/^it did not answer in time$/, 'non ha risposto in tempo'],
  [/^it broke the call off$/, 'ha interrotto la chiamata'],
  [/^it is going down or broken inside$/, 'si sta spegnendo, o è guasto'],
  [/^it cannot be reached$/, 'non è raggiungibile'],
  [/^it does not know who is calling$/, 'non riconosce chi chiama'],
  [/^access denied$/, 'accesso negato'],
  [/^the log is closed$/, 'il registro è chiuso'],
  // Order and identity
  [
    /^(?:event at position \d+ has )?revision (\d+) of stream (\S+) where (\d+) is expected$/,
    'revisione $1 di $2, ma si aspetta la $3',
  ],
  [/^revision (\d+) in front of it is missing$/, 'manca la revisione $1, che viene prima'],
  [/^recorded at (\S+), before the event in front of it$/, 'registrato il $1, prima dell’evento che lo precede'],
  [/^event id (\S+) stands twice$/, 'l’id di evento $1 c’è due volte'],
  [/^event id "(.*)" is not a lowercase UUID$/, 'l’id di evento «$1» non è un UUID minuscolo'],
  [
    /^the time at which position (\d+) became known is not the running maximum$/,
    'l’istante in cui la posizione $1 è stata conosciuta non è il massimo fino a lì',
  ],
  [
    /^the end of the log is damaged: (\d+) events, but (\d+) are recorded$/,
    'la fine del registro è danneggiata: $1 eventi, ma ne risultano $2',
  ],
  [
    /^its checksum is wrong: bytes of the file have changed$/,
    'la somma di controllo non torna: byte del file sono cambiati',
  ],
  [/^the record of who recorded it is missing$/, 'manca l’annotazione di chi l’ha registrato'],
  // What it says
  [/^event type (\S+) is unknown to this program$/, 'questo programma non conosce eventi $1'],
  [
    /^schema version (\d+) of (\S+) is newer than this program, which knows (\d+)$/,
    'la versione $1 di $2 è più nuova di questo programma, che conosce la $3',
  ],
  [/^schema version (\S+) is not an integer from 1$/, 'la versione dello schema, $1, non è un intero da 1'],
  [/^more than (\d+) bytes of data$/, 'più di $1 byte di dati'],
  [/^(?:metadata\.)?(\S+) is not a field of an event's metadata$/, '$1 non è un campo dei metadati'],
  [/^(\S+|the stream|the event type) is not a text$/, '$1 non è un testo'],
  [/^(\S+|the stream|the event type) is empty or longer than (\d+) characters$/, '$1: è vuoto o supera $2 caratteri'],
  [/^a stream such as (\S+) holds no event (\S+)$/, 'in $1 non ci sono eventi $2'],
  [/^it annuls (\S+), which is not in (\S+) before it$/, 'annulla $1, che in $2 prima non c’è'],
  [/^it annuls (\S+), which is annulled already$/, 'annulla $1, che è già annullato'],
  [/^it replaces (\S+), which is not annulled$/, 'sostituisce $1, che non è annullato'],
  [/^it names body (\S+), which is not known by then$/, 'nomina l’ente $1, che a quel punto non è noto'],
  [/^it names programme (\S+), which is not known by then$/, 'nomina il programma $1, che a quel punto non è noto'],
  // Fields, one or more
  [/^(.+?); (.+)$/s, '~1; ~2'],
  [/^(\S+) is missing$/, 'manca $1'],
  [/^(\S+) is no field of this event$/, '$1 non è un campo di questo evento'],
  [/^(\S+) must match format "date"$/, '$1 non è una data che esiste (AAAA-MM-GG)'],
  [/^(\S+) must (.+)$/, '$1 non è ammesso ($2)'],
  // Coordinates
  [/^position (\d+) is beyond the head of the log \((\d+)\)$/, 'la posizione $1 è oltre l’ultima del registro ($2)'],
  [/^"(.*)" is not an instant with its offset (.+)$/, '«$1» non è un istante con il suo fuso $2'],
  [
    /^"(.*)" is neither an instant \(with a T and an offset\) nor a position$/,
    '«$1» non è né un istante (2025-01-15T10:00:00+01:00) né una posizione',
  ],
];

/** A sentence of the log in Italian; as it came where nobody wrote it, so that nothing is hidden. */
export function logSentenceInItalian(english: string): string {
  for (const [sentence, italian] of SENTENCES) {
    const found = sentence.exec(english);
    if (!found) continue;
    return italian.replace(/([$~])(\d)/g, (_, mark: string, group: string) => {
      const part = found[Number(group)] ?? '';
      return mark === '~' ? logSentenceInItalian(part) : part;
    });
  }
  return english;
}
