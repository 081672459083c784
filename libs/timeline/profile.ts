import { NO_CELL, type Cells } from './cells.js';
import type { FactKind, FactKinds } from './fact-kinds.js';
import { ANNULMENT, F, WIDTH } from './fact-store.js';
import { NO_GROUP, type Groups } from './groups.js';
import type { MovementBook } from './movement-book.js';
import { Stretches } from './outlooks.js';
import { Steps } from './steps.js';
import type { Standing } from './tails.js';
import type { Transitions } from './transitions.js';

/** What one unit adds to the counts, knowing everything: its steps from group to group, and its movements. */
export class Profile {
  readonly steps = new Steps();
  /** Day and key of each movement. */
  readonly movements = new Steps();
  readonly release = new Stretches();
  readonly works = new Stretches();
  /** By step: its cell, and the stretches of both outlooks that it lies in. */
  readonly #ends: number[] = [];
  /** Facts that move a unit on the day in hand, with the cell before each. */
  readonly #moving: { readonly kind: FactKind; readonly cellBefore: number }[] = [];

  constructor(
    private readonly kinds: FactKinds,
    private readonly transitions: Transitions,
    private readonly cells: Cells,
    private readonly groups: Groups,
    private readonly book: MovementBook,
  ) {}

  /**
   * Makes this the profile of a unit from its facts with their cells, from the fact `start` on. Where that is amid a
   * tenancy or works, what was stated before it is not seen.
   */
  read(facts: Int32Array, count: number, start: number): void {
    this.#clear();
    let day = NaN;
    let cell = start === 0 ? NO_CELL : facts[(start - 1) * WIDTH + F.cell]!;
    for (let at = start * WIDTH; at < count * WIDTH; at += WIDTH) {
      if (facts[at + F.annulledAt] !== 0 || facts[at + F.kind] === ANNULMENT) continue;
      if (facts[at + F.day] !== day) this.#endDay(day, cell);
      day = facts[at + F.day]!;
      const kind = this.kinds.kind(facts[at + F.kind]!);
      if (kind.movement !== null && this.#hasEffect(kind, cell)) this.#moving.push({ kind, cellBefore: cell });
      this.release.see(kind.release, facts[at + F.value]!);
      this.works.see(kind.works, facts[at + F.value]!);
      cell = facts[at + F.cell]!;
    }
    this.#endDay(day, cell);
    this.#group();
  }

  /** Where the unit stands after its last fact, which leads to this cell. */
  standing(cell: number): Standing {
    const { size, values } = this.steps;
    return {
      cell,
      group: size === 0 ? NO_GROUP : values[size - 1]!,
      releaseDay: this.release.stated(this.release.current),
      worksDay: this.works.stated(this.works.current),
    };
  }

  /** How a movement is counted, given the cells before it and at the end of its day. */
  movementKey({ movement, channel }: FactKind, cellBefore: number, cellAfter: number): number {
    const by = movement === 'let' ? channel : this.transitions.shape(this.cells.shape(cellBefore))!.titleEnded;
    return this.book.key(cellAfter, movement!, by);
  }

  #hasEffect(kind: FactKind, cellBefore: number): boolean {
    return !this.transitions.step(this.cells.shape(cellBefore), kind).inert;
  }

  #clear(): void {
    this.steps.clear();
    this.movements.clear();
    this.release.reset();
    this.works.reset();
    this.#ends.length = 0;
  }

  #endDay(day: number, cell: number): void {
    if (Number.isNaN(day)) return;
    this.steps.push(day, cell);
    this.#ends.push(this.release.current, this.works.current);
    for (const { kind, cellBefore } of this.#moving) this.movements.push(day, this.movementKey(kind, cellBefore, cell));
    this.#moving.length = 0;
  }

  /** Turns the steps' cells into groups: what is expected is known only at the end, statements being read by knowledge alone. */
  #group(): void {
    const { values } = this.steps;
    for (let i = 0; i < this.steps.size; i++) {
      const release = this.release.stated(this.#ends[2 * i]!);
      const works = this.works.stated(this.#ends[2 * i + 1]!);
      values[i] = this.groups.code(values[i]!, release, works);
    }
  }
}
