import fc from 'fast-check';
import type { StoredEvent } from '#event-store';
import { addDays } from '#temporal';
import type { Movements } from '../queries.js';
import type { TimelineIndex } from '../timeline-index.js';
import type { BruteForce } from './brute-force.js';
import { AMBITI, DAYS } from './random-facts.js';
import { UNIT_IDS } from './random-history.js';

export const validAt = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(-1, 0, 0, 1))
  .map(([day, shift]) => addDays(day, shift));
export const ambito = fc.constantFrom('all', ...AMBITI);

/** Even shares: `fc.double` prefers numbers near 0. */
export const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** A coordinate of knowledge as a share of the log: before it, in a gap, at an event, at the head (undefined). */
export const knowledge = fc.option(share, { nil: undefined });

export function positionAt(events: readonly StoredEvent[], share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round((events.at(-1)?.position ?? 0) * share);
}

/** Everything that can be asked at a coordinate, of the index or of the brute force. */
export function answers(
  of: TimelineIndex | BruteForce,
  where: { ambito: string; validAt: string; knownAt: number | undefined },
) {
  const asOf = { validAt: where.validAt, ...(where.knownAt !== undefined && { knownAt: where.knownAt }) };
  const year = Number(where.validAt.slice(0, 4));
  return {
    stock: byText(of.stock(where)),
    counts: byText(of.counts(where)),
    countsByState: byText(of.countsByState(where)),
    movementCounts: byText(of.movementCounts({ ...where, year })),
    planUnits: byText(of.planUnits({ ...where, also: [UNIT_IDS[0]!] })),
    movementsOfYear: byKind(of.movements({ ambito: where.ambito, year, knownAt: where.knownAt })),
    movementsByDate: byKind(of.movements({ ...where, year })),
    anomalies: byText(of.anomalies(where)),
    sourceStatuses: byText(of.sourceStatuses(where).map(byText)),
    histories: UNIT_IDS.map((unitId) => of.history(unitId, where.knownAt)),
    units: UNIT_IDS.map((unitId) => of.unitAt(unitId, asOf)),
  };
}

function byKind({ releases, lets }: Movements) {
  return { releases: byText(releases), lets: byText(lets) };
}

/** Rows in an order that does not hang on the order of their fields. */
function byText<T extends object>(rows: readonly T[]): T[] {
  const text = (row: T) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  return rows
    .map((row) => [text(row), row] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}
