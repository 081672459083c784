import 'reflect-metadata';
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { checkRequest, InvalidRequest } from '#requests';
import { FIGURE_LETTERS, type FigureLetter } from '#declarations/domain';
import { isCivilDate, type CivilDate } from '#temporal';
import { both, ruleWording, type Wording } from '#wording';
import { CREMONA_ANNUAL_PLAN, ROLES, type Role } from './dialects/cremona-annual-plan.js';
import { ENCODINGS, type Encoding } from './encoding.js';

export const MANIFEST = 'manifest.json';
const MAX_MANIFEST_BYTES = 1024 * 1024;
/** What the register takes as an id: see `code` in #schema. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/;
/** A file of the folder itself: no path leads out of it. */
const FILE_NAME = /^[^/\\]{1,100}\.csv$/i;

function IsDay(): PropertyDecorator {
  return ValidateBy({
    name: 'isCivilDate',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isCivilDate(value),
      defaultMessage: () => '$property must be a date that exists, YYYY-MM-DD',
    },
  });
}

/** Keys are roles of the dialect's tables, and each value is one of those given. */
function ByRole(rule: keyof typeof byRoleWords, isValue: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({
    name: rule,
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.entries(value).every(([role, item]) => (ROLES as readonly string[]).includes(role) && isValue(item)),
      defaultMessage: () => `$property ${byRoleWords[rule].en}`,
    },
  });
}

const byRoleWords = {
  fileByRole: both(
    `deve dare il nome di un file .csv della cartella per tabella; le tabelle sono ${ROLES.join(', ')}`,
    `must give the name of a .csv file in the folder by table; the tables are ${ROLES.join(', ')}`,
  ),
  encodingByRole: both(
    `deve dare una codifica (${ENCODINGS.join(' o ')}) per tabella; le tabelle sono ${ROLES.join(', ')}`,
    `must give an encoding (${ENCODINGS.join(' or ')}) by table; the tables are ${ROLES.join(', ')}`,
  ),
};

class Named {
  @Matches(CODE)
  id!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name!: string;
}

class Spelling {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  spelling!: string;

  @Matches(CODE)
  body!: string;
}

class AssumedProgramme extends Named {
  /** The programme is formalised, and its lots are open, from this day. */
  @IsDay()
  openOn!: CivilDate;

  /** The year in which its lots are assignable. */
  @IsInt()
  @Min(1900)
  @Max(2999)
  assignableIn!: number;
}

class SameUnits {
  @IsIn(FIGURE_LETTERS)
  letter!: FigureLetter;

  @Matches(CODE)
  owner!: string;

  /** The list whose units carry the count. */
  @Equals('e1')
  list!: 'e1';
}

class Schemes {
  @Matches(CODE)
  annexUnitId!: string;

  @Matches(CODE)
  annexOwnerCode!: string;
}

class Sentence implements Wording {
  @IsString()
  @MaxLength(1000)
  it!: string;

  @IsString()
  @MaxLength(1000)
  en!: string;
}

class Assumptions {
  /** The members and the ALER are there, under these names, at least since this day. */
  @IsDay()
  membersSince!: CivilDate;

  /** Units that lists b, c and e name are of this class (domain.md, section 3). */
  @Equals('SAP')
  namedUnitsAre!: 'SAP';

  @IsObject()
  @ValidateNested()
  @Type(() => Schemes)
  schemes!: Schemes;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AssumedProgramme)
  programme?: AssumedProgramme;

  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => SameUnits)
  sameUnits!: SameUnits[];

  /** Anything else that the reader of the figures should know. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => Sentence)
  others?: Sentence[];
}

class ManifestFields {
  @Equals(CREMONA_ANNUAL_PLAN.id)
  dialect!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => Named)
  ambito!: Named;

  @IsInt()
  @Min(1900)
  @Max(2999)
  year!: number;

  /** Day of the census: the stock and the lists hold from it on. */
  @IsDay()
  censusOn!: CivilDate;

  @IsObject()
  @ValidateNested()
  @Type(() => Named)
  aler!: Named;

  @IsObject()
  @ByRole('fileByRole', (value) => typeof value === 'string' && FILE_NAME.test(value))
  files!: Partial<Record<Role, string>>;

  @IsOptional()
  @IsObject()
  @ByRole('encodingByRole', (value) => (ENCODINGS as readonly unknown[]).includes(value))
  encodings?: Partial<Record<Role, Encoding>>;

  @IsArray()
  @ArrayMaxSize(10_000)
  @ValidateNested({ each: true })
  @Type(() => Spelling)
  spellings!: Spelling[];

  /** Labels in a municipality's column that stand for the whole owner. */
  @IsArray()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  ownerWideLabels!: string[];

  @IsObject()
  @ValidateNested()
  @Type(() => Assumptions)
  assumptions!: Assumptions;
}

