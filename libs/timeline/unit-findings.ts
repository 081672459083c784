import { dateOf } from './days.js';
import { readUuid } from './event-ids.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import type { Anomaly } from './queries.js';
import type { Reader } from './reader.js';

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
