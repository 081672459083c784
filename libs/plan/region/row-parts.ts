import type { StockNumbers } from '../document.js';
import type { AssignedNumbers, RegionRow, TurnoverNumbers } from './region-plan.js';

/*
 * What rows are made of, by constructors and not as literals: of literals that were once seen to live long, V8 makes all
 * further ones in the old heap, and thousands for every plan are then garbage that only a full collection finds.
 */

export class Stock implements StockNumbers {
  constructor(
    readonly sap: number | null,
    readonly sas: number | null,
    readonly other: number | null,
    readonly total: number | null,
  ) {}
}

export class Turnover implements TurnoverNumbers {
  constructor(
    readonly free: number | null,
    readonly turnover: number | null,
    readonly total: number | null,
  ) {}
}

export class Assigned implements AssignedNumbers {
  constructor(
    readonly assigned: number | null,
    readonly ofWhichMobility: number | null,
  ) {}
}

export class Indigents implements NonNullable<RegionRow['h']> {
  constructor(
    readonly percentOver20: number | null,
    readonly units: number | null,
  ) {}
}

export class Row implements RegionRow {
  constructor(
    readonly ambito: string,
    readonly owner: string,
    readonly ownerName: string,
    readonly ownerKind: RegionRow['ownerKind'],
    readonly municipality: string | null,
    readonly municipalityName: string | null,
    readonly a: RegionRow['a'],
    readonly b: RegionRow['b'],
    readonly c: RegionRow['c'],
    readonly d: RegionRow['d'],
    readonly e: RegionRow['e'],
    readonly f: RegionRow['f'],
    readonly g: RegionRow['g'],
    readonly h: RegionRow['h'],
    readonly ib: RegionRow['ib'],
    readonly j: RegionRow['j'],
    readonly k: RegionRow['k'],
  ) {}
}
