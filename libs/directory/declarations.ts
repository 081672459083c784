import {
  declaration,
  declarationKeyOf,
  type DeclarationFact,
  type DeclarationKey,
  type DeclarationState,
} from '#declarations/domain';
import type { OwnerDeclaration } from '#plan';
import type { CivilDate } from '#temporal';
import { Streams, type KeptEvent } from './streams.js';

/** A declaration as known. */
export interface KnownDeclaration extends DeclarationKey, DeclarationState {}

/** A declaration's key with the name of its stream. */
interface NamedDeclaration extends DeclarationKey {
  readonly stream: string;
}

/** The owners' declarations: read by Ambito, year and knowledge, never by the valid date. */
export class Declarations {
  readonly #streams = new Streams<DeclarationFact, DeclarationState>(declaration);
  /** By Ambito and owner, by year. */
  readonly #byOwner = new Map<string, Map<string, NamedDeclaration[]>>();

  /** @throws RangeError when the stream's name is none of a declaration, or an event in between is missing */
  apply(event: KeptEvent): void {
    const { stream, revision } = event;
    const key = declarationKeyOf(stream);
    if (!key) throw new RangeError(`${stream} does not name a declaration`);
    const isNew = revision === 0 && this.#streams.stream(stream).length === 0;
    this.#streams.apply(stream, event);
    if (isNew) this.#file({ ...key, stream });
  }

  /** Declarations that match and of which anything is known, by Ambito, owner and year. */
  matching(search: Partial<DeclarationKey>, knownAt?: number): readonly KnownDeclaration[] {
    const keys = [...this.#byOwner.values()].flatMap((owners) => [...owners.values()].flat());
    return keys
      .filter(
        (key) =>
          (search.ambito === undefined || key.ambito === search.ambito) &&
          (search.owner === undefined || key.owner === search.owner) &&
          (search.year === undefined || key.year === search.year) &&
          this.#isKnown(key, knownAt),
      )
      .map(({ stream, ...key }) => ({ ...key, ...this.#streams.state(stream, known(knownAt)) }))
      .sort((a, b) => compare(a.ambito, b.ambito) || compare(a.owner, b.owner) || a.year - b.year);
  }

  /** Every owner's declaration of the year, or its last earlier one where none of the year is known; by owner. */
  ofYear(ambito: string, year: number, knownAt?: number): readonly OwnerDeclaration[] {
    return [...(this.#byOwner.get(ambito) ?? [])]
      .sort(([a], [b]) => compare(a, b))
      .flatMap(([owner, keys]) => {
        const last = keys.findLast((key) => key.year <= year && this.#isKnown(key, knownAt));
        return last ? [this.#declared(last, this.firstCensusOn(owner, knownAt, ambito), knownAt)] : [];
      });
  }

  /**
   * Date of the owner's first stock count known, in any year; null when there is none.
   * @param ambito only counts of the stock in that Ambito
   */
  firstCensusOn(owner: string, knownAt?: number, ambito?: string): CivilDate | null {
    const ambiti = ambito === undefined ? this.#byOwner.values() : [this.#byOwner.get(ambito)];
    let first: CivilDate | null = null;
    for (const owners of ambiti) {
      for (const { stream } of owners?.get(owner) ?? []) {
        const on = this.#streams.state(stream, known(knownAt)).firstCountedOn;
        if (on !== null && (first === null || on < first)) first = on;
      }
    }
    return first;
  }

  #file(key: NamedDeclaration): void {
    const owners = this.#byOwner.get(key.ambito) ?? new Map<string, NamedDeclaration[]>();
    const keys = [...(owners.get(key.owner) ?? []), key].sort((a, b) => a.year - b.year);
    this.#byOwner.set(key.ambito, owners.set(key.owner, keys));
  }

  #isKnown({ stream }: NamedDeclaration, knownAt?: number): boolean {
    return this.#streams.facts(stream, known(knownAt)).length > 0;
  }

  #declared(key: NamedDeclaration, firstCensusOn: CivilDate | null, knownAt?: number): OwnerDeclaration {
    const { status, counted, figures } = this.#streams.state(key.stream, known(knownAt));
    return { owner: key.owner, year: key.year, status: status ?? 'missing', firstCensusOn, counted, figures };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function known(knownAt: number | undefined) {
  return knownAt === undefined ? {} : { knownAt };
}
