import { itemsPart, type SavedPart, type SavedReader } from '#saved-views';
import type { AsOf, CivilDate } from '#temporal';
import { body, type BodyFact, type BodyKind, type BodyState, type MaybeBody } from '#bodies/domain';
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
import type { Convention, LotAtD, OwnerBody, OwnerDeclaration, RegionReference } from '#plan';
import type { DeclarationKey } from '#declarations/domain';
import { Declarations, type KnownDeclaration } from './declarations.js';
import { memberOf } from './members.js';
import { Moments } from './moments.js';
import { NameIndex } from './names.js';
import { Recent } from './recent.js';
import { regionReferenceOf } from './region-reference.js';
import { SeenAlike } from './seen-alike.js';
import { Streams, type KeptEvent } from './streams.js';

/** A body as of a coordinate. */
export interface KnownBody extends BodyState {
  readonly id: string;
}

export interface KnownNotice extends NoticeState {
  readonly id: string;
}

export interface KnownProgramme extends ProgrammeState {
  readonly id: string;
}

export interface KnownConferral extends ConferralState {
  readonly id: string;
}

/** What a name written in a document stands for. Never a guess. */
export type NameLookup =
  | { readonly kind: 'found'; readonly body: KnownBody }
  | { readonly kind: 'ambiguous'; readonly bodies: readonly KnownBody[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** What a plan reads of the directory. */
export interface DirectoryFacts {
  readonly bodies: readonly OwnerBody[];
  readonly declarations: readonly OwnerDeclaration[];
  readonly lots: readonly LotAtD[];
  readonly conferrals: readonly Convention[];
}

/** Suggestions for a name that nobody has. */
const SUGGESTIONS = 3;

/** References of the Region kept: some hundred kilobytes each. */
const REFERENCES = 16;
/** Of each part of what plans of single Ambiti read: some ten kilobytes. */
const PLAN_FACTS = 128;

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
  /** Of bodies and programmes by date and knowledge; of declarations and conferrals by knowledge. */
  readonly #moments = new Moments();
  readonly #references = new Recent<RegionReference>(REFERENCES);
  readonly #planBodies = new SeenAlike<readonly OwnerBody[]>(PLAN_FACTS);
  readonly #planDeclarations = new SeenAlike<readonly OwnerDeclaration[]>(PLAN_FACTS);
  readonly #planLots = new SeenAlike<readonly LotAtD[]>(PLAN_FACTS);
  readonly #planConferrals = new SeenAlike<readonly Convention[]>(PLAN_FACTS);
  #ambiti: { readonly events: number; readonly ambiti: readonly string[] } | undefined;
  readonly #names = new WeakMap<ReadonlyMap<string, MaybeBody>, NameIndex>();

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

  /**
   * Who a name stands for: by the names and spellings recorded, in force as of the coordinate, and by them only.
   * @param kind looks among bodies of that kind alone
   */
  findBodyByName(text: string, asOf: AsOf = {}, kind?: BodyKind): NameLookup {
    const found = this.#namesAt(asOf)
      .find(text)
      .map((id) => this.body(id, asOf)!)
      .filter((known) => kind === undefined || known.kind === kind);
    const [first] = found;
    if (!first) return { kind: 'unknown', nearest: this.nearestNames(text, SUGGESTIONS, asOf) };
    return found.length === 1 ? { kind: 'found', body: first } : { kind: 'ambiguous', bodies: found };
  }

  /** Canonical names nearest to a text, for the message that refuses it. */
  nearestNames(text: string, count: number, asOf: AsOf = {}): readonly string[] {
    return this.#namesAt(asOf).nearest(text, count);
  }

  /** The Comuni that belong to the Ambito. */
  members(ambito: string, asOf: AsOf = {}): readonly KnownBody[] {
    return this.bodies(asOf).filter((known) => memberOf(known).includes(ambito));
  }

  /** Every Ambito that a body was ever said to belong to. */
  ambiti(asOf: AsOf = {}): readonly string[] {
    if (asOf.knownAt !== undefined || asOf.validAt !== undefined) return this.#ambitiAt(asOf);
    if (this.#ambiti?.events !== this.#taken.length) {
      this.#ambiti = { events: this.#taken.length, ambiti: this.#ambitiAt(asOf) };
    }
    return this.#ambiti.ambiti;
  }

  #ambitiAt(asOf: AsOf): readonly string[] {
    const ids = [...this.#bodies.ids()];
    const { knownAt } = asOf;
    const said = ids.flatMap((id) =>
      this.#bodies.facts(id, knownAt === undefined ? {} : { knownAt }).flatMap((fact) => {
        if (fact.type === 'BodyRegistered') return fact.data.ambiti;
        return fact.type === 'AmbitoJoined' ? [fact.data.ambito] : [];
      }),
    );
    return [...new Set(said)].sort();
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
    return [...this.#programmes.states(knowledge(asOf))].flatMap(([id, known]) => {
      if (!known || (ambito !== undefined && known.ambito !== ambito)) return [];
      const then = this.#programmes.state(id, asOf);
      return known.lots.map((lot): LotAtD => {
        const atDate = then?.lots.find((other) => other.lot === lot.lot);
        return {
          programme: id,
          lot: lot.lot,
          name: lot.name,
          owner: known.owner,
          kind: lot.kind,
          formalised: then !== null && then.formalisedOn !== null,
          // Folded as of the date: what has closed by then has closed.
          open: atDate !== undefined && atDate.closedOn === null,
          expectedOn: lot.expectedOn,
          assignableIn: lot.assignableIn,
        };
      });
    });
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

  /**
   * The directory's part of a plan's facts: each part the same object for coordinates that see the same of it. Every body
   * is in it: owners of units need not be members.
   */
  planFacts(ambito: string, year: number, asOf: AsOf): DirectoryFacts {
    const { knownAt } = asOf;
    const byKnowledge = knowledge(asOf);
    const ofYear = `${ambito} ${year}`;
    return {
      bodies: this.#planBodies.get(ambito, asOf, () => this.bodies(asOf).map((known) => ownerBody(known, ambito))),
      declarations: this.#planDeclarations.get(ofYear, byKnowledge, () => this.declarationsFor(ambito, year, knownAt)),
      lots: this.#planLots.get(ambito, asOf, () => this.lots(asOf, ambito)),
      conferrals: this.#planConferrals.get(ambito, byKnowledge, () => this.conventions(knownAt, ambito)),
    };
  }

  /** The directory's part of the Region's plan: the same object for coordinates that see the same. */
  regionReference(year: number, asOf: AsOf): RegionReference {
    return this.#references.get(`${year} ${this.#moments.key(asOf)}`, () => regionReferenceOf(this, year, asOf));
  }

  /** Whether the event is of a stream of the directory's own. */
  #file(aggregate: string, id: string, event: KeptEvent): boolean {
    switch (aggregate) {
      case 'body':
        this.#bodies.apply(id, event);
        this.#moments.note(event.position, effectiveOn(event));
        this.#planBodies.note(event.position, effectiveOn(event));
        return true;
      case 'declaration':
        this.#declarations.apply(event);
        this.#moments.note(event.position);
        this.#planDeclarations.note(event.position);
        return true;
      case 'programme':
        this.#programmes.apply(id, event);
        this.#moments.note(event.position, effectiveOn(event));
        this.#planLots.note(event.position, effectiveOn(event));
        return true;
      case 'conferral':
        this.#conferrals.apply(id, event);
        this.#moments.note(event.position);
        this.#planConferrals.note(event.position);
        return true;
      case 'notice':
        this.#notices.apply(id, event);
        return true;
      default:
        return false;
    }
  }

  #namesAt(asOf: AsOf): NameIndex {
    const states = this.#bodies.states(asOf);
    let index = this.#names.get(states);
    if (!index) {
      const names = [...states].flatMap(([id, state]) =>
        state ? [state.name, ...state.spellings].map((spelling) => ({ id, name: state.name, spelling })) : [],
      );
      index = new NameIndex(names);
      this.#names.set(states, index);
    }
    return index;
  }
}

function knowledge({ knownAt }: AsOf): AsOf {
  return knownAt === undefined ? {} : { knownAt };
}

function effectiveOn({ data }: KeptEvent): CivilDate {
  return (data as { readonly effectiveOn: CivilDate }).effectiveOn;
}

function ownerBody(known: KnownBody, ambito: string): OwnerBody {
  const { id, kind, name, managedBy } = known;
  return {
    id,
    kind,
    name,
    managedBy,
    municipality: kind === 'COMUNE' ? id : null,
    member: memberOf(known).includes(ambito),
  };
}
