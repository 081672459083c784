import type { CommandBus } from '@nestjs/cqrs';
import type { RegisterPort } from '#intake';
import type { Register } from './register.js';

/** The last day there is: every fact known, whatever its date. */
const EVERY_DATE = '9999-12-31';

/** The register as an import sees it: what is known now, and the way in for its commands. */
export function intakePortOf(register: Register, commands: CommandBus): RegisterPort {
  const { timeline, directory, aliases } = register.views;
  return {
    bodies: async () =>
      directory.bodies().map(({ id, kind, name, spellings }) => ({ id, kind, names: [name, ...spellings] })),
    events: (stream) => register.store.readStream(stream),
    unitByAlias: async (alias) => aliases.holderOf(alias),
    unitsOf: async (owner, ambito, on) =>
      timeline.unitIds({ ambito, validAt: EVERY_DATE }).flatMap((unitId) => {
        const latest = timeline.unitAt(unitId, {})?.state;
        if (!latest) return [];
        const at = timeline.unitAt(unitId, { validAt: on })?.state ?? null;
        return latest.owner === owner || at?.owner === owner ? [{ unitId, at, latest }] : [];
      }),
    execute: (command) => commands.execute(command),
  };
}
