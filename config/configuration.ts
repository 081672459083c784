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
import { both, ruleWording, type Wording } from '#wording';

/** What the environment can set. Every key has a default for the embedded case; an unknown REGISTRO_ key is an error. */
export class Configuration {
  /** Folder of the register (log, read store). */
  @IsString()
  REGISTRO_DATA: string = './registro-dati';

  /** Where the log is: `sqlite` (in the folder). */
  @Matches(/^sqlite$/)
  REGISTRO_EVENT_STORE: string = 'sqlite';

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

  /** `yes`: the server runs in a container whose port is published on the host's loopback only. */
  @IsIn(['yes', 'no'])
  REGISTRO_PUBLISHED_ON_LOOPBACK: 'yes' | 'no' = 'no';

  /** `1`: an unexpected error shows where it happened. */
  @IsIn(['0', '1'])
  REGISTRO_DEBUG: '0' | '1' = '0';
}

/** What a key takes, where the rule it breaks does not say it. */
const takes: Readonly<Record<string, Wording>> = {
  REGISTRO_EVENT_STORE: both('può essere solo «sqlite»', 'can only be "sqlite"'),
  REGISTRO_PORT: both('deve essere un intero da 0 a 65535', 'must be a whole number from 0 to 65535'),
};

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
  const known = new Set(Object.keys(new Configuration()).concat('REGISTRO_ACTOR'));
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
  if (plain.REGISTRO_PORT !== undefined) plain.REGISTRO_PORT = Number(plain.REGISTRO_PORT);
  const configuration = plainToInstance(Configuration, plain, { exposeDefaultValues: true });
  const problems = validateSync(configuration, { forbidUnknownValues: true });
  const first = problems[0];
  if (first) throw badValue(first);
  return configuration;
}

function badValue({ property, constraints = {} }: ValidationError): BadConfiguration {
  const [[rule, message] = ['', '']] = Object.entries(constraints);
  const { it, en } = takes[property] ?? ruleWording(rule, message);
  return new BadConfiguration(both(`${property} ${it}`, `${property} ${en}`));
}
