import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../dialects/cremona-annual-plan.js';

export type SmallFolder = { -readonly [R in Role]?: string };

const AS_IS = 'SFITTO PER CARENZE MANUTENTIVE (Assegnabile in AM)';

/** Two Comuni and an ALER: every table once, a row or two each. */
export const SMALL: Required<SmallFolder> = {
  municipalities: 'istat_code,municipality\n019003,Annicco\n019007,Bordolano\n',
  'survey-status': 'municipality,status\n',
  'delegated-management': 'municipality\nBordolano\n',
  'a-stock': 'owner,units_total,units_sap,units_sas\nANNICCO,5,4,1\nBORDOLANO,6,6,0\nALER,8,8,0\n',
  'b-as-is': 'owner_type,municipality,units\nCOMUNE,ANNICCO,1\nALER,BORDOLANO,1\n',
  'c-renovation': 'owner_type,municipality,units\nALER,ANNICCO,2\n',
  'e1-vacant-units': `owner_type,municipality,unit_id
COMUNE,BORDOLANO,non comunicato
COMUNE,BORDOLANO,non comunicato
COMUNE,ANNICCO,77
ALER,COMUNI VARI,COMUNI VARI vedi allegato
`,
  'e2-turnover': 'owner_type,municipality,units\nCOMUNE,BORDOLANO,1\n',
  'annex-b-vacant-and-as-is': `owner_type,unit_id,owner_code,municipality,state_as_printed
ALER,101,A1,ANNICCO,LIBERO
ALER,102,A2,BORDOLANO,${AS_IS}
`,
  'annex-b-renovation-lots': `owner_type,lot,unit_id,owner_code,municipality,vacancy_type_as_printed
ALER,LOTTO 1,103,A3,ANNICCO,1007 - IN MANUTENZIONE M.S.
ALER,LOTTO 1,101,A1,ANNICCO,1001 - ASSEGNABILE
`,
  'h-indigent-threshold': 'municipality,percent_over_20\nANNICCO,10\n',
  'ia-social-categories': 'municipality,category_code\nBORDOLANO,famiglie numerose\n',
  'ib-police-and-fire': 'municipality,percent\nANNICCO,5\n',
  'j-sat': 'owner,municipality,units\nCOMUNE,BORDOLANO,1\nALER,U.O.CREMONA,2\n',
  'k-previous-year': 'owner,units,of_which_mobility\nCOMUNE DI ANNICCO,2,1\nALER,9,\n',
};

/** A table with a text replaced; throws when the text is not in it, so that a test cannot pass for the wrong reason. */
export function edited(role: Role, from: string, to: string, folder: SmallFolder = SMALL): SmallFolder {
  const table = folder[role] ?? '';
  if (!table.includes(from)) throw new RangeError(`${role} has no "${from}"`);
  return { ...folder, [role]: table.replace(from, to) };
}

export interface FolderYear {
  readonly year: number;
  readonly censusOn: string;
  /** The programme that the lots are of. */
  readonly programme?: string;
}

export const FIRST: FolderYear = { year: 2025, censusOn: '2024-11-30' };
export const NEXT: FolderYear = { year: 2026, censusOn: '2025-11-30' };

/** Writes the folder, uses it, and takes it away. */
export async function inFolder<T>(
  tables: SmallFolder,
  use: (folder: string) => Promise<T>,
  year: FolderYear = FIRST,
  bytes: (table: string) => Uint8Array = (table) => Buffer.from(table),
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  try {
    const files: Record<string, string> = {};
    for (const [role, table] of Object.entries(tables)) {
      files[role] = `${role}.csv`;
      await writeFile(join(folder, `${role}.csv`), bytes(table));
    }
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest(year), files }));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function manifest({ year, censusOn, programme = 'prova-lotti' }: FolderYear) {
  return {
    dialect: 'cremona-annual-plan/1',
    ambito: { id: 'prova', name: 'Ambito di prova' },
    year,
    censusOn,
    aler: { id: 'ALER-X', name: 'ALER di prova' },
    spellings: [{ spelling: 'ALER', body: 'ALER-X' }],
    ownerWideLabels: ['U.O.CREMONA'],
    assumptions: {
      membersSince: '2020-01-01',
      namedUnitsAre: 'SAP',
      schemes: { annexUnitId: 'regional', annexOwnerCode: 'aler/ALER-X' },
      programme: { id: programme, name: 'Lotti', openOn: '2024-11-30', assignableIn: 2025 },
      sameUnits: [],
    },
  };
}
