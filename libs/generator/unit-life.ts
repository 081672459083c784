import type { FactKind } from './event-rows.js';
import { SAP } from './registration.js';
import type { World } from './world.js';

/** Where a unit is between two facts: what its life goes on with. */
export type Phase = 'undeclared' | 'building' | 'tenancy' | 'untitled' | 'vacant' | 'works' | 'proposed' | 'valorised';

/** A fact of a unit's life with what was later said of it. */
export interface LifeFact {
  readonly kind: FactKind;
  readonly day: number;
  readonly a: number;
  readonly b: number;
  /**
   * Whether later facts need it: it is recorded before they are. Others come in when they come in, so that at every
   * moment the log holds only what its guards would have taken.
   */
  readonly needed: boolean;
  /** It was recorded at this instant or later. */
  readonly notBefore: number;
  /** When it was recorded (milliseconds since 1970). */
  recorded: number;
  /** What it was corrected to, one after the other; an annulment without replacement is the last. */
  corrections: Correction[];
}

export interface Correction {
  readonly recorded: number;
  /** Index in REASONS. */
  readonly reason: number;
  /** Null: annulled, and nothing in its place. */
  readonly replacement: { readonly day: number; readonly a: number; readonly b: number } | null;
}

export const NEITHER = -1;

/** A unit's life as it is told, day by day: every fact is on a day of its own and legal where it stands. */
export class UnitLife {
  readonly facts: LifeFact[] = [];
  phase: Phase = 'tenancy';
  /** The history ends, or the unit leaves the stock: nothing more is told. */
  over = false;
  outOfStock = false;
  satUntil: number | null = null;
  notice = NEITHER;
  conferred = false;
  lot: { readonly programme: number; readonly lot: number; delivered: boolean } | null = null;
  asIs = false;
  /** Registered before it is built: no stock yet. */
  planned = false;
  slots = 0;
  #since: number;

  constructor(
    readonly world: World,
    readonly unit: number,
    public day: number,
    public owner: number,
    public serviceClass: number,
  ) {
    this.#since = day;
  }

  get ambito(): number {
    return this.world.units.ambito(this.unit);
  }

  get isSap(): boolean {
    return this.serviceClass === SAP;
  }

  /** Goes on by some days. @returns false when that is past the end */
  after(meanDays: number): boolean {
    this.day += this.world.random.wait(meanDays);
    if (this.day >= this.world.span.end) this.over = true;
    return !this.over;
  }

  say(kind: FactKind, a = 0, b = 0, notBefore = 0): void {
    this.#add(kind, a, b, true, notBefore);
  }

  /** Says what no later fact needs. */
  remark(kind: FactKind, a = 0, b = 0): void {
    this.#add(kind, a, b, false, 0);
  }

  /** The unit is another owner's, or in another class, from today. */
  turn(owner: number, serviceClass: number): void {
    this.#count(this.day);
    this.owner = owner;
    this.serviceClass = serviceClass;
  }

  /** From today the unit counts as stock, if it did not before. */
  enterStock(): void {
    if (this.planned) this.#since = this.day;
    this.planned = false;
  }

  leaveStock(): void {
    this.#count(this.day);
    this.outOfStock = true;
    this.over = true;
  }

  end(): void {
    if (!this.outOfStock && !this.planned) this.#count(this.world.span.end);
  }

  #count(until: number): void {
    this.world.stock.add(this.owner, this.ambito, this.serviceClass, this.#since, until);
    this.#since = until;
  }

  #add(kind: FactKind, a: number, b: number, needed: boolean, notBefore: number): void {
    this.facts.push({ kind, day: this.day, a, b, needed, notBefore, recorded: 0, corrections: [] });
  }
}
