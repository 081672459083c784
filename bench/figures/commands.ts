import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { RecordUnitFacts } from '#units/commands';
import { RegisterModule } from '#register';
import { addDays, type CivilDate } from '#temporal';
import type { UnitFact } from '#units/domain';
import type { Setting } from '../setting.js';

/** An operator's desk: commands through the bus, on units in turn. */
export class Desk {
  readonly #turns = new Map<CivilDate, number>();

  private constructor(
    private readonly bus: CommandBus,
    private readonly units: readonly string[],
    private readonly end: () => Promise<void>,
  ) {}

  /** @param days on which the units to be written about are occupied */
  static async open({ register, ambito }: Setting, days: readonly CivilDate[]): Promise<Desk> {
    const app = await NestFactory.createApplicationContext(RegisterModule.of(register), { logger: false });
    const { timeline } = register.views;
    const ids = timeline.unitIds({ ambito, validAt: '9999-12-31' });
    const isOccupied = (id: string, validAt: CivilDate) =>
      timeline.unitAt(id, { validAt })?.state.lifecycle === 'OCCUPIED';
    const occupied = ids.filter((id) => days.every((day) => isOccupied(id, day)));
    return new Desk(app.get(CommandBus), occupied, () => app.close());
  }

  /**
   * Records a fact on the next of the units that are occupied: by turns a status of a source and an expected release.
   * When all units have had their turn, the facts are of a day later; each day given has turns of its own, so that nothing
   * moves towards what happened to a unit later.
   */
  async record(day: CivilDate): Promise<void> {
    const turn = this.#turns.get(day) ?? 0;
    this.#turns.set(day, turn + 1);
    const unitId = this.units[turn % this.units.length]!;
    const effectiveOn = addDays(day, Math.floor(turn / this.units.length));
    const note = `banco di prova ${turn}`;
    const fact: UnitFact =
      turn % 2 === 0
        ? { type: 'ReleaseForecast', data: { effectiveOn, expectedOn: '2026-06-30', note } }
        : { type: 'SourceStatusReported', data: { effectiveOn, note, ...STATUS } };
    const context = { commandId: randomUUID(), actor: 'bench', correlationId: randomUUID() };
    await this.bus.execute(new RecordUnitFacts(context, unitId, [fact]));
  }

  async close(): Promise<void> {
    await this.end();
  }
}

const STATUS = { system: 'siage', code: '2001', label: 'OCCUPATO', mapping: 'siage-1', mapsTo: 'OCCUPIED' };
