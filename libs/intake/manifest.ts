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
import { CREMONA_ANNUAL_PLAN, ROLES, type Role } from './dialects/cremona-annual-plan.js';
import { ENCODINGS, type Encoding } from './encoding.js';
import type { Said } from './said.js';

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
function ByRole(isValue: (value: unknown) => boolean, what: string): PropertyDecorator {
  return ValidateBy({
    name: 'byRole',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.entries(value).every(([role, item]) => (ROLES as readonly string[]).includes(role) && isValue(item)),
      defaultMessage: () => `$property must give ${what} by table; the tables are ${ROLES.join(', ')}`,
    },
  });
}

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

class Sentence implements Said {
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
  @ByRole((value) => typeof value === 'string' && FILE_NAME.test(value), 'the name of a .csv file in the folder')
  files!: Partial<Record<Role, string>>;

  @IsOptional()
  @IsObject()
  @ByRole((value) => (ENCODINGS as readonly unknown[]).includes(value), `an encoding (${ENCODINGS.join(' or ')})`)
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

/** The manifest cannot be used; each problem names its field. */
export class BadManifest extends Error {
  override readonly name = 'BadManifest';
  constructor(readonly problems: readonly { readonly field: string; readonly message: string }[]) {
    super(problems.map(({ message }) => message).join('; '));
  }
}

/** @throws BadManifest the folder has no manifest, or it is not one */
export async function readManifest(folder: string): Promise<Manifest> {
  return parseManifest(await manifestText(folder));
}

/** @throws BadManifest naming every field that is wrong, unknown ones too */
export function parseManifest(text: string): Manifest {
  try {
    const manifest = checkRequest<Manifest>(ManifestFields, JSON.parse(text.replace(/^\uFEFF/, '')));
    checkTogether(manifest);
    return manifest;
  } catch (error) {
    if (error instanceof InvalidRequest) throw new BadManifest(error.problems);
    if (error instanceof SyntaxError) throw wrong(`is not JSON: ${error.message}`);
    throw error;
  }
}

async function manifestText(folder: string): Promise<string> {
  const path = join(folder, MANIFEST);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw wrong('is not there');
  if (size > MAX_MANIFEST_BYTES) throw wrong('is larger than 1 MB');
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) throw wrong('cannot be read');
  if (!isUtf8(bytes)) throw wrong('is not UTF-8');
  return bytes.toString('utf8');
}

function wrong(what: string): BadManifest {
  return new BadManifest([{ field: '', message: `${MANIFEST} ${what}` }]);
}

/** What no field can say alone. */
function checkTogether({ files, censusOn, assumptions }: Manifest): void {
  const problems: { field: string; message: string }[] = [];
  const names = Object.values(files);
  for (const name of new Set(names)) {
    if (names.indexOf(name) === names.lastIndexOf(name)) continue;
    problems.push({ field: 'files', message: `${name} is named for two tables` });
  }
  if (names.length === 0) problems.push({ field: 'files', message: 'files names no table' });
  if (files['annex-b-renovation-lots'] !== undefined && !assumptions.programme) {
    problems.push({
      field: 'assumptions.programme',
      message: 'assumptions.programme must say when the lots are open and assignable',
    });
  }
  if (assumptions.membersSince > censusOn) {
    problems.push({ field: 'assumptions.membersSince', message: 'assumptions.membersSince is after the census' });
  }
  if (assumptions.programme && assumptions.programme.openOn > censusOn) {
    problems.push({
      field: 'assumptions.programme.openOn',
      message: 'assumptions.programme.openOn is after the census',
    });
  }
  if (problems.length > 0) throw new BadManifest(problems);
}
