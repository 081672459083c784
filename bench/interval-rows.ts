import type { StoredEvent } from '#event-store';
import { dayNumber, factsAsOf, type Fact } from '#temporal';
import { unit, type MaybeUnit, type UnitState } from '#units/domain';
import type { StoredUnitFact } from '#units/domain';

/** What was believed between two positions: from a day until another a unit was counted in this group. */
export interface StateRow {
  readonly group: string;
  readonly from: number;
  /** Infinity: to the end. */
  readonly until: number;
  readonly knownFrom: number;
  knownUntil: number;
}

export interface MovementRow {
  readonly group: string;
  readonly day: number;
  readonly knownFrom: number;
  knownUntil: number;
}

export interface UnitRows {
  readonly states: readonly StateRow[];
  readonly movements: readonly MovementRow[];
}

/**
 * A unit's stream as rows of a bitemporal interval table: what a read model of its own would keep up on every append.
 * Made by the domain's own fold, prefix by prefix; nothing of the timeline index is in it.
 */
export function intervalRows(stream: readonly StoredEvent[]): UnitRows {
  const states: StateRow[] = [];
  const movements: MovementRow[] = [];
  let known: readonly StateRow[] = [];
  let moved: ReadonlyMap<string, MovementRow> = new Map();
  for (let count = 1; count <= stream.length; count++) {
    const { position } = stream[count - 1]!;
    const told = tell(stream.slice(0, count));
    known = revised(known, told.states, position, states);
    moved = movementsRevised(moved, told.movements, position, movements);
  }
  return { states, movements };
}

interface Told {
  readonly states: readonly { readonly group: string; readonly from: number; readonly until: number }[];
  readonly movements: ReadonlyMap<string, { readonly group: string; readonly day: number }>;
}

function tell(stream: readonly StoredEvent[]): Told {
  const facts = factsAsOf(stream as unknown as readonly Fact[]) as unknown as readonly StoredUnitFact[];
  const states: { group: string; from: number; until: number }[] = [];
  const movements = new Map<string, { group: string; day: number }>();
  let state: MaybeUnit = null;
  let today: { id: string; by: string }[] = [];
  facts.forEach((fact, i) => {
    const by = movementOf(fact, state);
    const next: MaybeUnit = unit.evolve(state, fact);
    if (by !== undefined && next !== state) today.push({ id: fact.id, by });
    state = next;
    const { effectiveOn } = fact.data;
    if (facts[i + 1]?.data.effectiveOn === effectiveOn || state === null) return;
    const day = dayNumber(effectiveOn);
    for (const { id, by: counted } of today) movements.set(id, { group: `${placeOf(state)}|${counted}`, day });
    today = [];
    const group = state.stock === 'IN_STOCK' ? `${placeOf(state)}|${state.lifecycle}` : '';
    const last = states.at(-1);
    if (last?.group === group) return;
    if (last) last.until = day;
    states.push({ group, from: day, until: Infinity });
  });
  return { states: states.filter(({ group }) => group !== ''), movements };
}

/** Movement and by what channel or cause, for a fact that is one. */
function movementOf(fact: StoredUnitFact, state: MaybeUnit): string | undefined {
  if (fact.type === 'UnitReleased') return `release|${state?.titleEnded ?? ''}`;
  return fact.type === 'UnitAssigned' ? `let|${fact.data.channel}` : undefined;
}

/** A unit whose municipality is not known stands in its Ambito. */
export function placeOf({
  ambito,
  owner,
  municipality,
  serviceClass,
}: Pick<UnitState, 'ambito' | 'owner' | 'municipality' | 'serviceClass'>): string {
  return `${ambito}|${owner}|${municipality ?? `?${ambito}`}|${serviceClass}`;
}

/** Rows that still hold are kept; the others end at the position, and the new ones begin there. */
function revised(
  known: readonly StateRow[],
  told: Told['states'],
  position: number,
  all: StateRow[],
): readonly StateRow[] {
  const same = (a: StateRow, b: Told['states'][number]) =>
    a.group === b.group && a.from === b.from && a.until === b.until;
  const rows = told.map((state) => {
    const kept = known.find((row) => same(row, state));
    if (kept) return kept;
    const row: StateRow = { ...state, knownFrom: position, knownUntil: Infinity };
    all.push(row);
    return row;
  });
  for (const row of known) if (!rows.includes(row)) row.knownUntil = position;
  return rows;
}

function movementsRevised(
  known: ReadonlyMap<string, MovementRow>,
  told: Told['movements'],
  position: number,
  all: MovementRow[],
): ReadonlyMap<string, MovementRow> {
  const rows = new Map<string, MovementRow>();
  for (const [id, { group, day }] of told) {
    const kept = known.get(id);
    if (kept?.group === group && kept.day === day) {
      rows.set(id, kept);
      continue;
    }
    const row: MovementRow = { group, day, knownFrom: position, knownUntil: Infinity };
    all.push(row);
    rows.set(id, row);
  }
  for (const [id, row] of known) if (rows.get(id) !== row) row.knownUntil = position;
  return rows;
}
