import { ASSIGNMENT_CHANNELS } from '#units/domain';
import { daysOf } from './corrections.js';
import { MINUTE } from './dates.js';
import { recordedLate } from './recording.js';
import type { LifeFact, UnitLife } from './unit-life.js';
import type { World } from './world.js';

const SWAPPED = 0.04;
/** The households have lived there for some time on both sides. */
const LEAST_OVERLAP = 30;
const ENDS: ReadonlySet<string> = new Set(['TenancyTerminated', 'UnitReleased', 'UnitAlienated']);
const SWAP = ASSIGNMENT_CHANNELS.indexOf('consensual-swap');

/** A stretch of days on which a unit is occupied, however it is corrected. */
interface Tenancy {
  readonly unit: number;
  /** The day after it began, and the day before it ends. */
  readonly from: number;
  readonly to: number;
  /** The log knows of it from then on. */
  readonly recorded: number;
}

/** Consensual swaps: two units of an Ambito, occupied at the same time, change households in one command. */
export class Swaps {
  /** By Ambito: a tenancy whose household looks for another flat. */
  readonly #waiting = new Map<number, Tenancy>();

  constructor(private readonly world: World) {}

  /** Offers the unit's last tenancy that was let, now and then; with one that waits it is a swap. */
  offer(life: UnitLife): void {
    const { random } = this.world;
    if (!random.chance(SWAPPED)) return;
    const tenancy = lastTenancy(life);
    if (!tenancy) return;
    const other = this.#waiting.get(life.ambito);
    const from = Math.max(tenancy.from, other?.from ?? 0);
    const to = Math.min(tenancy.to, other?.to ?? 0);
    if (!other || to - from < LEAST_OVERLAP) {
      this.#waiting.set(life.ambito, tenancy);
      return;
    }
    this.#waiting.delete(life.ambito);
    this.#swap(random.int(from, to), tenancy, other);
  }

  #swap(day: number, one: Tenancy, other: Tenancy): void {
    const { rows, random } = this.world;
    rows.begin(Math.max(recordedLate(day, random), Math.max(one.recorded, other.recorded) + MINUTE));
    rows.push('UnitAssigned', one.unit, day, SWAP, other.unit);
    rows.push('UnitAssigned', other.unit, day, SWAP, one.unit);
  }
}

/** True for the assignments of a swap, whose second parameter is the other unit. */
export function isSwap(a: number): boolean {
  return (a & 7) === SWAP;
}

function lastTenancy({ facts, unit, world, outOfStock }: UnitLife): Tenancy | undefined {
  const start = facts.findLastIndex(({ kind }) => kind === 'UnitAssigned');
  if (start === -1) return undefined;
  const end = facts.slice(start).find(({ kind }) => ENDS.has(kind));
  if (!end && outOfStock) return undefined;
  const from = Math.max(...daysOf(facts[start]!)) + 1;
  const to = (end ? Math.min(...daysOf(end)) : world.span.end) - 1;
  return { unit, from, to, recorded: knownFrom(facts[start]!) };
}

/** From when on every way in which the fact was told is known. */
function knownFrom({ recorded, corrections }: LifeFact): number {
  return corrections.at(-1)?.recorded ?? recorded;
}
