import { dateOf } from './days.js';
import { readUuid } from './event-ids.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import { ALL_AMBITI, type Anomaly } from './queries.js';
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
  const { refusedUntil } = reader.timelines;
  const ever = reader.refused.remembered([ambito], () => everRefused(reader, ambito));
  return ever.filter((unit) => known < refusedUntil.get(unit)! && reader.stands(unit, ambito, day, known));
}

/** Units that ever stood in the Ambito and of which a fact was ever refused, whatever the coordinate; in order. */
function everRefused(reader: Reader, ambito: string): readonly number[] {
  const { refusedUntil, units } = reader.timelines;
  const refused = [...refusedUntil.keys()];
  if (ambito === ALL_AMBITI) return refused.sort((a, b) => a - b);
  const code = reader.code(ambito);
  const ever = new Set(code === undefined ? [] : units.unitsOf(code));
  return refused.filter((unit) => ever.has(unit)).sort((a, b) => a - b);
}
