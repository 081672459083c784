import { factOf, type KeptFact, type KeptRow } from '../projections/kept-fact.js';
import { dateOf } from './days.js';
import { F, ROWS, type FactTables, type GatheredUnit } from './gathered-facts.js';
import { NONE } from './record-columns.js';

/** Makes the facts of units of what was gathered of them. */
export class GatheredUnits {
  /** By number, what short essences say. */
  readonly #shortEssences: (Readonly<Record<string, unknown>> | undefined)[] = [];

  constructor(private readonly tables: FactTables) {}

  /** A unit's facts in revision order. */
  factsOf({ last }: GatheredUnit): readonly KeptFact[] {
    const facts: KeptFact[] = [];
    for (let at = last; at !== NONE;) {
      const { columns, positions } = this.tables.chunks[Math.floor(at / ROWS)]!;
      const row = at % ROWS;
      facts.push(this.#fact(columns, row * F.width, positions[row]!));
      at = columns[row * F.width + F.previous]!;
    }
    return facts.reverse();
  }

  #fact(columns: Int32Array, at: number, position: number): KeptFact {
    const means = columns[at + F.means]!;
    return factOf({
      type: this.tables.names[columns[at + F.type]!]!,
      revision: columns[at + F.revision]!,
      position,
      effectiveOn: dateOf(columns[at + F.effective]!),
      essence: this.#essence(columns[at + F.essence]!),
      means: means === NONE ? null : means,
    });
  }

  #essence(number: number): KeptRow['essence'] {
    if (number === NONE) return null;
    const { names, longEssences } = this.tables;
    if (number < NONE) return longEssences[NONE - 1 - number]!;
    return (this.#shortEssences[number] ??= JSON.parse(names[number]!) as Readonly<Record<string, unknown>>);
  }
}
