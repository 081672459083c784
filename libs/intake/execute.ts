import type { Position } from '#event-store';
import { CommandRejected } from '#recording';
import { STAGES, type Change, type UnitIds } from './changes.js';
import type { RegisterPort } from './register-port.js';

/** What became of a change. */
export type ChangeOutcome =
  /** Events were appended. */
  | 'recorded'
  /** The register said it all already. */
  | 'already-there'
  /** The register said no; `reason` tells. */
  | 'failed'
  /** Another failed before its turn came, or it was only to be told. */
  | 'not-attempted';

export interface Done {
  readonly outcome: ChangeOutcome;
  /** Why it failed, as the register says it. */
  readonly reason: string | null;
}

export interface ExecuteOptions {
  readonly actor: string;
  readonly correlationId: string;
  /** How many commands are under way at once, so that the log makes one write of them. */
  readonly concurrency?: number;
  readonly onProgress?: (done: number, of: number) => void;
}

const CONCURRENCY = 256;

/**
 * Makes the changes, stage by stage; within a stage lanes go together and each lane in order. The first that fails ends
 * it: what is under way is finished, nothing else is begun.
 */
export async function execute(
  changes: readonly Change[],
  unitIds: ReadonlyMap<string, string>,
  register: RegisterPort,
  options: ExecuteOptions,
): Promise<{ readonly done: ReadonlyMap<Change, Done>; readonly position: Position | null }> {
  const run = new Execution(changes.length, unitIds, register, options);
  for (const stage of STAGES) await run.stage(changes.filter((change) => change.stage === stage));
  return { done: run.done, position: run.position };
}

class Execution {
  readonly done = new Map<Change, Done>();
  position: Position | null = null;
  private failed = false;
  private readonly ids: Map<string, string>;

  constructor(
    private readonly total: number,
    unitIds: ReadonlyMap<string, string>,
    private readonly register: RegisterPort,
    private readonly options: ExecuteOptions,
  ) {
    this.ids = new Map(unitIds);
  }

  async stage(changes: readonly Change[]): Promise<void> {
    const lanes = [...Map.groupBy(changes, (change) => change.lane).values()].reverse();
    const workers = Math.min(this.options.concurrency ?? CONCURRENCY, lanes.length);
    await Promise.all(Array.from({ length: workers }, () => this.work(lanes)));
  }

  /** Takes lanes, the first last in the array, until none is left. */
  private async work(lanes: (readonly Change[])[]): Promise<void> {
    for (let lane = lanes.pop(); lane; lane = lanes.pop()) {
      for (const change of lane) {
        if (this.failed) return;
        this.done.set(change, await this.make(change));
        this.options.onProgress?.(this.done.size, this.total);
      }
    }
  }

  private async make(change: Change): Promise<Done> {
    const { actor, correlationId } = this.options;
    const context = { commandId: change.commandId, actor, correlationId, source: change.source };
    const known: UnitIds = { of: (key) => this.idOf(key) };
    try {
      const outcome = await this.register.execute(change.command(context, known));
      if (change.makes !== null && outcome.id !== undefined) this.ids.set(change.makes, outcome.id);
      if (outcome.position !== null) this.position = Math.max(this.position ?? 0, outcome.position);
      return { outcome: outcome.status === 'recorded' ? 'recorded' : 'already-there', reason: null };
    } catch (error) {
      this.failed = true;
      return { outcome: 'failed', reason: reasonOf(error) };
    }
  }

  private idOf(key: string): string {
    const id = this.ids.get(key);
    if (id === undefined) throw new RangeError(`the unit ${key} has not been registered`);
    return id;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof CommandRejected) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
