import { eventId, MemoryEventStore, type StoredEvent } from '#event-store';
import { definitionOf, definitionOfType, invalidFields } from '#event-catalogue';
import {
  CorrectFactsHandler,
  RecordFacts,
  RecordFactsHandler,
  Recorder,
  type Outcome,
  type ReferenceDeciders,
} from '#recording';
import { AliasBook, Directory, decideReference } from '#directory';
import { TimelineIndex } from '#timeline';
import { EVENT_ANNULLED, type FactBody, type TimelineCommand } from '#temporal';
import {
  CorrectUnit,
  CorrectUnitHandler,
  IdentifyUnit,
  IdentifyUnitHandler,
  RecordUnitFacts,
  RecordUnitFactsHandler,
  RegisterUnit,
  RegisterUnitHandler,
  UnitDesk,
  type UnitSurroundings,
} from '#units/commands';
import { isInterchangeable, type ServiceClass, type UnitState } from '#units/domain';
import { portOfViews } from '../port-of-views.js';
import type { IntakeCommand, RegisterPort } from '../register-port.js';

/** A register in memory for the intake's tests: the real log, handlers and views, and a count of what was executed. */
export class MemoryRegister {
  readonly store = new MemoryEventStore();
  readonly directory = new Directory();
  readonly aliases = new AliasBook();
  readonly timeline = new TimelineIndex();
  readonly port: RegisterPort;
  /** Throws in place of executing, from this many commands on: a process that is killed. */
  failAfter = Number.POSITIVE_INFINITY;
  executed = 0;
  private readonly unitIds = new Set<string>();
  private readonly recorder: Recorder;
  private readonly units: UnitDesk;
  private taken = 0;
  private serial = 0;

  constructor() {
    this.recorder = new Recorder(this.store, {
      versionOf: (stream, type) => definitionOf(stream, type)!.version,
      undoOf: ({ id, data }) => ({
        type: EVENT_ANNULLED,
        data: { effectiveOn: (data as { effectiveOn: string }).effectiveOn, target: id, reason: 'undone' },
      }),
      reached: () => this.catchUp(),
      current: () => this.catchUp(),
    });
    this.units = new UnitDesk(this.store, this.recorder, this.surroundings());
    this.port = portOfViews({
      store: this.store,
      views: this,
      execute: (command) => {
        this.executed += 1;
        if (this.executed > this.failAfter) return Promise.reject(new Error('killed'));
        return this.execute(command);
      },
    });
  }

  /** Every event of the log. */
  async events(): Promise<StoredEvent[]> {
    return Array.fromAsync(this.store.readAll(0));
  }

  /** Units as of a date, those not registered by then left out. */
  unitStates(validAt: string): (UnitState & { readonly unitId: string })[] {
    return [...this.unitIds].flatMap((unitId) => {
      const state = this.timeline.unitAt(unitId, { validAt })?.state;
      return state ? [{ unitId, ...state }] : [];
    });
  }

  /** The unit that holds an alias. */
  unitOf(scheme: string, value: string): string {
    return this.aliases.holderOf({ scheme, value })!;
  }

  /** What an operator does, by hand. */
  async act(unitId: string, ...facts: RecordUnitFacts['facts']): Promise<Outcome> {
    return this.execute(new RecordUnitFacts(this.byHand(), unitId, facts));
  }

  async declareByHand(owner: string, facts: RecordFacts['facts']): Promise<Outcome> {
    return this.execute(new RecordFacts(this.byHand(), 'declaration', owner, facts));
  }

  byHand() {
    const commandId = eventId('7d0c6d0e-5f0b-4a53-9a0e-6f3c1b1e2a56', this.serial++);
    return { commandId, actor: 'operatore', correlationId: commandId };
  }

  execute(command: IntakeCommand): Promise<Outcome> {
    if (command instanceof RegisterUnit) return new RegisterUnitHandler(this.units).execute(command);
    if (command instanceof IdentifyUnit) return new IdentifyUnitHandler(this.units).execute(command);
    if (command instanceof RecordUnitFacts) return new RecordUnitFactsHandler(this.units).execute(command);
    if (command instanceof CorrectUnit) return new CorrectUnitHandler(this.units).execute(command);
    if (command instanceof RecordFacts) return new RecordFactsHandler(this.recorder, this.deciders()).execute(command);
    return new CorrectFactsHandler(this.recorder, this.deciders()).execute(command);
  }

  private async catchUp(): Promise<void> {
    for await (const event of this.store.readAll(this.taken)) {
      if (event.position <= this.taken) continue;
      const problems = invalidFields(definitionOfType(event.type)!, event.data);
      if (problems?.length) throw new TypeError(`${event.type}: ${JSON.stringify(problems)}`);
      for (const view of [this.directory, this.aliases, this.timeline]) view.apply(event);
      if (event.type === 'UnitRegistered') this.unitIds.add(event.stream.slice('unit-'.length));
      this.taken = event.position;
    }
  }

  private deciders(): ReferenceDeciders {
    const of =
      (aggregate: keyof ReferenceDeciders): ReferenceDeciders[keyof ReferenceDeciders] =>
      (id, command, events) =>
        decideReference(this.directory, aggregate, id, command as unknown as TimelineCommand<FactBody>, events);
    return {
      body: of('body'),
      declaration: of('declaration'),
      programme: of('programme'),
      conferral: of('conferral'),
      notice: of('notice'),
    };
  }

  private surroundings(): UnitSurroundings {
    const { directory } = this;
    const latest = (unitId: string) => this.timeline.unitAt(unitId, {})?.state ?? null;
    const counted = (owner: string, serviceClass: ServiceClass) =>
      [...this.unitIds].filter((unitId) => {
        const state = latest(unitId);
        return (
          state !== null && state.owner === owner && state.serviceClass === serviceClass && isInterchangeable(state)
        );
      });
    return {
      lotOpen: (programme, lot, on) => directory.lotOpen(programme, lot, on),
      noticeOpen: () => false,
      conventionOpen: () => false,
      ownerInAmbito: (owner, ambito, on) => directory.ownerInAmbito(owner, ambito, on),
      municipalityInAmbito: (municipality, ambito, on) => directory.municipalityInAmbito(municipality, ambito, on),
      satCapYears: () => 5,
      aliasHolder: (alias) => this.aliases.holderOf(alias),
      countedUnits: (owner, _ambito, serviceClass) => counted(owner, serviceClass).length,
      unit: latest,
      placeOf: (unitId, { type, data }) => this.timeline.placeOf(unitId, type, data.effectiveOn),
      pickCounted: ({ owner, serviceClass }) => counted(owner, serviceClass)[0] ?? null,
    };
  }
}
