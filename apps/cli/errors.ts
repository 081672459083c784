import { both, eventWords, logSentenceInItalian, refusalWords, word, type Language, type Wording } from '#wording';
import { BadCall, type ExitCode } from './shell.js';
import { inItalian } from './italian-messages.js';
import { invalidRequestWording } from './invalid-request.js';

/** An error as it is told: a sentence, and the status the process ends with. */
export interface Told {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/** What an error that the register knows carries, whichever class it is of. */
type Known = Error & Readonly<Record<string, unknown>>;
type Teller = (error: Known, language: Language) => Told;

const say = (exitCode: ExitCode, wordingOf: (error: Known) => Wording): Teller => {
  return (error, language) => ({ text: wordingOf(error)[language], exitCode });
};

/**
 * Sentence and exit code by the error's name: 1 when the data say no, 2 when the call was wrong or the register is out
 * of reach. By name rather than class, so that to tell an error nothing has to be loaded.
 */
const tellers: Readonly<Record<string, Teller>> = {
  BadCall: say(2, (error) => (error as unknown as BadCall).wording),
  RefusedAddress: say(2, (error) => sentence((error as unknown as BadCall).wording)),
  BadConfiguration: say(2, (error) => {
    const { it, en } = (error as unknown as BadCall).wording;
    return both(`Configurazione: ${it}.`, `Configuration: ${en}.`);
  }),
  CommandRejected: tellRejection,
  ServerRefused: ({ message, exitCode }, language) => ({
    text: sentence(both(message, message))[language],
    exitCode: exitCode as ExitCode,
  }),
  PreconditionFailed: say(1, ({ expected, actual }) =>
    both(
      `Qualcuno ha modificato la scheda: è alla revisione ${named(actual)}, non ${named(expected)}. Nulla è stato registrato: rileggila e riprova.`,
      `Somebody changed the record: it is at revision ${named(actual)}, not ${named(expected)}. Nothing was recorded: read it again and retry.`,
    ),
  ),
  Contended: say(1, ({ stream }) =>
    both(
      `Altri stanno modificando la stessa scheda (${named(stream)}). Nulla è stato registrato: riprova.`,
      `Others keep changing the same record (${named(stream)}). Nothing was recorded: try again.`,
    ),
  ),
  CommandIdReused: say(2, ({ commandId }) =>
    both(
      `--command-id ${named(commandId)} è già stato usato per un altro comando.`,
      `--command-id ${named(commandId)} was used before for another command.`,
    ),
  ),
  InvalidRequest: (error, language) => ({ text: invalidRequestWording(error.problems, language), exitCode: 2 }),
  BadCoordinate: say(2, ({ message }) => both(`--known-at: ${inItalian(message)}.`, `--known-at: ${message}.`)),
  UnknownAmbito: say(2, ({ ambito, known }) =>
    both(
      `L’Ambito «${named(ambito)}» non è noto.${listed(' Noti: ', known)}`,
      `No Ambito "${named(ambito)}" is known.${listed(' Known: ', known)}`,
    ),
  ),
  UnknownRuleSet: say(2, ({ message }) => both(`--rule-set: ${inItalian(message)}.`, `--rule-set: ${message}.`)),
  UnknownAddress: say(2, ({ message }) => sentence(both(inItalian(message), message))),
  UnitNotFound: say(2, ({ ref }) =>
    both(`Nessun alloggio ha id o codice «${named(ref)}».`, `No unit has the id or alias "${named(ref)}".`),
  ),
  AmbiguousAlias: say(2, ({ ref, candidates }) => {
    const which = (candidates as readonly { unitId: string; alias: string }[])
      .map(({ unitId, alias }) => `${alias} (${unitId})`)
      .join(', ');
    return both(
      `«${named(ref)}» indica più alloggi: ${which}. Scrivi lo schema (SCHEMA:VALORE) o l’id.`,
      `"${named(ref)}" names several units: ${which}. Say the scheme (SCHEME:VALUE) or the id.`,
    );
  }),
  UnknownName: say(2, ({ text, nearest }) =>
    both(
      `«${named(text)}» non è il nome di nessun ente.${listed(' Simili: ', nearest)}`,
      `"${named(text)}" names no body.${listed(' Near: ', nearest)}`,
    ),
  ),
  StoreUnavailable: tellUnavailable,
  BadLogPlace: say(2, (error) => sentence((error as unknown as BadCall).wording)),
  MigrationFailed: say(1, (error) => {
    const { it, en } = (error as unknown as BadCall).wording;
    return both(`Trasloco non riuscito, l’origine è com’era: ${it}.`, `Not moved, the source is as it was: ${en}.`);
  }),
  LogOnServer: say(2, () =>
    both(
      'Il registro è su un server: si copia e si ripristina con gli strumenti del server.',
      'This register’s log is on a server: use the server’s own backup.',
    ),
  ),
  UnreadableEvent: say(2, ({ message }) =>
    both(
      `Il registro è danneggiato: ${logSentenceInItalian(message)}. «registro verify» dice di ogni danno; «registro restore» riparte da una copia.`,
      `The register is damaged: ${message}. "registro verify" tells every damage; "registro restore" starts from a backup.`,
    ),
  ),
  BadHistory: say(1, ({ message }) =>
    both(
      `Storia non importata, nulla è stato scritto: ${logSentenceInItalian(message)}.`,
      `History not imported, nothing was written: ${message}.`,
    ),
  ),
  BadHistoryLine: say(1, ({ message }) =>
    both(
      `Storia non importata, nulla è stato scritto: ${logSentenceInItalian(message)}.`,
      `History not imported, nothing was written: ${message}.`,
    ),
  ),
  LogNotEmpty: say(2, () =>
    both(
      'Una storia si importa solo in un registro vuoto: in un’altra cartella («--data») o, su un server, con un altro nome («REGISTRO_EVENT_STORE_REGISTER»).',
      'A history is imported into an empty register only: in another folder ("--data") or, on a server, by another name ("REGISTRO_EVENT_STORE_REGISTER").',
    ),
  ),
  BadCursor: say(2, () =>
    both('--cursor: non è un cursore di questa ricerca.', '--cursor: not a cursor of this search.'),
  ),
  PoisonEvent: say(2, ({ message }) =>
    both(`Le viste non vanno avanti: ${message}`, `The views cannot go on: ${message}`),
  ),
  ReadStoreNotReady: say(2, () =>
    both('Le viste vanno ricostruite: «registro rebuild».', 'The views have to be rebuilt: "registro rebuild".'),
  ),
};

/** Names of files and folders that cannot be used, by Node's code. */
const systemWords: Readonly<Record<string, (path: string) => Wording>> = {
  ENOENT: (path) => both(`Non esiste: ${path}`, `No such file or folder: ${path}`),
  EACCES: (path) => both(`Permesso negato: ${path}`, `Permission denied: ${path}`),
  EPERM: (path) => both(`Permesso negato: ${path}`, `Permission denied: ${path}`),
  EROFS: (path) => both(`Il disco è in sola lettura: ${path}`, `The disk is read-only: ${path}`),
  ENOSPC: (path) => both(`Il disco è pieno: ${path}`, `The disk is full: ${path}`),
  EISDIR: (path) => both(`È una cartella, serve un file: ${path}`, `A folder where a file is needed: ${path}`),
  ENOTDIR: (path) => both(`Non è una cartella: ${path}`, `Not a folder: ${path}`),
  EEXIST: (path) => both(`Esiste già: ${path}`, `There already: ${path}`),
  EADDRINUSE: (path) => both(`L’indirizzo è già in uso: ${path}`, `The address is in use: ${path}`),
  ECONNREFUSED: (path) => both(`Nessun server risponde: ${path}`, `No server answers: ${path}`),
};

/** An error in the reader's language. One that nobody foresaw is said to be a defect, with how to get its details. */
export function tellError(error: unknown, language: Language, debug: boolean): Told {
  if (error instanceof Error) {
    const teller = Object.hasOwn(tellers, error.name) ? tellers[error.name] : undefined;
    if (teller) return teller(error as Known, language);
    const { code, path, syscall } = error as NodeJS.ErrnoException;
    const system = code !== undefined && Object.hasOwn(systemWords, code) ? systemWords[code] : undefined;
    if (system) return { text: `${system(path ?? syscall ?? '')[language]}.`, exitCode: 2 };
  }
  return { text: defect(error, language, debug), exitCode: 2 };
}

function defect(error: unknown, language: Language, debug: boolean): string {
  const what = error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);
  if (debug) return error instanceof Error ? (error.stack ?? what) : what;
  return both(
    `Errore imprevisto, è un difetto del programma (${what}). Per i dettagli: REGISTRO_DEBUG=1.`,
    `Unexpected error, a defect of the program (${what}). For the details: REGISTRO_DEBUG=1.`,
  )[language];
}

