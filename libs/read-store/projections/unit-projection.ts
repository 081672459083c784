import { factsAsOf, type CivilDate } from '#temporal';
import {
  evolve,
  guard,
  outlookAt,
  unitLabel,
  type Alias,
  type LifecycleState,
  type MaybeUnit,
  type ServiceClass,
  type StockState,
  type StoredUnitFact,
  type UnitRefusal,
  type UnitState,
} from '#units/domain';
import type { UnitDetail } from '../queries.js';
import type { KeptFact } from './kept-fact.js';

/** What lists ask of a unit's state, and nothing more: two states that a list cannot tell apart are one. */
export interface ListedState {
  readonly owner: string;
  readonly municipality: string | null;
  readonly ambito: string;
  readonly serviceClass: ServiceClass;
  readonly lifecycle: LifecycleState;
  readonly stock: StockState;
  readonly provisional: boolean;
  /** As the fold has it: designated until it returns, whether or not the period is over. */
  readonly sat: boolean;
  readonly programme: string | null;
  readonly lot: string | null;
}

/** On [from, to) the unit stands like this; `to` null: no end is known. */
export interface Segment {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
  readonly state: ListedState;
}

/** Everything the views hold of a unit. */
export interface UnitRows {
  readonly unitId: string;
  readonly label: string;
  /** First day on which it stands in a list. */
  readonly from: CivilDate;
  readonly aliases: readonly { readonly alias: Alias; readonly held: boolean }[];
  /** Contiguous, in order, the last one without end. */
  readonly segments: readonly Segment[];
  /** Facts that today's guards would refuse where they stand (domain.md, section 2): they count, and are shown. */
  readonly anomalies: readonly { readonly position: number; readonly code: UnitRefusal }[];
}

/**
 * The rows of a unit under current knowledge, from all its facts: annulments and back-dated facts change the past, so
 * the whole is made anew. Undefined for a unit whose registration is annulled.
 * @param facts the stream in revision order
 */
export function projectUnit(unitId: string, facts: readonly KeptFact[]): UnitRows | undefined {
  const segments: Segment[] = [];
  const anomalies: { position: number; code: UnitRefusal }[] = [];
  const everHeld = new Map<string, Alias>();
  let state: MaybeUnit = null;
  let aliases: readonly Alias[] = [];
  const ordered = unitFacts(facts);
  for (let index = 0; index < ordered.length; index++) {
    const fact = ordered[index]!;
    const code = guard(state, fact);
    if (code !== undefined) anomalies.push({ position: fact.position, code });
    state = evolve(state, fact);
    if (state === null) continue;
    if (state.aliases !== aliases) {
      aliases = state.aliases;
      for (const alias of aliases) everHeld.set(aliasKey(alias), alias);
    }
    const { effectiveOn } = fact.data;
    // The day ends as its last fact leaves it.
    if (ordered[index + 1]?.data.effectiveOn !== effectiveOn) extend(segments, effectiveOn, state);
  }
  const [first] = segments;
  if (!first) return undefined;
  const held = new Set(aliases.map(aliasKey));
  return {
    unitId,
    label: unitLabel(unitId, aliases),
    from: first.from,
    aliases: [...everHeld].map(([key, alias]) => ({ alias, held: held.has(key) })),
    segments,
    anomalies,
  };
}

/** A unit's page. */
export function describeUnit(unitId: string, facts: readonly KeptFact[], validAt?: CivilDate): UnitDetail | undefined {
  const last = facts.at(-1);
  const rows = projectUnit(unitId, facts);
  if (!last || !rows) return undefined;
  const ordered = unitFacts(facts);
  const valid = validAt === undefined ? ordered : ordered.filter((fact) => fact.data.effectiveOn <= validAt);
  const state = valid.reduce<MaybeUnit>(evolve, null);
  return {
    unitId,
    label: rows.label,
    state,
    outlook: state && outlookAt(ordered, validAt ?? ordered.at(-1)!.data.effectiveOn),
    formerAliases: rows.aliases.filter(({ held }) => !held).map(({ alias }) => alias),
    revision: last.revision,
    position: last.position,
  };
}

/** Known, not annulled, in effective order. The types were checked when the events came in. */
function unitFacts(facts: readonly KeptFact[]): readonly StoredUnitFact[] {
  return factsAsOf(facts) as readonly KeptFact[] as readonly StoredUnitFact[];
}

function extend(segments: Segment[], from: CivilDate, unit: UnitState): void {
  const last = segments.at(-1);
  const state = listed(unit);
  if (last && sameListed(last.state, state)) return;
  if (last) segments[segments.length - 1] = { from: last.from, to: from, state: last.state };
  segments.push({ from, to: null, state });
}

function listed(state: UnitState): ListedState {
  return {
    owner: state.owner,
    municipality: state.municipality,
    ambito: state.ambito,
    serviceClass: state.serviceClass,
    lifecycle: state.lifecycle,
    stock: state.stock,
    provisional: state.aliases.length === 0,
    sat: state.sat !== null,
    programme: state.lot?.programme ?? null,
    lot: state.lot?.lot ?? null,
  };
}

function sameListed(a: ListedState, b: ListedState): boolean {
  return (
    a.lifecycle === b.lifecycle &&
    a.stock === b.stock &&
    a.serviceClass === b.serviceClass &&
    a.owner === b.owner &&
    a.municipality === b.municipality &&
    a.ambito === b.ambito &&
    a.provisional === b.provisional &&
    a.sat === b.sat &&
    a.programme === b.programme &&
    a.lot === b.lot
  );
}

function aliasKey({ scheme, value }: Alias): string {
  return JSON.stringify([scheme, value]);
}
