import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  validateSync,
  type ValidationError,
} from 'class-validator';
import type { ServerAccess } from '#register';
import { both, ruleWording, type Wording } from '#wording';

/** What the environment can set. Every key has a default for the embedded case; an unknown REGISTRO_ key is an error. */
export class Configuration {
  /** Folder of the register (log, read store). */
  @IsString()
  REGISTRO_DATA: string = './registro-dati';

  /**
   * Where the log is: `sqlite` (in the folder), `sqlite:PATH` (another folder, or a file `….db`), or an EventStoreDB:
   * `esdb://HOST:PORT?tls=false`, `esdb://A:2113,B:2113`, `esdb+discover://NAME`.
   */
  @Matches(/^(sqlite(:.+)?|esdb(\+discover)?:\/\/.+)$/)
  REGISTRO_EVENT_STORE: string = 'sqlite';

  /** Which register of the EventStoreDB: there may be several. */
  @Matches(/^[a-z0-9][a-z0-9-]{0,49}$/)
  REGISTRO_EVENT_STORE_REGISTER: string = 'registro';

  /** Who calls the EventStoreDB: needed with TLS. */
  @IsOptional()
  @IsString()
  REGISTRO_EVENT_STORE_USER?: string;

  @IsOptional()
  @IsString()
  REGISTRO_EVENT_STORE_PASSWORD?: string;

  /** PEM file of the authority that signed the EventStoreDB's certificate. */
  @IsOptional()
  @IsString()
  REGISTRO_EVENT_STORE_CA_FILE?: string;

  /** Who acts, when no --actor is given. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  REGISTRO_ACTOR?: string;

  @IsIn(['it', 'en'])
  REGISTRO_LANG: 'it' | 'en' = 'it';

  /** Address that `serve` listens on. Anything but loopback is refused unless published on loopback only. */
  @IsString()
  REGISTRO_BIND: string = '127.0.0.1';

  @IsInt()
  @Min(0)
  @Max(65_535)
  REGISTRO_PORT: number = 8080;

  /** Who keeps the views: the process that serves, or one of its own (`registro project`) that it waits for. */
  @IsIn(['embedded', 'separate'])
  REGISTRO_PROJECTOR: 'embedded' | 'separate' = 'embedded';

  /** Where a projector of its own answers for its health. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  REGISTRO_PROJECTOR_PORT: number = 8081;

  /** `yes`: the server runs in a container whose port is published on the host's loopback only. */
  @IsIn(['yes', 'no'])
  REGISTRO_PUBLISHED_ON_LOOPBACK: 'yes' | 'no' = 'no';

  /** `1`: an unexpected error shows where it happened. */
  @IsIn(['0', '1'])
  REGISTRO_DEBUG: '0' | '1' = '0';
}

const PORT = both('deve essere un intero da 0 a 65535', 'must be a whole number from 0 to 65535');

/** What a key takes, where the rule it breaks does not say it. */
const takes: Readonly<Record<string, Wording>> = {
  REGISTRO_EVENT_STORE: both(
    'può essere «sqlite», «sqlite:CARTELLA» o l’indirizzo di un EventStoreDB (esdb://…)',
    'can be "sqlite", "sqlite:FOLDER" or the address of an EventStoreDB (esdb://…)',
  ),
  REGISTRO_EVENT_STORE_REGISTER: both(
    'può avere minuscole, cifre e trattini, al più 50',
    'can have lowercase letters, digits and hyphens, 50 at most',
  ),
  REGISTRO_PORT: PORT,
  REGISTRO_PROJECTOR_PORT: PORT,
};

const NUMBERS = ['REGISTRO_PORT', 'REGISTRO_PROJECTOR_PORT'];

/** Keys without a default. */
const OPTIONAL_KEYS = [
  'REGISTRO_EVENT_STORE_USER',
  'REGISTRO_EVENT_STORE_PASSWORD',
  'REGISTRO_EVENT_STORE_CA_FILE',
  'REGISTRO_ACTOR',
];

/** The environment says something that cannot be used. The value is not told: it may be a secret. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration';
  constructor(readonly wording: Wording) {
    super(wording.en);
  }
}

/**
 * Reads the configuration from the environment.
 * @throws BadConfiguration naming the key and the rule
 */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const given = Object.entries(environment).filter(([key, value]) => key.startsWith('REGISTRO_') && value !== '');
  const plain: Record<string, unknown> = Object.fromEntries(given);
  const known = new Set([...Object.keys(new Configuration()), ...OPTIONAL_KEYS]);
  const unknown = given.find(([key]) => !known.has(key));
  if (unknown) {
    const keys = [...known].join(', ');
    throw new BadConfiguration(
      both(
        `${unknown[0]} non è una chiave di configurazione (sono: ${keys})`,
        `${unknown[0]} is not a configuration key (they are: ${keys})`,
      ),
    );
  }
  for (const key of NUMBERS) if (plain[key] !== undefined) plain[key] = Number(plain[key]);
  const configuration = plainToInstance(Configuration, plain, { exposeDefaultValues: true });
  const problems = validateSync(configuration, { forbidUnknownValues: true });
  const first = problems[0];
  if (first) throw badValue(first);
  serverAccess(configuration);
  return configuration;
}

/**
 * How an EventStoreDB lets this process in, and which of its registers is meant.
 * @throws BadConfiguration a name without its password, or the other way round
 */
export function serverAccess({
  REGISTRO_EVENT_STORE_REGISTER: register,
  REGISTRO_EVENT_STORE_USER: username,
  REGISTRO_EVENT_STORE_PASSWORD: password,
  REGISTRO_EVENT_STORE_CA_FILE: caFile,
}: Configuration): ServerAccess {
  if ((username === undefined) !== (password === undefined)) {
    throw new BadConfiguration(
      both(
        'REGISTRO_EVENT_STORE_USER e REGISTRO_EVENT_STORE_PASSWORD vanno insieme',
        'REGISTRO_EVENT_STORE_USER and REGISTRO_EVENT_STORE_PASSWORD go together',
      ),
    );
  }
  return {
    register,
    ...(caFile !== undefined && { caFile }),
    ...(username !== undefined && password !== undefined && { credentials: { username, password } }),
  };
}

function badValue({ property, constraints = {} }: ValidationError): BadConfiguration {
  const [[rule, message] = ['', '']] = Object.entries(constraints);
  const { it, en } = takes[property] ?? ruleWording(rule, message);
  return new BadConfiguration(both(`${property} ${it}`, `${property} ${en}`));
}