/** What the folder says of itself: which file is what, of which Ambito and year, and what was assumed. */
export type Manifest = Readonly<ManifestFields>;

/** What is wrong with a manifest: a field of it, or all of it (`field` is empty then). */
export interface ManifestProblem {
  readonly field: string;
  readonly said: Wording;
}

/** The manifest cannot be used; each problem names its field. */
export class BadManifest extends Error {
  override readonly name = 'BadManifest';
  constructor(readonly problems: readonly ManifestProblem[]) {
    super(problems.map(({ said }) => said.en).join('; '));
  }
}

/** @throws BadManifest the folder has no manifest, or it is not one */
export async function readManifest(folder: string): Promise<Manifest> {
  return parseManifest(await manifestText(folder));
}

/** @throws BadManifest naming every field that is wrong, unknown ones too */
export function parseManifest(text: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = checkRequest<Manifest>(ManifestFields, JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof InvalidRequest) throw new BadManifest(error.problems.map(problemOf));
    if (error instanceof SyntaxError) throw wrong(both('non è JSON', `is not JSON: ${error.message}`));
    throw error;
  }
  checkTogether(manifest);
  return manifest;
}

async function manifestText(folder: string): Promise<string> {
  const path = join(folder, MANIFEST);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw wrong(both('non c’è', 'is not there'));
  if (size > MAX_MANIFEST_BYTES) throw wrong(both('supera 1 MB', 'is larger than 1 MB'));
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) throw wrong(both('non si legge', 'cannot be read'));
  if (!isUtf8(bytes)) throw wrong(both('non è UTF-8', 'is not UTF-8'));
  return bytes.toString('utf8');
}

function wrong(what: Wording): BadManifest {
  return new BadManifest([about('', MANIFEST, what)]);
}

function problemOf({ field, rule, message }: InvalidRequest['problems'][number]): ManifestProblem {
  const ofRole = Object.entries(byRoleWords).find(([name]) => name === rule)?.[1];
  return about(field, field || MANIFEST, ofRole ?? ruleWording(rule, message));
}

function about(field: string, name: string, { it, en }: Wording): ManifestProblem {
  return { field, said: both(`${name} ${it}`, `${name} ${en}`) };
}

/** What no field can say alone. */
function checkTogether({ files, censusOn, assumptions }: Manifest): void {
  const problems: ManifestProblem[] = [];
  const wrongIn = (field: string, it: string, en: string) => problems.push(about(field, field, both(it, en)));
  const { programme, membersSince } = assumptions;
  const names = Object.values(files);
  for (const name of new Set(names)) {
    if (names.indexOf(name) === names.lastIndexOf(name)) continue;
    wrongIn('files', `dà ${name} per due tabelle`, `gives ${name} for two tables`);
  }
  if (names.length === 0) wrongIn('files', 'non nomina tabelle', 'names no table');
  if (files['annex-b-renovation-lots'] !== undefined && !programme) {
    const when = 'deve dire quando i lotti sono aperti e assegnabili';
    wrongIn('assumptions.programme', when, 'must say when the lots are open and assignable');
  }
  if (membersSince > censusOn) {
    wrongIn('assumptions.membersSince', 'è dopo il censimento', 'is after the census');
  }
  if (programme && programme.openOn > censusOn) {
    wrongIn('assumptions.programme.openOn', 'è dopo il censimento', 'is after the census');
  }
  if (problems.length > 0) throw new BadManifest(problems);
}
