import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FactTables } from './gathered-facts.js';
import { UnitFolding, type UnitRange, type UnitRowsPart } from './unit-folding.js';
import { WorkingThread, type StartThread } from './working-thread.js';

/** Units folded before others get their turn, or before what came of them is handed over. */
const UNITS_AT_ONCE = 100;

/** The units of a version under construction, folded in this thread or in another. */
export interface FoldedUnits {
  /** Their rows, in the order of their streams' numbers. @throws PoisonEvent */
  parts(): AsyncIterable<UnitRowsPart>;
  /** Ends the work, at whatever point. */
  end(): Promise<void>;
}

/** Folds units when their rows are asked for. */
export class FoldedHere implements FoldedUnits {
  constructor(private readonly tables: FactTables) {}

  async *parts(): AsyncGenerator<UnitRowsPart, void, void> {
    const folding = new UnitFolding(this.tables);
    for (const range of rangesOf(this.tables)) {
      yield folding.fold(range);
      await nextTurn();
    }
  }

  async end(): Promise<void> {}
}

/** Folds units in a thread of its own from now on, while this one makes the indexes of the events. */
export class FoldedElsewhere implements FoldedUnits {
  readonly #thread: WorkingThread<UnitRange, UnitRowsPart>;
  readonly #parts: readonly Promise<UnitRowsPart>[];

  constructor(tables: FactTables, startThread: StartThread) {
    const thread = new WorkingThread<UnitRange, UnitRowsPart>(startThread('folding-thread', tables));
    this.#thread = thread;
    this.#parts = rangesOf(tables).map((range) => thread.ask(range));
    // Told when its turn comes.
    for (const part of this.#parts) part.catch(() => undefined);
  }

  async *parts(): AsyncGenerator<UnitRowsPart, void, void> {
    for (const part of this.#parts) yield await part;
  }

  async end(): Promise<void> {
    await this.#thread.end();
  }
}

function rangesOf({ units }: FactTables): UnitRange[] {
  const ranges: UnitRange[] = [];
  for (let from = 0; from < units.length; from += UNITS_AT_ONCE) ranges.push([from, from + UNITS_AT_ONCE]);
  return ranges;
}
