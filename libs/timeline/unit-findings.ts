import type { SourceStatus } from '#plan';
import { candidates } from './candidates.js';
import { dateOf } from './days.js';
import { readUuid } from './event-ids.js';
import { FactCursor } from './fact-cursor.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import type { Anomaly } from './queries.js';
import { NIL } from './nil.js';
import type { Reader } from './reader.js';

/** What a code is mapped to that is in no table. */
const UNMAPPED = 'UNMAPPED';

/**
 * Facts effective by the day that today's guards would refuse where they stand, of units that stand in the Ambito as
 * of that day; asked about every Ambito, also those of streams that were never registered.
 */
export function anomalies(reader: Reader, ambito: string, day: number, known: number): Anomaly[] {
  const { timelines, labels } = reader;
  const { fold, kinds } = timelines;
  const found: Anomaly[] = [];
  for (const unit of refusedUnits(reader, ambito, day, known)) {
    const unitId = timelines.units.id(unit);
    const ofUnit: Omit<Anomaly, 'unitId' | 'label'>[] = [];
    const facts = timelines.facts(unit);
    const end = timelines.store.count(unit) * WIDTH;
    fold.reset();
    for (let at = 0; at < end && facts[at + F.day]! <= day; at += WIDTH) {
      if (!holds(facts, at, known)) continue;
      const { type } = kinds.kind(facts[at + F.kind]!);
      const code = timelines.refusal(facts, at);
      if (code !== null) {
        ofUnit.push({
          type,
          code,
          effectiveOn: dateOf(facts[at + F.day]!),
          eventId: readUuid(facts, at + F.id),
        });
      }
      timelines.step(facts, at);
    }
    const label = labels.label(unitId, fold.aliasList);
    for (const anomaly of ofUnit) found.push({ unitId, label, ...anomaly });
  }
  return found;
}

/** Units of the Ambito of which a fact of some day was refused as known at the ordinal, in the order of the log. */
function refusedUnits(reader: Reader, ambito: string, day: number, known: number): number[] {
  const units: number[] = [];
  for (const [unit, until] of reader.timelines.refusedUntil) {
    if (known < until && reader.stands(unit, ambito, day, known)) units.push(unit);
  }
  return units.sort((a, b) => a - b);
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
): SourceStatus[] {
  const { timelines, labels } = reader;
  const { cells, values } = timelines;
  const asked = timelines.units.findAll(also);
  const cursor = new FactCursor(timelines.store);
  const found: SourceStatus[] = [];
  const { present, are, moments } = candidates(reader, ambito, day, known);
  const read = (i: number): SourceStatus | null => {
    cursor.to(present.blocks[i]!, present.ats[i]!);
    const reported = lastStatus(reader, cursor, known);
    if (reported === NIL) return null;
    const [unit, cell] = [present.units[i]!, present.cells[i]!];
    const { code, label: statusLabel, mapsTo } = values.status(reported);
    const unitId = timelines.units.id(unit);
    return {
      unitId,
      label: labels.label(unitId, timelines.aliasListAt(unit, day, known)),
      owner: values.names.text(cells.inPlace(cells.place(cell), 'owner')),
      lifecycle: timelines.transitions.shape(cells.shape(cell))!.lifecycle,
      code,
      statusLabel,
      mapsTo: mapsTo as SourceStatus['mapsTo'],
    };
  };
  for (let i = 0; i < are.length; i++) {
    const unit = present.units[i]!;
    if (!timelines.everReported.has(unit)) continue;
    const moment = moments[i];
    const status = moment?.status === undefined ? read(i) : moment.status;
    if (moment) moment.status = status;
    if (status === null) continue;
    const isSeen = are[i] === 1 || cells.inLot(present.cells[i]!) || asked.has(unit);
    if (isSeen || status.mapsTo === UNMAPPED) found.push(status);
  }
  return found;
}

/** Code of the status that was reported last before a cursor's fact, or by it; {@link NIL} when none was. */
function lastStatus({ timelines }: Reader, cursor: FactCursor, known: number): number {
  const { kinds } = timelines;
  for (let isThere = true; isThere; isThere = cursor.back()) {
    const { facts, at } = cursor;
    if (!holds(facts, at, known)) continue;
    if (kinds.kind(facts[at + F.kind]!).type === 'SourceStatusReported') return facts[at + F.value]!;
  }
  return NIL;
}
