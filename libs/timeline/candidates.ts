import { NIL } from './nil.js';
import type { Present, Reader } from './reader.js';

/** The units of an Ambito as of a coordinate, and which of them can stand in another letter of the plan than a. */
export interface Candidates {
  readonly present: Present;
  /** By index among them: 1 for a candidate. */
  readonly are: Uint8Array;
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
  for (let i = 0; i < are.length; i++) {
    const cell = present.cells[i]!;
    const isCandidate =
      cells.plannable(cell) || (cells.inStockOrPlanned(cell) && releaseDay(reader, present, i, day, known) !== NIL);
    if (isCandidate) are[i] = 1;
  }
  return { present, are };
}

function releaseDay({ timelines, moments }: Reader, present: Present, i: number, day: number, known: number): number {
  const unit = present.units[i]!;
  if (!timelines.everForecast.has(unit)) return NIL;
  const moment = moments.after(unit, present.blocks[i]!, present.ats[i]!, known);
  if (!moment) return timelines.expectedDay('release', unit, day, known);
  return (moment.releaseDay ??= timelines.expectedDay('release', unit, day, known));
}
