import { isUuid } from '#event-store';
import type { Register } from './register.js';
import type { UnitReader } from './unit-reader.js';

/** The widest valid date: every alias that a unit holds, whenever it took it. */
const EVER = '9999-12-31';

/** Finds the units that a command speaks of. */
export class UnitReferences {
  constructor(
    private readonly register: Register,
    private readonly units: UnitReader,
  ) {}

  /**
   * How a command's references name units: as they do now; but a command given again names what it named the first time,
   * for it may itself have taken the alias away, or handed it to another unit (a merged duplicate's aliases pass to the
   * unit that stays). A UUID says the same for ever.
   */
  async of(commandId: string): Promise<(ref: string) => string> {
    // The unit may have been registered a moment ago, by another process.
    await this.register.recorder.current();
    const before = await this.namedBefore(commandId);
    return (ref) => before.get(ref) ?? this.units.resolve(ref);
  }

  /** @throws UnitNotFound AmbiguousAlias */
  async resolve(ref: string, commandId: string): Promise<string> {
    if (!isUuid(ref)) return (await this.of(commandId))(ref);
    await this.register.recorder.current();
    return this.units.resolve(ref);
  }

  /** The units that the command changed, by the aliases they held before it; empty when it is given the first time. */
  private async namedBefore(commandId: string): Promise<ReadonlyMap<string, string>> {
    const named = new Map<string, string>();
    const events = await this.register.store.readCommand(commandId);
    const first = events.reduce((least, { position }) => Math.min(least, position), Infinity);
    const streams = new Set(events.map(({ stream }) => stream).filter((stream) => stream.startsWith('unit-')));
    for (const stream of streams) {
      const coordinates = { validAt: EVER, knownAt: String(first - 1) };
      const { unitId, state } = await this.units.read(stream.slice('unit-'.length), coordinates);
      for (const { scheme, value } of state?.aliases ?? []) named.set(`${scheme}:${value}`, unitId).set(value, unitId);
    }
    return named;
  }
}
