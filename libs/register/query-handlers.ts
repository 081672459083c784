import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { BODY_KINDS } from '#bodies/domain';
import { ADDRESSES, UnknownAddress } from '#plan';
import type { HistoryEntry, Page, UnitItem, UnitSearch } from '#read-store';
import { civilDateAt, type AsOf } from '#temporal';
import { resolveKnownAt } from './coordinates.js';
import { knownUnits } from './known-units.js';
import { bodyOf, municipalityOf } from './names.js';
import { PlanComparer } from './plan-comparer.js';
import { PlanReader, type ResolvedPlan } from './plan-reader.js';
import {
  ComparePlans,
  ExplainPlan,
  FindEvents,
  GetPlan,
  GetRegionPlan,
  GetStatus,
  GetStreamHistory,
  GetUnit,
  GetUnitHistory,
  ListDeclarations,
  ListReference,
  SearchUnits,
  type Coordinates,
  type ExplainedPlan,
  type PlanComparison,
  type RegisterStatus,
} from './queries.js';
import { RegionPlanReader } from './region-plan-reader.js';
import { Register } from './register.js';
import { STOCK_UNITS_WITH_EVENTS } from './stock-units.js';
import { UnitReader } from './unit-reader.js';

@QueryHandler(GetPlan)
export class GetPlanHandler implements IQueryHandler<GetPlan> {
  constructor(private readonly plans: PlanReader) {}

  execute({ coordinates }: GetPlan) {
    return this.plans.plan(coordinates);
  }
}

@QueryHandler(GetRegionPlan)
export class GetRegionPlanHandler implements IQueryHandler<GetRegionPlan> {
  constructor(private readonly plans: RegionPlanReader) {}

  execute({ coordinates }: GetRegionPlan) {
    return this.plans.plan(coordinates);
  }
}

@QueryHandler(ComparePlans)
export class ComparePlansHandler implements IQueryHandler<ComparePlans> {
  constructor(
    private readonly register: Register,
    private readonly plans: PlanReader,
    private readonly units: UnitReader,
  ) {}

  execute({ from, to }: ComparePlans): Promise<PlanComparison> {
    return new PlanComparer(this.register, this.plans, this.units).compare(from, to);
  }
}

@QueryHandler(ExplainPlan)
export class ExplainPlanHandler implements IQueryHandler<ExplainPlan> {
  constructor(
    private readonly register: Register,
    private readonly plans: PlanReader,
    private readonly units: UnitReader,
  ) {}

  async execute({ coordinates, choice }: ExplainPlan): Promise<ExplainedPlan> {
    const plan = await this.plans.resolve(coordinates);
    const { facts, known } = plan;
    const asOf = { validAt: facts.validAt, knownAt: known.position };
    const { directory } = this.register.views;
    const explanation = this.plans.explain(plan, choice.cell, {
      ...(choice.owner !== undefined && {
        owner: isBodyKind(choice.owner) ? choice.owner : bodyOf(directory, choice.owner, asOf),
      }),
      ...(choice.municipality !== undefined && {
        municipality: municipalityOf(directory, choice.municipality, asOf),
      }),
    });
    const events: Record<string, readonly HistoryEntry[]> = {};
    const units = explanation.rows.flatMap((row) => row.units ?? []);
    const inStock = explanation.rows.some(({ stock }) => stock !== undefined);
    for (const unit of inStock && units.length > STOCK_UNITS_WITH_EVENTS ? [] : units) {
      const other = units.some(({ unitId, label }) => label === unit.label && unitId !== unit.unitId);
      const key = other ? `${unit.label} (${unit.unitId})` : unit.label;
      events[key] = await this.units.streamHistory(`unit-${unit.unitId}`, known.position);
    }
    for (const row of explanation.rows.filter(({ figures, answer }) => figures.length > 0 || answer !== undefined)) {
      const stream = `declaration-${facts.ambito}-${facts.year}-${row.ownerId}`;
      events[stream] = await this.units.streamHistory(stream, known.position);
    }
    return { explanation, events };
  }
}

/** All the Comuni, or ALER: as the plan's totals do. */
function isBodyKind(owner: string): boolean {
  return (BODY_KINDS as readonly string[]).includes(owner);
}

@QueryHandler(SearchUnits)
export class SearchUnitsHandler implements IQueryHandler<SearchUnits> {
  constructor(
    private readonly register: Register,
    private readonly plans: PlanReader,
  ) {}

