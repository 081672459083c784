import type { AssignmentOfYear } from '#plan';
import { NO_CELL } from './cells.js';
import { dateOf } from './days.js';
import { readUuid } from './event-ids.js';
import type { FactKind } from './fact-kinds.js';
import { ANNULMENT, F } from './fact-store.js';
import { movementsOfUnit } from './movements.js';
import type { YearQuery } from './queries.js';
import type { Reader } from './reader.js';
import { spanOf, type Span } from './spans.js';

/** A let, with the cell at the end of its day. */
interface CachedLet {
  readonly kind: FactKind;
  readonly day: number;
  readonly eventId: string;
  readonly cell: number;
}

/**
 * Assignments that had effect in a year, swaps included: those of units that stood in the Ambito at the end of that
 * day. Owner, municipality and class are of that moment too; the label is as of the date asked about.
 */
export function assignments(reader: Reader, query: YearQuery, known: number): AssignmentOfYear[] {
  const { timelines } = reader;
  const span = spanOf(query);
  const ambiti = reader.ambiti(query.ambito, timelines.movements.ambiti());
  const found: AssignmentOfYear[] = [];
  for (const unit of timelines.movements.unitsMoved(ambiti, span.from, span.to, known)) {
    const lets = cachedLets(reader, unit, span, known);
    if (lets) addCached(reader, query.ambito, unit, span, known, lets, found);
    else addFolded(reader, query.ambito, unit, span, known, found);
  }
  return found;
}

/**
 * The unit's lets of the span that had effect, by the cells kept with its facts; undefined where those facts did not
 * stand at the ordinal as they do now.
 */
function cachedLets({ timelines }: Reader, unit: number, span: Span, known: number): CachedLet[] | undefined {
  const { kinds, cells, transitions } = timelines;
  const lets: CachedLet[] = [];
  let after: CachedLet | undefined;
  let day = NaN;
  let cell = NO_CELL;
  let isCached = true;
  const had = (one: CachedLet, cellBefore: number) => {
    if (!transitions.step(cells.shape(cellBefore), one.kind).inert) lets.push(one);
    after = undefined;
  };
  timelines.store.findLast(unit, (facts, at) => {
    if (facts[at + F.day]! > span.to) return false;
    if (Number.isNaN(day)) isCached = facts[at + F.horizon]! <= known;
    if (facts[at + F.day] !== day) cell = facts[at + F.cell]!;
    day = facts[at + F.day]!;
    if (after) had(after, facts[at + F.cell]!);
    if (!isCached || day < span.from) return true;
    if (facts[at + F.kind] === ANNULMENT || facts[at + F.annulledAt] !== 0) return false;
    const kind = kinds.kind(facts[at + F.kind]!);
    if (kind.movement === 'let') after = { kind, day, eventId: readUuid(facts, at + F.id), cell };
    return false;
  });
  if (after) had(after, NO_CELL);
  return isCached ? lets.reverse() : undefined;
}

function addCached(
  reader: Reader,
  ambito: string,
  unit: number,
  { labelDay }: Span,
  known: number,
  lets: readonly CachedLet[],
  into: AssignmentOfYear[],
): void {
  const { timelines, labels } = reader;
  const { cells, transitions, values } = timelines;
  const asked = reader.code(ambito);
  for (const { kind, day, eventId, cell } of lets) {
    const place = cells.place(cell);
    if (asked !== undefined && cells.ambitoOf(place) !== asked) continue;
    const unitId = timelines.units.id(unit);
    into.push({
      unitId,
      label: labels.label(unitId, timelines.aliasListAt(unit, labelDay, known)),
      owner: values.names.text(cells.inPlace(place, 'owner')),
      municipality: values.name(cells.inPlace(place, 'municipality')),
      serviceClass: transitions.shape(cells.shape(cell))!.serviceClass,
      channel: kind.channel!,
      effectiveOn: dateOf(day),
      eventId,
    });
  }
}

function addFolded(
  reader: Reader,
  ambito: string,
  unit: number,
  span: Span,
  known: number,
  into: AssignmentOfYear[],
): void {
  for (const movement of movementsOfUnit(reader, ambito, unit, span, known)) {
    if (movement.movement === 'release') continue;
    const { unitId, label, owner, municipality, serviceClass, channel, effectiveOn, eventId } = movement;
    into.push({ unitId, label, owner, municipality, serviceClass, channel, effectiveOn, eventId });
  }
}
