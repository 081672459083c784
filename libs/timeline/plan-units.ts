import { withStatus, type AlikeStatuses } from '#plan';
import { NO_CELL } from './cells.js';
import type { IndexedPlanUnit } from './queries.js';
import type { Reader } from './reader.js';
import { UnitReadings } from './unit-readings.js';

/**
 * The units of an Ambito that can stand in another letter of the plan than a (see unit-readings.ts), by label; then
 * those asked for by id, when registered.
 */
export function planUnits(
  reader: Reader,
  ambito: string,
  day: number,
  known: number,
  also: Iterable<string>,
): readonly IndexedPlanUnit[] {
  const readings = reader.readings(ambito, day, known);
  const reads = new UnitReadings(reader, day, known);
  const others: IndexedPlanUnit[] = [];
  for (const unit of reader.timelines.units.findAll(also)) {
    if (readings.of(unit).planUnit) continue;
    const cell = reads.cellOf(unit);
    if (cell !== NO_CELL) others.push(reads.planUnit(unit, cell));
  }
  return others.length === 0 ? readings.planUnits : [...readings.planUnits, ...others];
}

/**
 * The last status that a source reported by the day: of each unit of the Ambito that can stand in another letter than
 * a or stood in a lot, of those asked for by id, and of every other where its code is in no table.
 */
export function sourceStatuses(
  reader: Reader,
  ambito: string,
  day: number,
  known: number,
  also: Iterable<string>,
): readonly AlikeStatuses[] {
  const readings = reader.readings(ambito, day, known);
  let { statuses } = readings;
  for (const unit of reader.timelines.units.findAll(also)) {
    const { status, isStatusSeen } = readings.of(unit);
    if (status && !isStatusSeen) statuses = withStatus(statuses, status);
  }
  return statuses;
}
