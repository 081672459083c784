import type { Alias } from '#units/domain';
import { CREMONA_ANNUAL_PLAN } from '../dialects/cremona-annual-plan.js';
import type { Sheets } from '../folder.js';
import type { Manifest } from '../manifest.js';
import { PRINTED_STATES, printedState } from '../mapping-tables/printed-state.js';
import { vacancyType } from '../mapping-tables/vacancy-type.js';
import { comparableName } from '../names.js';
import type { Resolver } from '../resolve.js';
import type { Place, RowReports } from '../row-report.js';
import { Once } from './owners.js';
import type { ListedUnit, LotInclusionRow, LotRow } from './submission.js';

/** The units that lists b, c and e name, each once, in the order of the lists. */
export function readListedUnits(
  sheets: Sheets,
  manifest: Manifest,
  resolver: Resolver,
  reports: RowReports,
): readonly ListedUnit[] {
  const reader = new ListReader(manifest, resolver, reports);
  return [...reader.vacantOfComuni(sheets), ...reader.withLots(reader.annexVacant(sheets), sheets)];
}

/** The lots that the list names, each at its first row; null when the folder has no list of lots. */
export function readLots(sheets: Sheets): readonly LotRow[] | null {
  const sheet = sheets['annex-b-renovation-lots'];
  if (!sheet) return null;
  const lots = new Map<string, LotRow>();
  for (const { cells, at } of sheet.rows) {
    const lot = lotId(cells.lot);
    if (!lots.has(lot)) lots.set(lot, { role: 'annex-b-renovation-lots', lot, name: cells.lot, at: at('lot') });
  }
  return [...lots.values()];
}

