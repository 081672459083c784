import type { EventStore, Position } from '#event-store';
import type { AliasBook, Directory } from '#directory';
import type { TimelineIndex } from '#timeline';
import type { CivilDate } from '#temporal';
import type { HeldUnit, NamedBody, RegisterPort } from './register-port.js';

/** The register as the intake meets it: the log, the views that it feeds, and the way in for commands. */
export interface RegisterSide {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly views: {
    readonly directory: Directory;
    readonly aliases: AliasBook;
    readonly timeline: TimelineIndex;
  };
  readonly execute: RegisterPort['execute'];
}

/** After every date that a fact can have. */
const END_OF_TIME: CivilDate = '9999-12-31';

/** The port over the views in memory, which answer as known now. */
export function portOfViews({ store, views, execute }: RegisterSide): RegisterPort {
  const holdings = new Holdings(views.timeline);
  return {
    bodies: async () => namedBodies(views.directory),
    events: (stream) => store.readStream(stream),
    unitByAlias: async (alias) => {
      const found = views.aliases.find(alias);
      return found.kind === 'found' ? { unitId: found.unitId, former: found.former } : null;
    },
    unitsOf: async (owner, ambito, on) => holdings.of(owner, ambito, on),
    execute,
  };
}

function namedBodies(directory: Directory): readonly NamedBody[] {
  return directory.bodies().map(({ id, kind, name, spellings }) => ({ id, kind, names: [name, ...spellings] }));
}

/** Units by owner, of the last question asked: an import asks of every owner in turn, on one date. */
class Holdings {
  private asked: { readonly key: string; readonly position: Position } | null = null;
  private byOwner = new Map<string, HeldUnit[]>();

  constructor(private readonly timeline: TimelineIndex) {}

  of(owner: string, ambito: string, on: CivilDate): readonly HeldUnit[] {
    const { position } = this.timeline;
    const key = `${ambito}|${on}`;
    if (this.asked?.key !== key || this.asked.position !== position) {
      this.byOwner = this.read(ambito, on);
      this.asked = { key, position };
    }
    return this.byOwner.get(owner) ?? [];
  }

  private read(ambito: string, on: CivilDate): Map<string, HeldUnit[]> {
    const byOwner = new Map<string, HeldUnit[]>();
    for (const unitId of this.timeline.unitIds({ ambito, validAt: END_OF_TIME })) {
      const latest = this.timeline.unitAt(unitId, {})?.state;
      if (!latest) continue;
      const at = this.timeline.unitAt(unitId, { validAt: on })?.state ?? null;
      for (const owner of new Set([latest.owner, at?.owner ?? latest.owner])) {
        const units = byOwner.get(owner);
        if (units) units.push({ unitId, at, latest });
        else byOwner.set(owner, [{ unitId, at, latest }]);
      }
    }
    return byOwner;
  }
}
