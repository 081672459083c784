import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** So few pages are left to the connection that writes: it moves them within a millisecond or two. */
const FEW = 64;

/** The pages of the write-ahead log, as one connection sees and moves them. */
export class Checkpoints {
  readonly #look: StatementSync;
  readonly #move: StatementSync;

  /**
   * @param sync makes the register's file durable. SQLite does so only when it has moved all there is, and not when more was
   *   written meanwhile: whoever moves the last pages would wait for all of them
   */
  constructor(
    db: DatabaseSync,
    private readonly sync: () => void = () => undefined,
  ) {
    db.exec('PRAGMA synchronous = FULL');
    this.#look = db.prepare('PRAGMA wal_checkpoint(NOOP)');
    this.#move = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** Pages written since the log was begun again, and how many of them are not in the register's file yet. */
  pages(): { readonly written: number; readonly left: number } {
    const { log, checkpointed } = this.#look.get() ?? {};
    return { written: Number(log), left: Number(log) - Number(checkpointed) };
  }

  /** Moves what readers allow into the register's file; neither waits for them nor makes them wait. */
  move(): void {
    this.#move.get();
  }

  /** The same, and they are durable there too. */
  moveDurably(): void {
    this.move();
    this.sync();
  }

  /** Moves again and again what was written meanwhile, for as long as it becomes much less. */
  moveNearlyAll(): void {
    let before = Infinity;
    for (let { left } = this.pages(); left > FEW && left < before / 2; { left } = this.pages()) {
      before = left;
      this.moveDurably();
    }
  }
}
