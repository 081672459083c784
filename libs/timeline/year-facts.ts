import type { AssignmentOfYear } from '#plan';
import { dateOf, dayOf } from './days.js';
import { readUuid } from './event-ids.js';
import type { FactKind } from './fact-kinds.js';
import { F, WIDTH } from './fact-store.js';
import { holds } from './holds.js';
import type { Let, Movement, Release, YearQuery } from './queries.js';
import type { Reader } from './reader.js';
import { SLOT } from './shapes.js';
import type { UnitFold } from './unit-fold.js';

/** The days of a year that a question looks at, and the day whose labels it wants. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly labelDay: number;
}

/** What a movement says before it is known where the unit stood at the end of the day, and what its label is. */
type Happened = { readonly eventId: string; readonly effectiveOn: string } & (
  Pick<Release, 'movement' | 'cause'> | Pick<Let, 'movement' | 'channel' | 'voidSince' | 'worksEndedOn' | 'firstLet'>
);

type Placed = Happened & { readonly owner: string; readonly municipality: string | null } & Pick<Let, 'serviceClass'>;

/**
 * Assignments that had effect in a year, swaps included: those of units that stood in the Ambito at the end of that
 * day. Owner, municipality and class are of that moment too; the label is as of the date asked about.
 */
export function assignments(reader: Reader, query: YearQuery, known: number): AssignmentOfYear[] {
  return movements(reader, query, known).flatMap((movement) => {
    if (movement.movement === 'release') return [];
    const { unitId, label, owner, municipality, serviceClass, channel, effectiveOn, eventId } = movement;
    return [{ unitId, label, owner, municipality, serviceClass, channel, effectiveOn, eventId }];
  });
}

/** Releases and lets that had effect in a year; by unit in the order of the log, then in effective order. */
export function movements(reader: Reader, query: YearQuery, known: number): Movement[] {
  const span = spanOf(query);
  const found: Movement[] = [];
  for (const unit of reader.unitsEverIn(query.ambito)) {
    const { placed, label } = new UnitYear(reader, unit, query.ambito, span, known).run();
    const unitId = reader.timelines.unitIds[unit]!;
    for (const movement of placed) found.push({ unitId, label, ...movement });
  }
  return found;
}

function spanOf({ year, validAt }: YearQuery): Span {
  const text = String(year).padStart(4, '0');
  const last = dayOf(`${text}-12-31`);
  const labelDay = validAt === undefined ? last : dayOf(validAt);
  return { from: dayOf(`${text}-01-01`), to: Math.min(last, labelDay), labelDay };
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
    return { placed: this.#placed, label: labels.label(timelines.unitIds[this.unit]!, fold.aliasList) };
  }

  #step(fold: UnitFold, facts: Int32Array, at: number): void {
    const { kinds } = this.reader.timelines;
    const kind = kinds.kind(facts[at + F.kind]!);
    const day = facts[at + F.day]!;
    const moves = kind.type === 'UnitReleased' || kind.type === 'UnitAssigned';
    const said = moves && day >= this.span.from && day <= this.span.to ? this.#happened(fold, kind) : undefined;
    const step = fold.step(kind, facts[at + F.value]!, day, facts[at + F.revision]!);
    if (!said || step.inert) return;
    this.#today.push({ ...said, eventId: readUuid(facts, at + F.id), effectiveOn: dateOf(day) });
  }

  #happened(fold: UnitFold, kind: FactKind) {
    const { values, transitions } = this.reader.timelines;
    const shape = transitions.shape(fold.shape);
    if (kind.type === 'UnitReleased') return { movement: 'release' as const, cause: shape?.titleEnded ?? null };
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
    if (this.reader.isIn(this.ambito, fold.slots[SLOT.ambito]!)) {
      const owner = values.names.text(fold.slots[SLOT.owner]!);
      const municipality = values.name(fold.slots[SLOT.municipality]!);
      for (const said of this.#today) {
        this.#placed.push({ ...said, owner, municipality, serviceClass: shape.serviceClass });
      }
    }
    this.#today = [];
  }
}