/** `LOTTO 2.2` is lot `LOTTO-2.2`: what ids allow, and nothing else changed. */
function lotId(printed: string): string {
  return (
    printed
      .toUpperCase()
      .replaceAll(/[^A-Z0-9._]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'LOTTO'
  );
}

class ListReader {
  private readonly once: Once;

  constructor(
    private readonly manifest: Manifest,
    private readonly resolver: Resolver,
    private readonly reports: RowReports,
  ) {
    this.once = new Once(reports);
  }

  /** Letter e1: ids of no stated scheme, *non comunicato*, and rows that point to Annex B. */
  vacantOfComuni(sheets: Sheets): readonly ListedUnit[] {
    const units: ListedUnit[] = [];
    for (const { cells, at } of sheets['e1-vacant-units']?.rows ?? []) {
      const printed = comparableName(cells.unit_id);
      if (printed === comparableName(CREMONA_ANNUAL_PLAN.pointsToAnnex)) {
        this.reports.note('ROW_POINTS_TO_ANNEX', at('unit_id'), {
          it: 'La riga rimanda all’Allegato B: i suoi alloggi si leggono lì.',
          en: 'The row points to Annex B: its units are read there.',
        });
        continue;
      }
      const owner = this.resolver.ownerOf(cells.owner_type, at('owner_type'), cells.municipality, at('municipality'));
      const municipality =
        owner?.kind === 'COMUNE' ? owner : owner && this.resolver.comune(cells.municipality, at('municipality'));
      if (!owner || !municipality) continue;
      const named = printed !== comparableName(CREMONA_ANNUAL_PLAN.notCommunicated);
      if (!named) this.tellNotCommunicated(at('unit_id'));
      const aliases = named ? [{ scheme: `printed/${owner.id}`, value: cells.unit_id }] : [];
      const key = aliases.map(aliasKey)[0] ?? `${at().file}:${at().row}`;
      if (!this.once.first(`e1 ${key}`, at('unit_id'))) continue;
      const state = 'VACANT_LETTABLE';
      units.push({
        role: 'e1-vacant-units',
        key,
        owner,
        municipality: municipality.id,
        aliases,
        state,
        lot: null,
        at: at(),
      });
    }
    return units;
  }

  /** Annex B, first part. */
  annexVacant(sheets: Sheets): readonly ListedUnit[] {
    const units: ListedUnit[] = [];
    for (const { cells, at } of sheets['annex-b-vacant-and-as-is']?.rows ?? []) {
      const owner = this.resolver.owner(cells.owner_type, at('owner_type'));
      const municipality = this.resolver.comune(cells.municipality, at('municipality'));
      const state = printedState(cells.state_as_printed);
      if (!state) this.tellUnknownState(at('state_as_printed'));
      const aliases = this.annexAliases(cells.unit_id, cells.owner_code);
      const key = aliasKey(aliases[0]!);
      if (!owner || !municipality || !state || !this.once.first(`vacant ${key}`, at('unit_id'))) continue;
      units.push({
        role: 'annex-b-vacant-and-as-is',
        key,
        owner,
        municipality: municipality.id,
        aliases,
        state,
        lot: null,
        at: at(),
      });
    }
    return units;
  }

  /**
   * Annex B, second part. A lot's unit that a vacancy list names keeps that list's state; any other is under maintenance,
   * whatever status its row prints (domain.md, section 3).
   */
  withLots(vacant: readonly ListedUnit[], sheets: Sheets): readonly ListedUnit[] {
    const units = new Map(vacant.map((unit) => [unit.key, unit]));
    const role = 'annex-b-renovation-lots';
    for (const { cells, at } of sheets[role]?.rows ?? []) {
      const owner = this.resolver.owner(cells.owner_type, at('owner_type'));
      const municipality = this.resolver.comune(cells.municipality, at('municipality'));
      const aliases = this.annexAliases(cells.unit_id, cells.owner_code);
      const key = aliasKey(aliases[0]!);
      if (!owner || !municipality || !this.once.first(`lots ${key}`, at('unit_id'))) continue;
      const status = this.status(cells.vacancy_type_as_printed, at('vacancy_type_as_printed'));
      const lot: LotInclusionRow = { role, lot: lotId(cells.lot), status, at: at() };
      const listed = units.get(key);
      if (listed) this.tellTwoLists(listed, at('unit_id'));
      else if (status?.mapsTo === 'VACANT_LETTABLE') this.tellAssignable(at('vacancy_type_as_printed'));
      if (listed && !sameUnit(listed, owner.id, municipality.id, aliases)) this.tellDisagreement(listed, at('unit_id'));
      const fresh: ListedUnit = {
        role,
        key,
        owner,
        municipality: municipality.id,
        aliases,
        state: 'UNDER_MAINTENANCE',
        lot,
        at: at(),
      };
      units.set(key, listed ? { ...listed, lot } : fresh);
    }
    return [...units.values()];
  }

  private annexAliases(unitId: string, ownerCode: string | null): readonly Alias[] {
    const { annexUnitId, annexOwnerCode } = this.manifest.assumptions.schemes;
    const code = ownerCode === null ? [] : [{ scheme: annexOwnerCode, value: ownerCode }];
    return [{ scheme: annexUnitId, value: unitId }, ...code];
  }

  private status(printed: string | null, at: Place): LotInclusionRow['status'] {
    if (printed === null) return null;
    const status = vacancyType(printed);
    if (!status) {
      this.reports.warning('NO_STATUS_CODE', at, {
        it: 'Il tipo di sfitto non ha un codice: non viene riportato.',
        en: 'The vacancy type has no code: it is not recorded.',
      });
    } else if (status.mapsTo === 'UNMAPPED') {
      this.reports.note('UNMAPPED_STATUS_CODE', at, {
        it: `Il codice ${status.code} non è nella tabella dei tipi di sfitto: resta come stampato, non interpretato.`,
        en: `Code ${status.code} is not in the table of vacancy types: kept as printed, not interpreted.`,
      });
    }
    return status;
  }

  private tellNotCommunicated(at: Place): void {
    this.reports.note('ID_NOT_COMMUNICATED', at, {
      it: 'Identificativo non comunicato: l’alloggio è provvisorio finché qualcuno non lo identifica.',
      en: 'The id was not communicated: the unit is provisional until somebody identifies it.',
    });
  }

  private tellUnknownState(at: Place): void {
    const known = [...PRINTED_STATES.states.keys()].join('; ');
    this.reports.error('UNKNOWN_STATE', at, {
      it: `Lo stato non è nella tabella degli stati stampati (${known}).`,
      en: `The state is not in the table of printed states (${known}).`,
    });
  }

  private tellTwoLists(listed: ListedUnit, at: Place): void {
    this.reports.note('UNIT_IN_TWO_LISTS', at, {
      it: `L’alloggio è anche in ${listed.at.file}, riga ${listed.at.row}: ne conserva lo stato.`,
      en: `The unit is also in ${listed.at.file}, row ${listed.at.row}: it keeps that state.`,
    });
  }

  private tellAssignable(at: Place): void {
    this.reports.note('LOT_ROW_ASSIGNABLE', at, {
      it: 'Il lotto lo dice assegnabile, ma nessun elenco degli sfitti lo nomina: è in manutenzione.',
      en: 'The lot calls it assignable, but no vacancy list names it: it is under maintenance.',
    });
  }

  private tellDisagreement(listed: ListedUnit, at: Place): void {
    this.reports.error('LISTS_DISAGREE', at, {
      it: `Proprietario, Comune o codice diversi da ${listed.at.file}, riga ${listed.at.row}.`,
      en: `Owner, municipality or code differ from ${listed.at.file}, row ${listed.at.row}.`,
    });
  }
}

function sameUnit(listed: ListedUnit, owner: string, municipality: string, aliases: readonly Alias[]): boolean {
  const same = listed.aliases.map(aliasKey).join() === aliases.map(aliasKey).join();
  return same && listed.owner.id === owner && listed.municipality === municipality;
}

export function aliasKey({ scheme, value }: Alias): string {
  return `${scheme}:${value}`;
}
