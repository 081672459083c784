import { yearOf } from '#temporal';
import type { ServiceClass } from '#units/domain';
import type { OwnedFigure, PlanContext } from '../context.js';
import type { Place } from '../plan-places.js';
import type { AssignmentOfYear } from '../facts.js';
import { joinFigures, type Figure, type FigureTable } from '../figures.js';
import { inOrder } from '../in-order.js';
import { compare } from '../owners.js';
import type { RuleSet } from '../rule-sets/index.js';

export interface AssignmentTable extends FigureTable<AssignmentOfYear> {
  /** Of the row's assignments those by mobility; null when not known. */
  readonly mobilityAt: (place: Place) => number | null;
}

/** Letter k: SAP assignments effective in Y-1, by owner, mobility shown apart. A unit let twice is named twice. */
export function letterK(context: PlanContext): AssignmentTable {
  const assignments = context.facts.assignments.filter((assignment) => isCounted(context, assignment));
  const table = joinFigures(context, 'k', inOrder(assignments, byLabelAndDay));
  return { ...table, mobilityAt: (place) => mobilityOf(context, table, table.at(place)) };
}

function isCounted(context: PlanContext, { owner, serviceClass, channel, effectiveOn }: AssignmentOfYear): boolean {
  const { facts, ruleSet } = context;
  if (!isOfLetterK(ruleSet, serviceClass, channel)) return false;
  if (context.ownerOf(owner).beforeCensus) return false;
  return yearOf(effectiveOn) === facts.year - 1 && effectiveOn <= facts.validAt;
}

/** Whether the assignments of a class by a channel are counted at all. */
export function isOfLetterK({ assignments }: RuleSet, serviceClass: ServiceClass, channel: string): boolean {
  return serviceClass === 'SAP' && !assignments.excludedChannels.includes(channel);
}

export function isMobility({ assignments }: RuleSet, channel: string): boolean {
  return assignments.mobilityChannels.includes(channel);
}

function byLabelAndDay(a: AssignmentOfYear, b: AssignmentOfYear): number {
  return compare(a.label, b.label) || compare(a.effectiveOn, b.effectiveOn) || compare(a.eventId, b.eventId);
}

function mobilityOf(
  context: PlanContext,
  table: FigureTable<AssignmentOfYear>,
  row: Figure<AssignmentOfYear> | undefined,
): number | null {
  if (!row) return null;
  const byEvents = row.units.filter(({ channel }) => isMobility(context.ruleSet, channel)).length;
  const elsewhere = row.municipality === null ? mobilitiesElsewhere(context, table, row) : 0;
  return joinedMobility(row, byEvents, declaredMobility(row.declared), elsewhere);
}

/**
 * As the count and the assignments are joined: the larger of what was declared and what events say; null: not known.
 * @param elsewhere for a figure of the whole owner, its mobilities in the rows by municipality
 */
export function joinedMobility(
  { number, counted, rest }: Pick<Figure, 'number' | 'counted' | 'rest'>,
  byEvents: number,
  declared: number | null,
  elsewhere: number,
): number | null {
  if (number === null) return null;
  if (!counted) return byEvents;
  if (declared === null) return rest === 0 ? byEvents : null;
  return Math.min(number, Math.max(byEvents, declared - elsewhere));
}

function mobilitiesElsewhere(
  context: PlanContext,
  table: FigureTable<AssignmentOfYear>,
  row: Figure<AssignmentOfYear>,
): number {
  const others = table.rows.filter((other) => other.owner === row.owner && other !== row);
  return others.reduce((sum, other) => sum + (mobilityOf(context, table, other) ?? 0), 0);
}

/** The largest mobility declared for a place; null where none was. */
export function declaredMobility(declared: readonly Pick<OwnedFigure, 'figure'>[]): number | null {
  return declared.reduce<number | null>((largest, { figure: { ofWhichMobility } }) => {
    return ofWhichMobility === null ? largest : Math.max(largest ?? 0, ofWhichMobility);
  }, null);
}
