import type { Convention, LotAtD, OwnerBody, OwnerDeclaration, RegionReference } from '#plan';
import type { AsOf, CivilDate } from '#temporal';
import type { KnownBody } from './body-names.js';
import type { Directory } from './directory.js';
import { memberOf } from './members.js';
import { Moments } from './moments.js';
import { Recent } from './recent.js';
import { RegionReferences } from './region-reference.js';
import { SeenAlike } from './seen-alike.js';

/** What a plan reads of the directory. */
export interface DirectoryFacts {
  readonly bodies: readonly OwnerBody[];
  readonly declarations: readonly OwnerDeclaration[];
  readonly lots: readonly LotAtD[];
  readonly conferrals: readonly Convention[];
}

/** References of the Region kept. */
const REFERENCES = 16;
/** Of each part of what plans of single Ambiti read: some ten kilobytes. */
const PLAN_FACTS = 128;

/** What plans read of the directory: the same objects for coordinates that see the same of it. */
export class PlanReferences {
  /** Of bodies and lots by date and knowledge; of declarations and conferrals by knowledge. */
  readonly #moments = new Moments();
  readonly #region = new Recent<RegionReference>(REFERENCES);
  readonly #regionParts: RegionReferences;
  readonly #parts = {
    bodies: new SeenAlike<readonly OwnerBody[]>(PLAN_FACTS),
    declarations: new SeenAlike<readonly OwnerDeclaration[]>(PLAN_FACTS),
    lots: new SeenAlike<readonly LotAtD[]>(PLAN_FACTS),
    conferrals: new SeenAlike<readonly Convention[]>(PLAN_FACTS),
  };

  constructor(private readonly directory: Directory) {
    this.#regionParts = new RegionReferences(directory);
  }

  /**
   * Notes an event that the directory took in, in the order of the log; one noted already is passed over.
   * @param effectiveOn absent for an event that is read by knowledge alone
   */
  note(part: keyof DirectoryFacts, position: number, effectiveOn?: CivilDate): void {
    this.#moments.note(position, effectiveOn);
    this.#parts[part].note(position, effectiveOn);
    this.#regionParts.note(part, position, effectiveOn);
  }

  /**
   * The directory's part of a plan's facts: each part the same object for coordinates that see the same of it. Every body
   * is in it: owners of units need not be members.
   */
  facts(ambito: string, year: number, asOf: AsOf): DirectoryFacts {
    const { directory } = this;
    const { bodies, declarations, lots, conferrals } = this.#parts;
    const { knownAt } = asOf;
    const byKnowledge: AsOf = knownAt === undefined ? {} : { knownAt };
    return {
      bodies: bodies.get(ambito, asOf, () => directory.bodies(asOf).map((known) => ownerBody(known, ambito))),
      declarations: declarations.get(`${ambito} ${year}`, byKnowledge, () =>
        directory.declarationsFor(ambito, year, knownAt),
      ),
      lots: lots.get(ambito, asOf, () => directory.lots(asOf, ambito)),
      conferrals: conferrals.get(ambito, byKnowledge, () => directory.conventions(knownAt, ambito)),
    };
  }

  /** The directory's part of the Region's plan: the same object for coordinates that see the same. */
  region(year: number, asOf: AsOf): RegionReference {
    return this.#region.get(`${year} ${this.#moments.key(asOf)}`, () => this.#regionParts.get(year, asOf));
  }
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
