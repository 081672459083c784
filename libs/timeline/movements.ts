import { dateOf, yearOfDay } from './days.js';
import { readUuid } from './event-ids.js';
import type { FactKind } from './fact-kinds.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import { KeptMovements } from './kept-movements.js';
import {
  ALL_AMBITI,
  type Let,
  type Movement,
  type MovementCount,
  type Movements,
  type Release,
  type YearQuery,
} from './queries.js';
import type { Reader } from './reader.js';
import { SLOT } from './shapes.js';
import { spanOf, type Span } from './spans.js';
import type { UnitFold } from './unit-fold.js';

/** What a movement says before it is known where the unit stood at the end of the day, and what its label is. */
type Happened = { readonly eventId: string; readonly effectiveOn: string } & (
  Pick<Release, 'movement' | 'cause'> | Pick<Let, 'movement' | 'channel' | 'voidSince' | 'worksEndedOn' | 'firstLet'>
);

type Placed = Happened & { readonly owner: string; readonly municipality: string | null } & Pick<Let, 'serviceClass'>;

/**
 * Releases and lets that had effect in a year: those of units that stood in the Ambito at the end of that day. Owner,
 * municipality and class are of that moment too; the label is as of the date asked about. What was asked last is
 * remembered: a plan and its measures ask about the same year.
 */
export function movements(reader: Reader, query: YearQuery, known: number): Movements {
  const span = spanOf(query);
  return reader.movements.remembered([query.ambito, span.from, span.to, span.labelDay, known], () =>
    byKind(readMovements(reader, query.ambito, span, known)),
  );
}

function byKind(movements: readonly Movement[]): Movements {
  const releases: Release[] = [];
  const lets: Let[] = [];
  for (const movement of movements) {
    if (movement.movement === 'release') releases.push(movement);
    else lets.push(movement);
  }
  return { releases, lets };
}

function readMovements(reader: Reader, ambito: string, span: Span, known: number): Movement[] {
  const { movements: book } = reader.timelines;
  const found: Movement[] = [];
  const kept = new KeptMovements(reader, ambito, span, known);
  const read = (unit: number) => {
    if (!kept.read(unit, found)) found.push(...foldedMovements(reader, ambito, unit, span, known));
  };
  const ambiti = [...reader.ambiti(ambito, book.ambiti())];
  const wholeYear = spanOf({ ambito, year: yearOfDay(span.from) });
  const units = reader.years.units(ambito, ambiti, wholeYear, known);
  if (!units) {
    for (const unit of book.unitsMoved(ambiti, span.from, span.to, known)) read(unit);
    return found;
  }
  const { labelDay } = span;
  const ofYear = new KeptMovements(reader, ambito, { ...wholeYear, labelDay }, known);
  const until = dateOf(span.to);
  for (const ofUnit of units) {
    const ofWhole = reader.years.movements(ofUnit, ofYear, labelDay, known);
    if (ofWhole) {
      for (const movement of ofWhole) if (movement.effectiveOn <= until) found.push(movement);
    } else read(ofUnit.unit);
  }
  return found;
}

/** One unit's, in effective order. */
function foldedMovements(reader: Reader, ambito: string, unit: number, span: Span, known: number): Movement[] {
  const { placed, label } = new UnitYear(reader, unit, ambito, span, known).run();
  const unitId = reader.timelines.units.id(unit);
  return placed.map((movement) => ({ unitId, label, ...movement }));
}

/** The movements of a year counted, no unit looked at. */
export function movementCounts(reader: Reader, query: YearQuery, known: number): MovementCount[] {
  const { movements: book } = reader.timelines;
  const { from, to } = spanOf(query);
  return book.counts(reader.ambiti(query.ambito, book.ambiti()), from, to, known);
}

/** The lets of a year counted, by the numbers of their groups; Ambito by Ambito. */
export function visitLets(
  reader: Reader,
  query: YearQuery,
  known: number,
  visit: (ambito: string, byTurns: Int32Array) => void,
): void {
  const { movements: book } = reader.timelines;
  const { from, to } = spanOf(query);
  book.visitLets(reader.ambiti(query.ambito, book.ambiti()), from, to, known, visit);
}

/** Folds one unit and notes the movements on its way. */
class UnitYear {
  readonly #placed: Placed[] = [];
  #today: Happened[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly unit: number,
    private readonly ambito: string,
    private readonly span: Span,
    private readonly known: number,
  ) {}

  run(): { readonly placed: readonly Placed[]; readonly label: string } {
    const { timelines, labels } = this.reader;
    const { fold } = timelines;
    const facts = timelines.facts(this.unit);
    const end = timelines.store.count(this.unit) * WIDTH;
    let day = -Infinity;
    fold.reset();
    for (let at = 0; at < end && facts[at + F.day]! <= this.span.labelDay; at += WIDTH) {
      if (!holds(facts, at, this.known)) continue;
      if (facts[at + F.day] !== day) this.#endDay(fold);
      day = facts[at + F.day]!;
      this.#step(fold, facts, at);
    }
    this.#endDay(fold);
    return { placed: this.#placed, label: labels.label(timelines.units.id(this.unit), fold.aliasList) };
  }

  #step(fold: UnitFold, facts: Int32Array, at: number): void {
    const { kinds } = this.reader.timelines;
    const kind = kinds.kind(facts[at + F.kind]!);
    const day = facts[at + F.day]!;
    const said =
      kind.movement !== null && day >= this.span.from && day <= this.span.to ? this.#happened(fold, kind) : undefined;
    const step = this.reader.timelines.step(facts, at);
    if (!said || step.inert) return;
    this.#today.push({ ...said, eventId: readUuid(facts, at + F.id), effectiveOn: dateOf(day) });
  }

  #happened(fold: UnitFold, kind: FactKind) {
    const { values, transitions } = this.reader.timelines;
    const shape = transitions.shape(fold.shape);
    if (kind.movement === 'release') return { movement: 'release' as const, cause: shape?.titleEnded ?? null };
    const inVoid = shape?.openVoid ?? null;
    return {
      movement: 'let' as const,
      channel: kind.channel!,
      voidSince: inVoid ? values.date(fold.slots[SLOT.voidSince]!) : undefined,
      worksEndedOn: values.date(fold.slots[SLOT.worksEndedOn]!),
      firstLet: inVoid?.firstLet ?? false,
    };
  }

  #endDay(fold: UnitFold): void {
    if (this.#today.length === 0) return;
    const { values, transitions } = this.reader.timelines;
    const shape = transitions.shape(fold.shape)!;
    if (this.ambito === ALL_AMBITI || fold.slots[SLOT.ambito] === this.reader.code(this.ambito)) {
      const owner = values.names.text(fold.slots[SLOT.owner]!);
      const municipality = values.name(fold.slots[SLOT.municipality]!);
      for (const said of this.#today) {
        this.#placed.push({ ...said, owner, municipality, serviceClass: shape.serviceClass });
      }
    }
    this.#today = [];
  }
}
