import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { AsOf, CivilDate } from '#temporal';
import { body, type BodyFact, type BodyKind, type MaybeBody } from '#bodies/domain';
import {
  conferral,
  isOpenOn as conventionIsOpenOn,
  type ConferralFact,
  type ConferralState,
  type MaybeConferral,
} from '#conferrals/domain';
import {
  isOpenOn as noticeIsOpenOn,
  notice,
  type MaybeNotice,
  type NoticeFact,
  type NoticeState,
} from '#notices/domain';
import {
  isOpenOn as lotIsOpenOn,
  programme,
  type MaybeProgramme,
  type ProgrammeFact,
  type ProgrammeState,
} from '#programmes/domain';
import type { Convention, LotAtD, OwnerDeclaration } from '#plan';
import type { DeclarationKey } from '#declarations/domain';
import { BodyNames, type KnownBody } from './body-names.js';
import { Declarations, type KnownDeclaration } from './declarations.js';
import { lotsOf } from './lots.js';
import { ambitiOf, memberOf } from './members.js';
import { PlanReferences } from './plan-references.js';
import { Streams, type KeptEvent } from './streams.js';

export interface KnownNotice extends NoticeState {
  readonly id: string;
}

export interface KnownProgramme extends ProgrammeState {
  readonly id: string;
}

export interface KnownConferral extends ConferralState {
  readonly id: string;
}

/**
 * Bodies, declarations, programmes, conferrals and notices, whole and in memory: they are few. Answers as of any date
 * and any position of the log; a coordinate left out means every date, everything known.
 */
