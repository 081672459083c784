import type { Sheets } from '../folder.js';
import { MANIFEST, type Manifest } from '../manifest.js';
import type { NamedBody } from '../register-port.js';
import type { Body } from '../resolve.js';
import { placeOf, type RowReports } from '../row-report.js';
import type { MemberRow, SpellingRow } from './submission.js';

/** The members of the Ambito and its ALER; null when the folder does not list them. */
export function readMembers(sheets: Sheets, manifest: Manifest, reports: RowReports): readonly MemberRow[] | null {
  const sheet = sheets.municipalities;
  if (!sheet) return null;
  const rows = new Map<string, MemberRow>();
  for (const { cells, at } of sheet.rows) {
    const id = cells.istat_code;
    if (!/^\d{6}$/.test(id)) {
      reports.error('BAD_ISTAT_CODE', at('istat_code'), {
        it: 'Il codice ISTAT ha sei cifre (Excel toglie lo zero iniziale).',
        en: 'An ISTAT code has six digits (Excel drops the leading zero).',
      });
    } else if (rows.has(id)) {
      const first = rows.get(id)!.at.row;
      reports.error('DUPLICATE_ROW', at('istat_code'), {
        it: `Il codice ${id} è già alla riga ${first}.`,
        en: `The code ${id} is at row ${first} already.`,
      });
    } else {
      rows.set(id, { role: 'municipalities', body: { id, kind: 'COMUNE', name: cells.municipality }, at: at() });
    }
  }
  const aler: Body = { ...manifest.aler, kind: 'ALER' };
  return [...rows.values(), { role: 'manifest', body: aler, at: placeOf(MANIFEST, null, 'aler', aler.id) }];
}

/** Every body that a name can stand for: the register's and the folder's; what the folder calls it comes first. */
export function nameable(known: readonly NamedBody[], members: readonly MemberRow[] | null): readonly NamedBody[] {
  const bodies = new Map(known.map((body) => [body.id, body]));
  for (const { body } of members ?? []) {
    const names = bodies.get(body.id)?.names ?? [];
    bodies.set(body.id, { id: body.id, kind: body.kind, names: [body.name, ...names] });
  }
  return [...bodies.values()];
}

/** The manifest's table of spellings, each with the body that it names. */
export function readSpellings(
  manifest: Manifest,
  bodyOf: (id: string) => Body | undefined,
  reports: RowReports,
): readonly SpellingRow[] {
  const rows: SpellingRow[] = [];
  const seen = new Map<string, string>();
  manifest.spellings.forEach(({ spelling, body: id }, i) => {
    const at = placeOf(MANIFEST, null, `spellings[${i}]`, spelling);
    const body = bodyOf(id);
    const other = seen.get(spelling);
    if (!body) {
      reports.error('UNKNOWN_BODY', at, {
        it: `${id} non è un ente della cartella né del registro.`,
        en: `${id} is a body neither of the folder nor of the register.`,
      });
    } else if (other !== undefined && other !== id) {
      reports.error('AMBIGUOUS_NAME', at, {
        it: `La grafia «${spelling}» sta per ${other} e per ${id}.`,
        en: `The spelling "${spelling}" stands for ${other} and for ${id}.`,
      });
    } else if (other === undefined) {
      rows.push({ role: 'manifest', body, spelling, at });
    }
    seen.set(spelling, other ?? id);
  });
  return rows;
}
