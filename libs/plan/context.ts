import type { FigureLetter } from '#declarations/domain';
import { bodyTableOf } from './body-table.js';
import { cellNamer } from './cell-names.js';
import type { Convention, DeclaredFigure, LotAtD, PlanFacts, PlanUnit } from './facts.js';
import { byLabel, inOrder } from './in-order.js';
import { onceFor } from './once-for.js';
import { unitsInLots, type LotUnit } from './letters/lot-units.js';
import { compareNullLast, ownersOf, type Owner } from './owners.js';
import { PlanPlaces, type Place } from './plan-places.js';
import type { RuleSet } from './rule-sets/index.js';

/** A figure with the owner who declared it; a Comune's owner-wide figure belongs to its own municipality. */
export interface OwnedFigure extends Place {
  readonly figure: DeclaredFigure;
}

/** The facts, indexed once for every rule. */
export interface PlanContext {
  readonly facts: PlanFacts;
  readonly ruleSet: RuleSet;
  /** In the order of the plan. */
  readonly owners: readonly Owner[];
  readonly ownerOf: (id: string) => Owner;
  /** Undefined for an owner of whom the plan says nothing else. */
  readonly findOwner: (id: string) => Owner | undefined;
  /** Canonical name of a municipality; its code where nobody named it. */
  readonly municipalityName: (code: string | null) => string | null;
  readonly places: PlanPlaces;
  /** By label; those of owners whose census is later than D are left out: their figures are not known. */
  readonly units: readonly PlanUnit[];
  readonly unitsById: ReadonlyMap<string, PlanUnit>;
  /** Of these units those in lots. */
  readonly lotUnits: readonly LotUnit[];
  readonly lotOf: (programme: string, lot: string) => LotAtD | undefined;
  readonly conventions: ReadonlyMap<string, Convention>;
  /** How findings name a cell of the plan. */
  readonly cellName: (letter: string, place: Place, column: string) => string;
  /** Figures of the declarations of the plan's year. */
  readonly figuresOf: (letter: FigureLetter) => readonly OwnedFigure[];
}

export function planContext(facts: PlanFacts, ruleSet: RuleSet): PlanContext {
  const owners = ownersOf(facts);
  const byId = new Map(owners.map((owner) => [owner.id, owner]));
  const ownerOf = (id: string): Owner => byId.get(id) ?? raise(`no owner ${id} among the facts`);
  const { municipalityNames } = bodyTableOf(facts.bodies);
  const isCounted = ({ owner }: PlanUnit) => !ownerOf(owner).beforeCensus;
  const counted = owners.some(({ beforeCensus }) => beforeCensus) ? facts.units.filter(isCounted) : facts.units;
  const units = inOrder(counted, byLabel);
  const unitsById = tableById(units);
  const lots = lotsByProgramme(facts.lots);
  const lotOf = (programme: string, lot: string) => lots.get(programme)?.get(lot);
  const figures = figuresByLetter(owners);
  const nameOf = cellNamer(owners.map(({ name, kind }) => ({ owner: name, ownerKind: kind })));
  const municipalityName = (code: string | null) => (code === null ? null : (municipalityNames.get(code) ?? code));
  const places = new PlanPlaces(municipalityName);
  // Nearly all places have stock: known at once, they are put in order once.
  for (const { owner, municipality } of facts.stock) places.at(ownerOf(owner), municipality);
  return {
    facts,
    ruleSet,
    owners,
    ownerOf,
    findOwner: (id) => byId.get(id),
    municipalityName,
    places,
    cellName: (letter, place, column) => nameOf(letter, places.of(place).cell, column),
    units,
    get unitsById() {
      return unitsById();
    },
    lotUnits: unitsInLots(units, lotOf, facts.year),
    lotOf,
    conventions: new Map(facts.conferrals.map((convention) => [convention.id, convention])),
    figuresOf: (letter) => figures.get(letter) ?? [],
  };
}

function figuresByLetter(owners: readonly Owner[]): ReadonlyMap<FigureLetter, readonly OwnedFigure[]> {
  const byLetter = new Map<FigureLetter, OwnedFigure[]>();
  for (const owner of owners) {
    for (const figure of owner.declaration?.figures ?? []) {
      const owned = { owner, municipality: figure.municipality ?? owner.municipality, figure };
      const known = byLetter.get(figure.letter);
      if (known) known.push(owned);
      else byLetter.set(figure.letter, [owned]);
    }
  }
  for (const figures of byLetter.values()) figures.sort(byDeclaredPlace);
  return byLetter;
}

function byDeclaredPlace(a: OwnedFigure, b: OwnedFigure): number {
  return (
    a.owner.rank - b.owner.rank ||
    compareNullLast(a.municipality, b.municipality) ||
    compareNullLast(a.figure.municipality, b.figure.municipality)
  );
}

/** Few plans look a unit up by its id: its table is made for the first that is. */
function tableById(units: readonly PlanUnit[]): () => ReadonlyMap<string, PlanUnit> {
  let byId: ReadonlyMap<string, PlanUnit> | undefined;
  return () => (byId ??= new Map(units.map((unit) => [unit.unitId, unit])));
}

/** The lots of a programme by their ids. */
const lotsByProgramme = onceFor((lots: readonly LotAtD[]): ReadonlyMap<string, ReadonlyMap<string, LotAtD>> => {
  const programmes = new Map<string, Map<string, LotAtD>>();
  for (const lot of lots) {
    const known = programmes.get(lot.programme);
    if (known) known.set(lot.lot, lot);
    else programmes.set(lot.programme, new Map([[lot.lot, lot]]));
  }
  return programmes;
});

function raise(message: string): never {
  throw new TypeError(message);
}