export class Directory {
  /** What was taken in, in the order of the log. */
  readonly #taken: KeptEvent[] = [];
  readonly #bodies = new Streams<BodyFact, MaybeBody>(body);
  readonly #programmes = new Streams<ProgrammeFact, MaybeProgramme>(programme);
  readonly #conferrals = new Streams<ConferralFact, MaybeConferral>(conferral);
  readonly #notices = new Streams<NoticeFact, MaybeNotice>(notice);
  readonly #declarations = new Declarations();
  #ambiti: { readonly events: number; readonly ambiti: readonly string[] } | undefined;
  /** Who names stand for. */
  readonly names = new BodyNames(this.#bodies);
  /** What plans read of it. */
  readonly plans = new PlanReferences(this);

  /**
   * Takes in an event of the log; one it knows already, or of a stream that is not its own, is passed over.
   * @throws RangeError when an event of the stream in between is missing
   */
  apply({ id, stream, revision, position, type, data }: KeptEvent): void {
    const event = { id, stream, revision, position, type, data };
    const dash = stream.indexOf('-');
    if (this.#file(stream.slice(0, dash), stream.slice(dash + 1), event)) this.#taken.push(event);
  }

  capture(): SavedPart {
    return itemsPart('directory', this.#taken);
  }

  restore(from: SavedReader): void {
    const texts = new Map<string, string>();
    /** The same text for the same characters: each event was written with a copy of its own. */
    const once = (text: string): string => texts.get(text) ?? (texts.set(text, text), text);
    for (const event of from.items<KeptEvent>('directory')) {
      this.apply({ ...event, stream: once(event.stream), type: once(event.type) });
    }
  }

  /** Every body, by id. */
  bodies(asOf: AsOf = {}): readonly KnownBody[] {
    return [...this.#bodies.states(asOf)].flatMap(([id, state]) => (state ? [{ id, ...state }] : []));
  }

  body(id: string, asOf: AsOf = {}): KnownBody | null {
    const state = this.#bodies.state(id, asOf);
    return state && { id, ...state };
  }

  /** True when the body is known, on whatever date. */
  isBody(id: string): boolean {
    return this.#bodies.state(id) !== null;
  }

  /** True for the ISTAT code of a Comune, living or ended. */
  isMunicipality(code: string): boolean {
    return this.#bodies.state(code)?.kind === 'COMUNE';
  }

  kindOf(id: string, on: CivilDate): BodyKind | null {
    return this.#bodies.state(id, { validAt: on })?.kind ?? null;
  }

  /** The Comuni that belong to the Ambito. */
  members(ambito: string, asOf: AsOf = {}): readonly KnownBody[] {
    return this.bodies(asOf).filter((known) => memberOf(known).includes(ambito));
  }

  /** Every Ambito that a body was ever said to belong to. */
  ambiti(asOf: AsOf = {}): readonly string[] {
    if (asOf.knownAt !== undefined || asOf.validAt !== undefined) return ambitiOf(this.#bodies, asOf);
    if (this.#ambiti?.events !== this.#taken.length) {
      this.#ambiti = { events: this.#taken.length, ambiti: ambitiOf(this.#bodies, asOf) };
    }
    return this.#ambiti.ambiti;
  }

  /** The body is there on that day and belongs to the Ambito. */
  ownerInAmbito(owner: string, ambito: string, on: CivilDate): boolean {
    const state = this.#bodies.state(owner, { validAt: on });
    return state !== null && state.mergedInto === null && state.ambiti.includes(ambito);
  }

  municipalityInAmbito(municipality: string, ambito: string, on: CivilDate): boolean {
    return this.kindOf(municipality, on) === 'COMUNE' && this.ownerInAmbito(municipality, ambito, on);
  }

  /** The Comune that the code's territory belongs to, through mergers; the code itself while it lasts. */
  successorOf(municipality: string, asOf: AsOf = {}): string {
    const seen = new Set<string>();
    let code = municipality;
    for (;;) {
      const next = this.#bodies.state(code, asOf)?.mergedInto ?? null;
      if (next === null || seen.has(next)) return code;
      seen.add(code);
      code = next;
    }
  }

  /**
   * Every lot known, as it is on the date; expected dates and the year it is assignable in are read by knowledge alone.
   * @param ambito only lots of its programmes
   */
  lots(asOf: AsOf = {}, ambito?: string): readonly LotAtD[] {
    return lotsOf(this.#programmes, asOf, ambito);
  }

  /** The lot is open on that day, as now known. */
  lotOpen(programmeId: string, lotId: string, on: CivilDate): boolean {
    const lot = this.#programmes.state(programmeId)?.lots.find((other) => other.lot === lotId);
    return lot !== undefined && lotIsOpenOn(lot, on);
  }

  /** Conventions with private owners, known: a convention has its own dates, so no date is asked. */
  conventions(knownAt?: number, ambito?: string): readonly Convention[] {
    const states = this.#conferrals.states(knownAt === undefined ? {} : { knownAt });
    return [...states].flatMap(([id, state]) => {
      if (!state || (ambito !== undefined && state.ambito !== ambito)) return [];
      return [{ id, from: state.from, until: state.until }];
    });
  }

  conventionOpen(conferralId: string, on: CivilDate): boolean {
    const state = this.#conferrals.state(conferralId);
    return state !== null && conventionIsOpenOn(state, on);
  }

  notices(asOf: AsOf = {}): readonly KnownNotice[] {
    return [...this.#notices.states(asOf)].flatMap(([id, state]) => (state ? [{ id, ...state }] : []));
  }

  noticeOpen(noticeId: string, on: CivilDate): boolean {
    const state = this.#notices.state(noticeId);
    return state !== null && noticeIsOpenOn(state, on);
  }

  /** Every programme, by id. */
  programmes(asOf: AsOf = {}): readonly KnownProgramme[] {
    return [...this.#programmes.states(asOf)].flatMap(([id, state]) => (state ? [{ id, ...state }] : []));
  }

  /** Every private conferral, by id. */
  conferrals(asOf: AsOf = {}): readonly KnownConferral[] {
    return [...this.#conferrals.states(asOf)].flatMap(([id, state]) => (state ? [{ id, ...state }] : []));
  }

  /** Declarations that match, by Ambito, owner and year, as known. */
  declarations(search: Partial<DeclarationKey> = {}, knownAt?: number): readonly KnownDeclaration[] {
    return this.#declarations.matching(search, knownAt);
  }

  /** Declarations of the year known, with the last earlier one of each owner that has none for the year. */
  declarationsFor(ambito: string, year: number, knownAt?: number): readonly OwnerDeclaration[] {
    return this.#declarations.ofYear(ambito, year, knownAt);
  }

  /** Date of the owner's first stock count known, in any year; null when its units come from no census. */
  firstCensusOn(owner: string, knownAt?: number, ambito?: string): CivilDate | null {
    return this.#declarations.firstCensusOn(owner, knownAt, ambito);
  }

  /** Whether the event is of a stream of the directory's own. */
  #file(aggregate: string, id: string, event: KeptEvent): boolean {
    const { position } = event;
    switch (aggregate) {
      case 'body':
        this.#bodies.apply(id, event);
        this.plans.note('bodies', position, effectiveOn(event));
        return true;
      case 'declaration':
        this.#declarations.apply(event);
        this.plans.note('declarations', position);
        return true;
      case 'programme':
        this.#programmes.apply(id, event);
        this.plans.note('lots', position, effectiveOn(event));
        return true;
      case 'conferral':
        this.#conferrals.apply(id, event);
        this.plans.note('conferrals', position);
        return true;
      case 'notice':
        this.#notices.apply(id, event);
        return true;
      default:
        return false;
    }
  }
}

function effectiveOn({ data }: KeptEvent): CivilDate {
  return (data as { readonly effectiveOn: CivilDate }).effectiveOn;
}
