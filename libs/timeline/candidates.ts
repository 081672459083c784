import { NIL } from './nil.js';
import type { Present, Reader } from './reader.js';
import type { Moment } from './unit-moments.js';

/** The units of an Ambito as of a coordinate, and which of them can stand in another letter of the plan than a. */
export interface Candidates {
  readonly present: Present;
  /** By index among them: 1 for a candidate. */
  readonly are: Uint8Array;
  /** By index among them: what is remembered of each after its last fact. */
  readonly moments: readonly (Moment | undefined)[];
}

/**
 * Which units of an Ambito can stand in another letter than a: see `Cells.plannable`; and those in stock or planned
 * with a forecast of release.
 */
export function candidates(reader: Reader, ambito: string, day: number, known: number): Candidates {
  return reader.candidates.remembered([ambito, day, known], () => read(reader, ambito, day, known));
}

function read(reader: Reader, ambito: string, day: number, known: number): Candidates {
  const { timelines } = reader;
  const { cells } = timelines;
  const present = reader.present(ambito, day, known);
  const are = new Uint8Array(present.units.length);
  const moments: (Moment | undefined)[] = [];
  for (let i = 0; i < are.length; i++) {
    const cell = present.cells[i]!;
    const unit = present.units[i]!;
    const moment = reader.moments.after(unit, present.blocks[i]!, present.ats[i]!, known);
    moments.push(moment);
    const isCandidate =
      cells.plannable(cell) || (cells.inStockOrPlanned(cell) && releaseDay(reader, moment, unit, day, known) !== NIL);
    if (isCandidate) are[i] = 1;
  }
  return { present, are, moments };
}

function releaseDay(
  { timelines }: Reader,
  moment: Moment | undefined,
  unit: number,
  day: number,
  known: number,
): number {
  if (!timelines.everForecast.has(unit)) return NIL;
  if (!moment) return timelines.expectedDay('release', unit, day, known);
  return (moment.releaseDay ??= timelines.expectedDay('release', unit, day, known));
}
