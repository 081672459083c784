import { BEFORE_ALL, FOREVER } from './days.js';
import { FactCursor } from './fact-cursor.js';
import type { KeptMovements } from './kept-movements.js';
import type { Movement } from './queries.js';
import type { Span } from './spans.js';
import type { Timelines } from './timelines.js';

/** What moved one unit in a year. */
interface UnitYear {
  readonly unit: number;
  /** How many facts the unit had when it was read, and from which ordinal on they were all known; -1 facts before. */
  facts: number;
  horizon: number;
  /** Of a unit that was renamed one for each stretch of days whose labels were asked for. */
  readings: MovementsRead[];
}

/** Movements in effective order, their label that of these days: [since, until). */
interface MovementsRead {
  readonly since: number;
  readonly until: number;
  readonly movements: readonly Movement[];
}

interface Year {
  /** How many entries of its months the book of movements had. */
  readonly noted: number;
  /** In the order of the log. */
  readonly units: readonly UnitYear[];
}

/** Years of an Ambito kept: some hundred bytes for each movement. */
const YEARS = 16;

/**
 * What moved the units of an Ambito in a year, the whole of it, kept from one question to the next: a date that moves
 * within the year takes more of it or less. A unit is read again when another fact of it is taken in.
 */
export class KeptYears {
  /** By Ambito and first day, the one asked about last at the end. */
  readonly #years = new Map<string, Year>();
  readonly #cursor: FactCursor;

  constructor(private readonly timelines: Timelines) {
    this.#cursor = new FactCursor(timelines.store);
  }

  /**
   * The units that moved in the year, or were thought to; undefined where the log knows of movements of the year that are
   * not known at the ordinal.
   * @param ambiti name codes of the Ambiti asked about
   * @param span a whole year
   */
  units(ambito: string, ambiti: readonly number[], { from, to }: Span, known: number): readonly UnitYear[] | undefined {
    const { movements: book } = this.timelines;
    const noted = book.noted(ambiti, from, to, known);
    if (noted === undefined) return undefined;
    const key = `${ambito} ${from}`;
    let year = this.#years.get(key);
    this.#years.delete(key);
    if (year?.noted !== noted) {
      const before = new Map(year?.units.map((ofUnit) => [ofUnit.unit, ofUnit]));
      const moved = book.unitsMoved(ambiti, from, to, known);
      year = { noted, units: moved.map((unit) => before.get(unit) ?? notRead(unit)) };
    }
    this.#years.set(key, year);
    if (this.#years.size > YEARS) this.#years.delete(this.#years.keys().next().value!);
    return year.units;
  }

  /**
   * What moved a unit in the year; undefined where not all of it is known.
   * @param read of the whole year, with labels of the day
   */
  movements(ofUnit: UnitYear, read: KeptMovements, labelDay: number, known: number): readonly Movement[] | undefined {
    const { store } = this.timelines;
    const { unit } = ofUnit;
    const facts = store.count(unit);
    if (ofUnit.facts !== facts) {
      ofUnit.facts = facts;
      ofUnit.horizon = store.lastHorizon(unit);
      ofUnit.readings = [];
    }
    if (ofUnit.horizon > known) return undefined;
    for (const { since, until, movements } of ofUnit.readings) {
      if (since <= labelDay && labelDay < until) return movements;
    }
    const reading = this.#read(unit, read, labelDay, known);
    ofUnit.readings.push(reading);
    return reading.movements;
  }

  #read(unit: number, read: KeptMovements, labelDay: number, known: number): MovementsRead {
    const movements: Movement[] = [];
    read.read(unit, movements);
    if (!this.timelines.everRenamed.has(unit)) return { since: BEFORE_ALL, until: FOREVER, movements };
    this.#cursor.toLastBy(unit, labelDay, known);
    const { since, until } = this.#cursor;
    return { since, until, movements };
  }
}

function notRead(unit: number): UnitYear {
  return { unit, facts: -1, horizon: 0, readings: [] };
}