  async execute({ search, of }: SearchUnits): Promise<Page<UnitItem> & { readonly total: number }> {
    const { readStore, recorder, store, views } = this.register;
    // What is named may have been registered a moment ago, by another process.
    await recorder.current();
    const named = this.named(search);
    if (of === undefined) {
      await this.register.readStoreCurrent();
      return readStore.searchUnits(named);
    }
    if ('letter' in of) {
      const plan = await this.plans.resolve(of.plan);
      const { ambito, validAt } = plan.facts;
      const among = this.unitsOf(of.letter, plan);
      return knownUnits(views.timeline, { ...named, ambito }, { validAt, knownAt: plan.known.position, among });
    }
    const known = await resolveKnownAt(store, of.knownAt);
    await views.reached(known.position);
    return knownUnits(views.timeline, named, { validAt: search.validAt, knownAt: known.position });
  }

  /** Owner and municipality as ids, whatever they were called by. @throws UnknownName */
  private named(search: UnitSearch): UnitSearch {
    const { owner, municipality } = search;
    const { directory } = this.register.views;
    return {
      ...search,
      ...(owner !== undefined && { owner: bodyOf(directory, owner) }),
      ...(typeof municipality === 'string' && { municipality: municipalityOf(directory, municipality) }),
    };
  }

  private unitsOf(letter: string, plan: ResolvedPlan): ReadonlySet<string> {
    const address = ADDRESSES.find((known) =>
      [`${letter}.units`, `${letter}.total`, `${letter}.assigned`].includes(known),
    );
    const { rows } = this.plans.explain(plan, address ?? letter);
    // A share of a number says how many units, not which.
    if (rows.some(({ share }) => share !== undefined)) throw new UnknownAddress(letter);
    return new Set(rows.flatMap((row) => row.units ?? []).map((unit) => unit.unitId));
  }
}

@QueryHandler(GetUnit)
export class GetUnitHandler implements IQueryHandler<GetUnit> {
  constructor(private readonly units: UnitReader) {}

  execute({ ref, coordinates }: GetUnit) {
    return this.units.read(ref, coordinates);
  }
}

@QueryHandler(GetUnitHistory)
export class GetUnitHistoryHandler implements IQueryHandler<GetUnitHistory> {
  constructor(private readonly units: UnitReader) {}

  execute({ ref, knownAt }: GetUnitHistory) {
    return this.units.history(ref, knownAt);
  }
}

@QueryHandler(GetStreamHistory)
export class GetStreamHistoryHandler implements IQueryHandler<GetStreamHistory> {
  constructor(
    private readonly register: Register,
    private readonly units: UnitReader,
  ) {}

  async execute({ stream, knownAt }: GetStreamHistory): Promise<readonly HistoryEntry[]> {
    const known = await resolveKnownAt(this.register.store, knownAt);
    return this.units.streamHistory(stream, known.position);
  }
}

@QueryHandler(FindEvents)
export class FindEventsHandler implements IQueryHandler<FindEvents> {
  constructor(private readonly register: Register) {}

  async execute({ search }: FindEvents): Promise<Page<HistoryEntry>> {
    await this.register.readStoreCurrent();
    return this.register.audit.events(search);
  }
}

@QueryHandler(ListReference)
export class ListReferenceHandler implements IQueryHandler<ListReference> {
  constructor(private readonly register: Register) {}

  async execute({ aggregate, coordinates }: ListReference) {
    const { directory } = this.register.views;
    const asOf = await asOfOf(this.register, coordinates);
    switch (aggregate) {
      case 'body':
        return directory.bodies(asOf);
      case 'programme':
        return directory.programmes(asOf);
      case 'conferral':
        return directory.conferrals(asOf);
      case 'notice':
        return directory.notices(asOf);
    }
  }
}

async function asOfOf({ store, clock, views }: Register, { validAt, knownAt }: Coordinates): Promise<AsOf> {
  const known = await resolveKnownAt(store, knownAt);
  await views.reached(known.position);
  return { validAt: validAt ?? civilDateAt(clock().toISOString()), knownAt: known.position };
}

@QueryHandler(ListDeclarations)
export class ListDeclarationsHandler implements IQueryHandler<ListDeclarations> {
  constructor(private readonly register: Register) {}

  async execute({ search, knownAt }: ListDeclarations) {
    const known = await resolveKnownAt(this.register.store, knownAt);
    await this.register.views.reached(known.position);
    return this.register.views.directory.declarations(search, known.position);
  }
}

@QueryHandler(GetStatus)
export class GetStatusHandler implements IQueryHandler<GetStatus> {
  constructor(private readonly register: Register) {}

  async execute(): Promise<RegisterStatus> {
    const { store, views, readStore } = this.register;
    const [head, checkpoint] = [await store.head(), await readStore.checkpoint()];
    const { position = 0, events = 0 } = checkpoint ?? {};
    // What came since the head was read has been taken in by some already.
    const lag = (taken: number) => Math.max(0, head.events - taken);
    return {
      position: String(head.position),
      recordedAt: head.recordedAt,
      units: views.timeline.unitCount,
      index: { position: String(views.position), lag: lag(views.timeline.events) },
      readStore: { position: String(position), lag: lag(events) },
    };
  }
}