/** The code in words, what was refused, and the event that stands against it. */
function tellRejection(error: Known, language: Language): Told {
  const { code, conflict, details, message } = error as unknown as {
    code: string;
    conflict?: { eventId: string; type: string; effectiveOn: string };
    details: Readonly<Record<string, unknown>>;
    message: string;
  };
  const it = language === 'it';
  const reason = Object.hasOwn(refusalWords, code) ? refusalWords[code]![language] : message;
  const refused =
    typeof details.refused === 'string'
      ? `${word(eventWords, details.refused, language)} ${it ? 'del' : 'of'} ${String(details.refusedOn)}: `
      : '';
  const against = conflict
    ? ` ${it ? 'Vedi' : 'See'} ${word(eventWords, conflict.type, language)} ${it ? 'del' : 'of'} ${conflict.effectiveOn} (${it ? 'evento' : 'event'} ${conflict.eventId}).`
    : '';
  return { text: `${it ? 'Rifiutato' : 'Refused'} (${code}): ${refused}${reason}.${against}`, exitCode: 1 };
}

function tellUnavailable(error: Known, language: Language): Told {
  const holder = error.holder as { pid: number; host: string; since: string; purpose: string } | undefined;
  // Only a server takes the commands of others.
  const tryAgain =
    holder?.purpose === 'serve'
      ? both(
          'Riprova quando ha finito, o manda i comandi a quel server con --server.',
          'Try again when it is done, or send commands to that server with --server.',
        )
      : both('Riprova quando ha finito.', 'Try again when it is done.');
  const text = holder
    ? both(
        `Il registro è tenuto in scrittura da un altro processo: ${holder.purpose}, processo ${holder.pid} su ${holder.host}, dal ${holder.since}. ${tryAgain.it}`,
        `The register is held for writing by another process: ${holder.purpose}, process ${holder.pid} on ${holder.host}, since ${holder.since}. ${tryAgain.en}`,
      )
    : both(`${inItalian(error.message)}.`, `${error.message}.`);
  return { text: sentence(text)[language], exitCode: 2 };
}

/** A text as a sentence. The name of a file that stands first is left as it is. */
function sentence({ it, en }: Wording): Wording {
  const capital = (text: string) => text.replace(/^\p{Ll}(?!\S*[./\\]\S)/u, (letter) => letter.toUpperCase());
  const said = (text: string) => `${capital(text)}${/[.!?]$/.test(text) ? '' : '.'}`;
  return both(said(it), said(en));
}

function named(value: unknown): string {
  return value === 'none' ? '0 (none)' : String(value);
}

function listed(before: string, names: unknown): string {
  return Array.isArray(names) && names.length > 0 ? `${before}${names.join(', ')}.` : '';
}
