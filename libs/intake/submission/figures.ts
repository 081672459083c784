import type { FigureLetter } from '#declarations/domain';
import type { Sheet, Sheets } from '../folder.js';
import type { Manifest } from '../manifest.js';
import type { Body, Resolver } from '../resolve.js';
import type { Place, RowReports } from '../row-report.js';
import { annexLists, compareCheck } from './checks.js';
import { Once } from './owners.js';
import type { FigureRow, ListedUnit } from './submission.js';

/** The declared figures, letters b to k: lists, counts and checks (domain.md, section 4). */
export function readFigures(
  sheets: Sheets,
  manifest: Manifest,
  units: readonly ListedUnit[],
  resolver: Resolver,
  reports: RowReports,
): readonly FigureRow[] {
  const reader = new FigureReader(manifest, units, resolver, reports);
  return [
    ...reader.countsOrChecks(sheets, 'b-as-is', 'b'),
    ...reader.countsOrChecks(sheets, 'c-renovation', 'c'),
    ...reader.lists(),
    ...reader.counts(sheets['e2-turnover'], 'e2-turnover', 'e2'),
    ...reader.percents(sheets),
    ...reader.categories(sheets),
    ...reader.transitory(sheets),
    ...reader.previousYear(sheets),
  ];
}

class FigureReader {
  private readonly once: Once;

  constructor(
    private readonly manifest: Manifest,
    private readonly units: readonly ListedUnit[],
    private readonly resolver: Resolver,
    private readonly reports: RowReports,
  ) {
    this.once = new Once(reports);
  }

  /** Letters b and c. A row of an owner whose units Annex B lists for that letter repeats the list: a check. */
  countsOrChecks<R extends 'b-as-is' | 'c-renovation'>(
    sheets: Sheets,
    role: R,
    letter: 'b' | 'c',
  ): readonly FigureRow[] {
    const lists = annexLists(this.units, letter);
    return this.counts(sheets[role], role, letter).map((row) => {
      const listed = lists.get(row.owner.id);
      if (!listed) return row;
      compareCheck(row, listed, this.reports);
      return { ...row, figure: { ...row.figure, basis: 'check' }, carriedBy: null };
    });
  }

  /** A number of units by owner and municipality. */
  counts(
    sheet: Sheet<'b-as-is' | 'c-renovation' | 'e2-turnover'> | undefined,
    role: FigureRow['role'],
    letter: FigureLetter,
  ): readonly FigureRow[] {
    const rows: FigureRow[] = [];
    for (const { cells, at } of sheet?.rows ?? []) {
      const owner = this.resolver.ownerOf(cells.owner_type, at('owner_type'), cells.municipality, at('municipality'));
      const place = owner && this.place(owner, cells.municipality, at('municipality'));
      if (!owner || !place || !this.firstOf(letter, owner, place.municipality, at('municipality'))) continue;
      const figure = { letter, basis: 'count', units: cells.units, ...place } as const;
      rows.push({
        role,
        owner,
        letter,
        figure,
        carriedBy: this.carriers(letter, owner, cells.units, at('units')),
        at: at(),
      });
    }
    return rows;
  }

  /** Letter e1: the units that the list of e1 names are the whole answer of their owner. */
  lists(): readonly FigureRow[] {
    const rows = new Map<string, FigureRow>();
    for (const { role, owner, municipality, at } of this.units) {
      const key = `${owner.id}|${municipality}`;
      if (role !== 'e1-vacant-units' || rows.has(key)) continue;
      const figure = { letter: 'e1', municipality, basis: 'list' } as const;
      rows.set(key, { role, owner, letter: 'e1', figure, carriedBy: null, at });
    }
    return [...rows.values()];
  }

  /** Letters h (the excess over 20%) and ib. */
  percents(sheets: Sheets): readonly FigureRow[] {
    const rows: FigureRow[] = [];
    for (const { cells, at } of sheets['h-indigent-threshold']?.rows ?? []) {
      rows.push(
        ...this.ofComune('h-indigent-threshold', 'h', cells.municipality, at, { percent: cells.percent_over_20 }),
      );
    }
    for (const { cells, at } of sheets['ib-police-and-fire']?.rows ?? []) {
      rows.push(...this.ofComune('ib-police-and-fire', 'ib', cells.municipality, at, { percent: cells.percent }));
    }
    return rows;
  }

