import type { Sheets } from '../folder.js';
import { SURVEY_ANSWERS, surveyStatus } from '../mapping-tables/survey-status.js';
import type { Body, Resolver } from '../resolve.js';
import { placeOf, type Place, type RowReports } from '../row-report.js';
import type { AnswerRow, DelegationRow, MemberRow, StockRow } from './submission.js';

/** Keeps the first row of each key and reports the others. */
export class Once {
  private readonly rows = new Map<string, Place>();

  constructor(private readonly reports: RowReports) {}

  /** True the first time. */
  first(key: string, at: Place): boolean {
    const known = this.rows.get(key);
    if (!known) {
      this.rows.set(key, at);
      return true;
    }
    const where = `${known.file}, ${known.row ?? ''}`;
    this.reports.error('DUPLICATE_ROW', at, {
      it: `La stessa riga è già in ${where}: quale delle due vale?`,
      en: `The same row is in ${where} already: which of the two holds?`,
    });
    return false;
  }
}

/** Owners that delegate the management of their units to the ALER. */
export function readDelegations(
  sheets: Sheets,
  resolver: Resolver,
  reports: RowReports,
): readonly DelegationRow[] | null {
  const sheet = sheets['delegated-management'];
  if (!sheet) return null;
  const once = new Once(reports);
  const rows: DelegationRow[] = [];
  for (const { cells, at } of sheet.rows) {
    const owner = resolver.comune(cells.municipality, at('municipality'));
    if (owner && once.first(owner.id, at('municipality'))) rows.push({ role: 'delegated-management', owner, at: at() });
  }
  return rows;
}

/** The stock as each owner counted it. */
export function readStock(sheets: Sheets, resolver: Resolver, reports: RowReports): readonly StockRow[] | null {
  const sheet = sheets['a-stock'];
  if (!sheet) return null;
  const once = new Once(reports);
  const rows: StockRow[] = [];
  for (const { cells, at } of sheet.rows) {
    const owner = resolver.owner(cells.owner, at('owner'));
    const { units_total: total, units_sap: sap, units_sas: sas } = cells;
    const other = total - sap - sas;
    if (other < 0) {
      reports.error('TOTAL_BELOW_CLASSES', at('units_total'), {
        it: `Il totale ${total} è minore di SAP + SAS (${sap} + ${sas}).`,
        en: `The total ${total} is below SAP + SAS (${sap} + ${sas}).`,
      });
    } else if (owner && once.first(owner.id, at('owner'))) {
      if (other > 0) {
        reports.warning('TOTAL_ABOVE_CLASSES', at('units_total'), {
          it: `${other} alloggi non sono né SAP né SAS: contati come altro.`,
          en: `${other} units are neither SAP nor SAS: counted as other.`,
        });
      }
      rows.push({ role: 'a-stock', owner, counted: { total, sap, sas, other }, at: at() });
    }
  }
  return rows;
}

/** The answer of every member and of every owner that counted its stock; null when the folder does not tell the answers. */
export function readAnswers(
  sheets: Sheets,
  members: readonly MemberRow[] | null,
  stock: readonly StockRow[] | null,
  resolver: Resolver,
  reports: RowReports,
): readonly AnswerRow[] | null {
  const sheet = sheets['survey-status'];
  if (!sheet) return null;
  const once = new Once(reports);
  const answers = new Map<string, AnswerRow>();
  for (const { cells, at } of sheet.rows) {
    const owner = resolver.comune(cells.municipality, at('municipality'));
    const status = surveyStatus(cells.status);
    if (status === undefined) {
      const known = [...SURVEY_ANSWERS.statuses.keys()].join(', ');
      reports.error('UNKNOWN_STATUS', at('status'), {
        it: `«${cells.status}» non è uno stato conosciuto (${known}).`,
        en: `"${cells.status}" is no known status (${known}).`,
      });
    } else if (owner && once.first(owner.id, at('municipality'))) {
      answers.set(owner.id, { role: 'survey-status', owner, status, at: at() });
    }
  }
  const silent: readonly Body[] = [
    ...(members ?? []).filter(({ body }) => body.kind === 'COMUNE').map(({ body }) => body),
    ...(stock ?? []).map(({ owner }) => owner),
  ];
  for (const owner of silent) {
    if (!answers.has(owner.id))
      answers.set(owner.id, { role: 'survey-status', owner, status: 'submitted', at: placeOf(sheet.file) });
  }
  // A name that is not known yet would look like an owner that is missing.
  if (!reports.has('error')) tellContradictions(answers, stock ?? [], reports);
  return [...answers.values()];
}

/** What an owner's answer and its stock count say against each other. */
function tellContradictions(
  answers: ReadonlyMap<string, AnswerRow>,
  stock: readonly StockRow[],
  reports: RowReports,
): void {
  const counted = new Map(stock.map((row) => [row.owner.id, row]));
  for (const { owner, status, at } of answers.values()) {
    const row = counted.get(owner.id);
    if (status === 'submitted' && !row) {
      reports.warning('SUBMITTED_WITHOUT_STOCK', at, {
        it: `${owner.name} ha risposto ma non è nella tabella a: il suo patrimonio non è noto.`,
        en: `${owner.name} answered but is not in table a: its stock is not known.`,
      });
    } else if (row && row.counted.total > 0 && (status === 'certified-zero' || status === 'not-required')) {
      reports.warning('STATUS_AGAINST_STOCK', row.at, {
        it: `${owner.name} dichiara ${row.counted.total} alloggi, ma il suo stato è «${status}».`,
        en: `${owner.name} declares ${row.counted.total} units, but its status is "${status}".`,
      });
    }
  }
}
