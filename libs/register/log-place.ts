import { join } from 'node:path';
import { both, type Wording } from '#wording';

/** What a log in a register's folder is called. */
const LOG_FILE = 'registro.db';
const SERVER = /^esdb(\+discover)?:\/\//;

/** Where a register's log is: a file of this machine, or an EventStoreDB. */
export type LogPlace = FilePlace | ServerPlace;

export interface FilePlace {
  readonly kind: 'file';
  readonly file: string;
}

/** A register on an EventStoreDB: see the options of its adapter. */
export interface ServerPlace extends ServerAccess {
  readonly kind: 'server';
  /** `esdb://host:2113?tls=false`, `esdb://a:2113,b:2113`, `esdb+discover://name`. */
  readonly url: string;
}

/** How a server lets this process in, and which of its registers is meant. */
export interface ServerAccess {
  readonly credentials?: { readonly username: string; readonly password: string };
  /** PEM file of the authority that signed the server's certificate. */
  readonly caFile?: string;
  /** Default `registro`. */
  readonly register?: string;
}

/** A log is said to be where none can be. What was given is not told: it may hold a password. */
export class BadLogPlace extends Error {
  override readonly name = 'BadLogPlace';
  constructor(readonly wording: Wording) {
    super(wording.en);
  }
}

/** What is done to a log's file was asked of a log on a server. */
export class LogOnServer extends Error {
  override readonly name = 'LogOnServer';
  constructor() {
    super('this register’s log is on a server: use the server’s own backup');
  }
}

/** The log of a register that is kept in its folder. */
export function logInFolder(folder: string): FilePlace {
  return { kind: 'file', file: join(folder, LOG_FILE) };
}

/**
 * Where a log is, as people write it: `sqlite` (in the folder), `sqlite:PATH` (another folder, or a file `….db`), or the
 * address of an EventStoreDB.
 * @param access how to be let in, where it is a server
 * @throws BadLogPlace
 */
export function logPlaceOf(text: string, folder: string, access: ServerAccess = {}): LogPlace {
  if (text === 'sqlite') return logInFolder(folder);
  if (text.startsWith('sqlite:') && text.length > 'sqlite:'.length) {
    const path = text.slice('sqlite:'.length);
    return path.endsWith('.db') ? { kind: 'file', file: path } : logInFolder(path);
  }
  if (SERVER.test(text)) return { kind: 'server', url: text, ...access };
  throw new BadLogPlace(
    both(
      'il registro si indica con «sqlite», «sqlite:CARTELLA» o l’indirizzo di un EventStoreDB, «esdb://HOST:PORTA?tls=false»',
      'the log is given as "sqlite", "sqlite:FOLDER" or the address of an EventStoreDB, "esdb://HOST:PORT?tls=false"',
    ),
  );
}
