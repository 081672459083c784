import { yearOf } from '#temporal';
import type { Place, PlanContext } from '../context.js';
import type { AssignmentOfYear } from '../facts.js';
import { joinFigures, type Figure, type FigureTable } from '../figures.js';
import { compare } from '../owners.js';

export interface AssignmentTable extends FigureTable<AssignmentOfYear> {
  /** Of the row's assignments those by mobility; null when not known. */
  readonly mobilityAt: (place: Place) => number | null;
}

/** Letter k: SAP assignments effective in Y-1, by owner, mobility shown apart. A unit let twice is named twice. */
export function letterK(context: PlanContext): AssignmentTable {
  const assignments = context.facts.assignments.filter((assignment) => isCounted(context, assignment)).sort(byLabel);
  const table = joinFigures(context, 'k', assignments);
  return { ...table, mobilityAt: (place) => mobilityOf(context, table, table.at(place)) };
}

function isCounted(context: PlanContext, { owner, serviceClass, channel, effectiveOn }: AssignmentOfYear): boolean {
  const { facts, ruleSet } = context;
  if (serviceClass !== 'SAP' || ruleSet.assignments.excludedChannels.includes(channel)) return false;
  if (context.ownerOf(owner).beforeCensus) return false;
  return yearOf(effectiveOn) === facts.year - 1 && effectiveOn <= facts.validAt;
}

function byLabel(a: AssignmentOfYear, b: AssignmentOfYear): number {
  return compare(a.label, b.label) || compare(a.effectiveOn, b.effectiveOn) || compare(a.eventId, b.eventId);
}

/** As the count and the assignments are joined: the larger of what was declared and what events say. */
function mobilityOf(
  context: PlanContext,
  table: FigureTable<AssignmentOfYear>,
  row: Figure<AssignmentOfYear> | undefined,
): number | null {
  if (!row || row.number === null) return null;
  const byEvents = mobilities(context, row);
  if (!row.counted) return byEvents;
  const declared = declaredMobility(row);
  if (declared === null) return row.rest === 0 ? byEvents : null;
  const elsewhere = row.municipality === null ? mobilitiesElsewhere(context, table, row) : 0;
  return Math.min(row.number, Math.max(byEvents, declared - elsewhere));
}

function mobilitiesElsewhere(
  context: PlanContext,
  table: FigureTable<AssignmentOfYear>,
  row: Figure<AssignmentOfYear>,
): number {
  const others = table.rows.filter((other) => other.owner === row.owner && other !== row);
  return others.reduce((sum, other) => sum + (mobilityOf(context, table, other) ?? 0), 0);
}

function mobilities(context: PlanContext, { units }: Figure<AssignmentOfYear>): number {
  return units.filter(({ channel }) => context.ruleSet.assignments.mobilityChannels.includes(channel)).length;
}

function declaredMobility({ declared }: Figure<AssignmentOfYear>): number | null {
  return declared.reduce<number | null>((largest, { figure: { ofWhichMobility } }) => {
    return ofWhichMobility === null ? largest : Math.max(largest ?? 0, ofWhichMobility);
  }, null);
}
