import { Injectable } from '@nestjs/common';
import { AmbiguousAlias, Register, UnitNotFound, UnitReader } from '#register';

/** Finds the unit that a command speaks of. */
@Injectable()
export class UnitReferences {
  constructor(
    private readonly register: Register,
    private readonly units: UnitReader,
  ) {}

  /**
   * The unit that a reference names. A command given again may name it by an alias which it took away itself: then it is
   * the unit that the command spoke of the first time.
   * @throws UnitNotFound AmbiguousAlias
   */
  async resolve(ref: string, commandId: string): Promise<string> {
    try {
      return this.units.resolve(ref);
    } catch (error) {
      if (!(error instanceof UnitNotFound || error instanceof AmbiguousAlias)) throw error;
      const prior = await this.formerly(ref, commandId);
      if (prior === undefined) throw error;
      return prior;
    }
  }

  private async formerly(ref: string, commandId: string): Promise<string | undefined> {
    const events = await this.register.store.readCommand(commandId);
    const streams = new Set(events.map((event) => event.stream).filter((stream) => stream.startsWith('unit-')));
    for (const stream of streams) {
      const { unitId, formerAliases } = await this.units.read(stream.slice('unit-'.length), {});
      if (formerAliases.some(({ scheme, value }) => ref === value || ref === `${scheme}:${value}`)) return unitId;
    }
    return undefined;
  }
}
