import type { FigureLetter, SurveyStatus } from '#declarations/domain';
import { withStatus, type AlikeStatuses } from '../alike-statuses.js';
import type {
  AssignmentOfYear,
  Convention,
  DeclaredFigure,
  LotAtD,
  OwnerBody,
  OwnerDeclaration,
  PlanFacts,
  PlanUnit,
  SourceStatus,
  StockRow,
} from '../facts.js';

/** Small builders of facts, so that a test says only what it is about. */

const ISTAT: Readonly<Record<string, string>> = {
  Annicco: '019003',
  Bordolano: '019007',
  Castelverde: '019026',
  Cremona: '019036',
  Pessina: '019070',
  Soresina: '019098',
};
export type Town = 'Annicco' | 'Bordolano' | 'Castelverde' | 'Cremona' | 'Pessina' | 'Soresina';
export const ALER = 'aler-bcm';
export const CENSUS = '2024-11-30';

export function istat(town: Town): string {
  return ISTAT[town]!;
}

export function comune(town: Town): OwnerBody {
  return { id: istat(town), kind: 'COMUNE', name: town, municipality: istat(town), member: true, managedBy: null };
}

export const alerBody: OwnerBody = {
  id: ALER,
  kind: 'ALER',
  name: 'ALER Brescia-Cremona-Mantova',
  municipality: null,
  member: false,
  managedBy: null,
};

/** Facts of the Ambito for the plan of 2025 at 31 December 2024; every owner that something is said of is a body. */
export function facts(parts: Partial<PlanFacts> = {}): PlanFacts {
  return {
    ambito: 'cremonese',
    year: 2025,
    validAt: '2024-12-31',
    knownAt: '2025-01-15T09:00:00.000Z',
    position: 100,
    settled: true,
    bodies: [...(Object.keys(ISTAT) as Town[]).map(comune).filter(({ id }) => speaksOf(parts, id)), alerBody],
    stock: [],
    units: [],
    classCounted: new Set(),
    assignments: [],
    declarations: [],
    lots: [],
    conferrals: [],
    unfinishedCommands: [],
    halfAnnulledCommands: [],
    anomalies: [],
    sourceStatuses: [],
    ...parts,
  };
}

function speaksOf({ stock, units, assignments, declarations }: Partial<PlanFacts>, id: string): boolean {
  return [stock, units, assignments, declarations].some((rows) => rows?.some(({ owner }) => owner === id));
}

/** A unit of ALER in Cremona, SAP, in stock, occupied. */
export function unit(label: string, parts: Partial<PlanUnit> = {}): PlanUnit {
  return {
    unitId: `unit-${label}`,
    label,
    ownerCode: null,
    provisional: false,
    owner: ALER,
    municipality: istat('Cremona'),
    stock: 'IN_STOCK',
    serviceClass: 'SAP',
    lifecycle: 'OCCUPIED',
    lot: null,
    sat: false,
    conferral: null,
    registeredOn: CENSUS,
    lastDeliveredOn: null,
    voidSince: undefined,
    releaseExpectedOn: null,
    worksExpectedOn: null,
    ...parts,
  };
}

/** The place of a unit of a Comune in its own territory. */
export function of(town: Town): Pick<PlanUnit, 'owner' | 'municipality'> {
  return { owner: istat(town), municipality: istat(town) };
}

export const free = (label: string, parts: Partial<PlanUnit> = {}) =>
  unit(label, { lifecycle: 'VACANT_LETTABLE', voidSince: null, ...parts });
export const asIs = (label: string, parts: Partial<PlanUnit> = {}) =>
  unit(label, { lifecycle: 'VACANT_AS_IS', voidSince: null, ...parts });
export const inLot = (label: string, parts: Partial<PlanUnit> = {}, lotId = '2.2') =>
  unit(label, {
    lifecycle: 'UNDER_MAINTENANCE',
    voidSince: null,
    lot: { programme: 'p1', lot: lotId, includedOn: CENSUS, delivered: false },
    ...parts,
  });

/** An open renovation lot of ALER's formalised programme, assignable in 2025. */
export function lot(parts: Partial<LotAtD> = {}): LotAtD {
  return {
    programme: 'p1',
    lot: '2.2',
    name: 'LOTTO 2.2',
    owner: ALER,
    kind: 'renovation',
    formalised: true,
    open: true,
    expectedOn: null,
    assignableIn: 2025,
    ...parts,
  };
}

/** What a source last reported of a free unit of ALER. */
export function reported(
  label: string,
  parts: Pick<SourceStatus, 'code' | 'mapsTo'> & Partial<SourceStatus>,
): SourceStatus {
  return { unitId: `unit-${label}`, label, owner: ALER, lifecycle: 'VACANT_LETTABLE', statusLabel: 'X', ...parts };
}

/** What sources reported as a plan's facts have it. */
export function alike(...statuses: readonly SourceStatus[]): readonly AlikeStatuses[] {
  return statuses.reduce<readonly AlikeStatuses[]>(withStatus, []);
}

export function convention(id: string, from: string, until: string | null = null): Convention {
  return { id, from, until };
}

export function figure(letter: FigureLetter, parts: Partial<DeclaredFigure> = {}): DeclaredFigure {
  return {
    letter,
    municipality: null,
    basis: 'count',
    units: null,
    ofWhichMobility: null,
    percent: null,
    category: null,
    label: null,
    sameUnits: null,
    statedOn: CENSUS,
    ...parts,
  };
}

export const counted = (letter: FigureLetter, units: number, parts: Partial<DeclaredFigure> = {}) =>
  figure(letter, { units, ...parts });
export const checked = (letter: FigureLetter, units: number, town: Town) =>
  figure(letter, { units, basis: 'check', municipality: istat(town) });

/** What an owner answered for 2025. */
export function answered(owner: string, status: SurveyStatus, ...figures: readonly DeclaredFigure[]): OwnerDeclaration {
  return { owner, year: 2025, status, firstCensusOn: CENSUS, counted: null, figures };
}

export const submitted = (town: Town, ...figures: readonly DeclaredFigure[]) =>
  answered(istat(town), 'submitted', ...figures);
export const alerSubmitted = (...figures: readonly DeclaredFigure[]) => answered(ALER, 'submitted', ...figures);

export function stock(town: Town, sap: number, sas = 0, other = 0): StockRow {
  return { owner: istat(town), municipality: istat(town), sap, sas, other };
}

export function assignment(label: string, parts: Partial<AssignmentOfYear> = {}): AssignmentOfYear {
  return {
    unitId: `unit-${label}`,
    label,
    owner: ALER,
    municipality: istat('Cremona'),
    serviceClass: 'SAP',
    channel: 'public-notice',
    effectiveOn: '2024-06-01',
    eventId: `let-${label}`,
    ...parts,
  };
}
