import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, validateSync } from 'class-validator';

/** What the environment can set. Every key has a default for the embedded case; an unknown REGISTRO_ key is an error. */
export class Configuration {
  /** Folder of the register (log, read store). */
  @IsString()
  REGISTRO_DATA: string = './registro-dati';

  /** Where the log is: `sqlite` (in the folder). */
  @Matches(/^sqlite$/, { message: 'REGISTRO_EVENT_STORE must be "sqlite"' })
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

/** The environment says something that cannot be used. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration';
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
  if (unknown) throw new BadConfiguration(`${unknown[0]} is not a configuration key (${[...known].join(', ')})`);
  if (plain.REGISTRO_PORT !== undefined) plain.REGISTRO_PORT = Number(plain.REGISTRO_PORT);
  const configuration = plainToInstance(Configuration, plain, { exposeDefaultValues: true });
  const problems = validateSync(configuration, { forbidUnknownValues: true });
  const first = problems[0];
  if (first) throw new BadConfiguration(Object.values(first.constraints ?? {}).join('; '));
  return configuration;
}
