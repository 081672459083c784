import { intsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { ServiceClass } from '#units/domain';
import { SERVICE_CLASSES } from '#units/domain';
import type { Cells } from './cells.js';
import { dayIn, ENTRY, knownIn, pageNumber, secondIn } from './ledger.js';
import { MovementSums } from './movement-sums.js';
import { NIL } from './nil.js';
import type { MovementCount, MovementKey } from './queries.js';
import type { Transitions } from './transitions.js';
import { TupleTable } from './tuples.js';
import type { Values } from './values.js';

const MOVEMENTS = ['release', 'let'] as const;

/** How movements are counted. */
const KEY = { ambito: 0, owner: 1, municipality: 2, serviceClass: 3, movement: 4, by: 5 } as const;

/** Releases and lets by Ambito, day and knowledge: what is counted, and which units to look at for the rest. */
export class MovementBook {
  readonly #keys = new TupleTable(6);
  readonly #buffer = new Int32Array(6);
  readonly #ofAmbiti = new Map<number, MovementSums>();
  readonly #words: MovementKey[] = [];

  constructor(
    private readonly values: Values,
    private readonly transitions: Transitions,
    private readonly cells: Cells,
  ) {}

  /**
   * How a movement is counted.
   * @param cell where the unit stood at the end of the day
   * @param by a let's channel or a release's cause
   */
  key(cell: number, movement: 'release' | 'let', by: string | null): number {
    const tuple = this.#buffer;
    const place = this.cells.place(cell);
    tuple[KEY.ambito] = this.cells.ambitoOf(place);
    tuple[KEY.owner] = this.cells.inPlace(place, 'owner');
    tuple[KEY.municipality] = this.cells.inPlace(place, 'municipality');
    tuple[KEY.serviceClass] = SERVICE_CLASSES.indexOf(this.transitions.shape(this.cells.shape(cell))!.serviceClass);
    tuple[KEY.movement] = MOVEMENTS.indexOf(movement);
    tuple[KEY.by] = by === null ? NIL : this.values.names.code(by);
    return this.#keys.code(tuple);
  }

  /** A movement of a unit came to be known (+1) or is no longer one (-1). */
  note(ordinal: number, day: number, key: number, unit: number, sign: 1 | -1): void {
    const ambito = this.#keys.at(key, KEY.ambito);
    this.#of(ambito).ledger.add(ordinal, day, key, sign * (unit + 1));
  }

  /** To be called when movements were noted out of the order of their ordinals, before anything is asked. */
  sort(): void {
    for (const { ledger } of this.#ofAmbiti.values()) ledger.sort();
  }

  capture(): SavedPart[] {
    return [
      this.#keys.capture('keys of movements'),
      intsPart('Ambiti of movements', Int32Array.from(this.#ofAmbiti.keys())),
      ...[...this.#ofAmbiti].flatMap(([ambito, { ledger }]) => ledger.capture(`movements of ${ambito}`)),
    ];
  }

  restore(from: SavedReader): void {
    this.#keys.restore('keys of movements', from);
    for (const ambito of from.ints('Ambiti of movements')) {
      this.#of(ambito).ledger.restore(`movements of ${ambito}`, from);
    }
  }

  /** Name codes of the Ambiti met. */
  ambiti(): Iterable<number> {
    return this.#ofAmbiti.keys();
  }

  /** Units that have, or were once thought to have, a movement from one day to another: in the order of the log. */
  unitsMoved(ambiti: Iterable<number>, from: number, to: number, known: number): number[] {
    const units = new Set<number>();
    for (const page of this.#pages(ambiti, from, to)) {
      const end = knownIn(page, known) * ENTRY;
      for (let at = 0; at < end; at += ENTRY) {
        const day = dayIn(page, at);
        if (day >= from && day <= to) units.add(Math.abs(secondIn(page.entries, at)) - 1);
      }
    }
    return [...units].sort((a, b) => a - b);
  }

  /**
   * How many entries there are of the months from one day to another, whatever they say; undefined where not all of them
   * are known at the ordinal.
   */
  noted(ambiti: Iterable<number>, from: number, to: number, known: number): number | undefined {
    let count = 0;
    for (const page of this.#pages(ambiti, from, to)) {
      if (knownIn(page, known) < page.size) return undefined;
      count += page.size;
    }
    return count;
  }

  /** Movements from one day to another counted. */
  counts(ambiti: Iterable<number>, from: number, to: number, known: number): MovementCount[] {
    const rows: MovementCount[] = [];
    for (const ambito of ambiti) {
      const sum = this.#ofAmbiti.get(ambito)?.sum(from, to, known);
      if (!sum) continue;
      for (const byTurns of [sum.releases, sum.lets]) {
        for (let i = 0; i < byTurns.length; i += 2) {
          rows.push({ ...this.words(byTurns[i]!), units: byTurns[i + 1]! });
        }
      }
    }
    return rows;
  }

  /** Visits the keys that have lets from one day to another, with how many each has, by turns; Ambito by Ambito. */
  visitLets(
    ambiti: Iterable<number>,
    from: number,
    to: number,
    known: number,
    visit: (ambito: string, byTurns: Int32Array) => void,
  ): void {
    for (const ambito of ambiti) {
      const lets = this.#ofAmbiti.get(ambito)?.sum(from, to, known).lets;
      if (lets) visit(this.values.names.text(ambito), lets);
    }
  }

  /** A key said in words: always the same object. */
  words(key: number): MovementKey {
    return (this.#words[key] ??= this.#said(key));
  }

  /** The pages of the ledgers that have some of the days. */
  *#pages(ambiti: Iterable<number>, from: number, to: number) {
    for (const ambito of ambiti) {
      const ledger = this.#ofAmbiti.get(ambito)?.ledger;
      if (!ledger) continue;
      const { pages } = ledger;
      for (let i = ledger.from(from); i < pages.length && pages[i]!.number <= pageNumber(to); i++) yield pages[i]!;
    }
  }

  #of(ambito: number): MovementSums {
    let of = this.#ofAmbiti.get(ambito);
    if (!of) this.#ofAmbiti.set(ambito, (of = new MovementSums((key) => this.#isLet(key))));
    return of;
  }

  #isLet(key: number): boolean {
    return MOVEMENTS[this.#keys.at(key, KEY.movement)] === 'let';
  }

  #said(key: number): MovementKey {
    const at = (field: number) => this.#keys.at(key, field);
    return {
      ambito: this.values.names.text(at(KEY.ambito)),
      owner: this.values.names.text(at(KEY.owner)),
      municipality: this.values.name(at(KEY.municipality)),
      serviceClass: SERVICE_CLASSES[at(KEY.serviceClass)] as ServiceClass,
      movement: MOVEMENTS[at(KEY.movement)]!,
      by: this.values.name(at(KEY.by)),
    };
  }
}