  /** Letter ia: the further category, with its reason. */
  categories(sheets: Sheets): readonly FigureRow[] {
    const role = 'ia-social-categories';
    return (sheets[role]?.rows ?? []).flatMap(({ cells, at }) =>
      this.ofComune(role, 'ia', cells.municipality, at, { category: cells.category_code }),
    );
  }

  transitory(sheets: Sheets): readonly FigureRow[] {
    const rows: FigureRow[] = [];
    for (const { cells, at } of sheets['j-sat']?.rows ?? []) {
      const owner = this.resolver.ownerOf(cells.owner, at('owner'), cells.municipality, at('municipality'));
      const place = owner && this.place(owner, cells.municipality, at('municipality'));
      if (!owner || !place || !this.firstOf('j', owner, place.municipality, at('municipality'))) continue;
      const figure = { letter: 'j', basis: 'count', units: cells.units, ...place } as const;
      rows.push({ role: 'j-sat', owner, letter: 'j', figure, carriedBy: null, at: at() });
    }
    return rows;
  }

  /** Letter k: a figure of the whole owner; a Comune's belongs to its own municipality. */
  previousYear(sheets: Sheets): readonly FigureRow[] {
    const rows: FigureRow[] = [];
    for (const { cells, at } of sheets['k-previous-year']?.rows ?? []) {
      const owner = this.resolver.owner(cells.owner, at('owner'));
      const municipality = owner?.kind === 'COMUNE' ? owner.id : null;
      if (!owner || !this.firstOf('k', owner, municipality, at('owner'))) continue;
      const { units, of_which_mobility: ofWhichMobility } = cells;
      if (ofWhichMobility !== null && ofWhichMobility > units) {
        this.reports.error('PART_ABOVE_WHOLE', at('of_which_mobility'), {
          it: `Di cui ${ofWhichMobility} per mobilità, su ${units} in tutto.`,
          en: `Of which ${ofWhichMobility} by mobility, of ${units} in all.`,
        });
        continue;
      }
      const mobility = ofWhichMobility === null ? {} : { ofWhichMobility };
      const figure = { letter: 'k', municipality, basis: 'count', units, ...mobility } as const;
      rows.push({ role: 'k-previous-year', owner, letter: 'k', figure, carriedBy: null, at: at() });
    }
    return rows;
  }

  private ofComune(
    role: FigureRow['role'],
    letter: FigureLetter,
    municipality: string,
    at: (column: 'municipality') => Place,
    value: { readonly percent: number } | { readonly category: string },
  ): readonly FigureRow[] {
    const owner = this.resolver.comune(municipality, at('municipality'));
    if (!owner || !this.firstOf(letter, owner, owner.id, at('municipality'))) return [];
    const figure = { letter, municipality: owner.id, basis: 'count', ...value } as const;
    const { file, row } = at('municipality');
    return [{ role, owner, letter, figure, carriedBy: null, at: { file, row, column: null, value: null } }];
  }

  /** The municipality of a figure: a Comune's own; null, with the label, where the row speaks of the whole owner. */
  private place(owner: Body, label: string, at: Place): { municipality: string | null; label?: string } | null {
    if (owner.kind === 'COMUNE') return { municipality: owner.id };
    if (this.resolver.isOwnerWide(label)) return { municipality: null, label };
    const comune = this.resolver.comune(label, at);
    return comune && { municipality: comune.id };
  }

  private firstOf(letter: FigureLetter, owner: Body, municipality: string | null, at: Place): boolean {
    return this.once.first(`${letter} ${owner.id} ${municipality ?? ''}`, at);
  }

  /** The listed units that the manifest says carry this count. */
  private carriers(letter: FigureLetter, owner: Body, count: number, at: Place): FigureRow['carriedBy'] {
    const same = this.manifest.assumptions.sameUnits.find((item) => item.letter === letter && item.owner === owner.id);
    if (!same) return null;
    const units = this.units.filter((unit) => unit.role === 'e1-vacant-units' && unit.owner.id === owner.id);
    if (units.length !== count) {
      this.reports.warning('SAME_UNITS_DIFFER', at, {
        it: `Il manifesto dice che questi ${count} sono gli alloggi della lettera e, che ne elenca ${units.length}.`,
        en: `The manifest says that these ${count} are the units of letter e, which lists ${units.length}.`,
      });
    }
    return { letter: same.list, units: units.map(({ key }) => key) };
  }
}
