import type { StoredEvent } from '#event-store';
import {
  declaration,
  declarationKeyOf,
  type DeclarationFact,
  type DeclarationKey,
  type DeclarationState,
} from '#declarations/domain';
import type { OwnerDeclaration } from '#plan';
import type { CivilDate } from '#temporal';
import { Streams } from './streams.js';

/** A declaration as known. */
export interface KnownDeclaration extends DeclarationKey, DeclarationState {}

/** The owners' declarations: read by Ambito, year and knowledge, never by the valid date. */
export class Declarations {
  readonly #streams = new Streams<DeclarationFact, DeclarationState>(declaration);
  /** Keys by Ambito and owner. */
  readonly #byOwner = new Map<string, Map<string, DeclarationKey[]>>();

  /** @throws RangeError when the stream's name is none of a declaration, or an event in between is missing */
  apply(event: StoredEvent): void {
    const { stream, revision } = event;
    const key = declarationKeyOf(stream);
    if (!key) throw new RangeError(`${stream} does not name a declaration`);
    const isNew = revision === 0 && this.#streams.stream(stream).length === 0;
    this.#streams.apply(stream, event);
    if (isNew) this.#file(key);
  }

  /** A declaration as known; its state says nothing when there is none. */
  state(key: DeclarationKey, knownAt?: number): DeclarationState {
    return this.#streams.state(streamOf(key), known(knownAt));
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
      .map((key) => ({ ...key, ...this.state(key, knownAt) }))
      .sort((a, b) => compare(a.ambito, b.ambito) || compare(a.owner, b.owner) || a.year - b.year);
  }

  /** Every owner's declaration of the year, or its last earlier one where none of the year is known; by owner. */
  ofYear(ambito: string, year: number, knownAt?: number): readonly OwnerDeclaration[] {
    return [...(this.#byOwner.get(ambito) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([owner, keys]) => {
        const last = keys.filter((key) => key.year <= year && this.#isKnown(key, knownAt)).at(-1);
        return last ? [this.#declared(last, this.firstCensusOn(owner, knownAt, ambito), knownAt)] : [];
      });
  }

  /**
   * Date of the owner's first stock count known, in any year; null when there is none.
   * @param ambito only counts of the stock in that Ambito
   */
  firstCensusOn(owner: string, knownAt?: number, ambito?: string): CivilDate | null {
    const ambiti = ambito === undefined ? [...this.#byOwner.values()] : [this.#byOwner.get(ambito)];
    const dates = ambiti
      .flatMap((owners) => owners?.get(owner) ?? [])
      .flatMap((key) => this.state(key, knownAt).firstCountedOn ?? []);
    return dates.sort()[0] ?? null;
  }

  #file(key: DeclarationKey): void {
    const owners = this.#byOwner.get(key.ambito) ?? new Map<string, DeclarationKey[]>();
    const keys = [...(owners.get(key.owner) ?? []), key].sort((a, b) => a.year - b.year);
    this.#byOwner.set(key.ambito, owners.set(key.owner, keys));
  }

  #isKnown(key: DeclarationKey, knownAt?: number): boolean {
    return this.#streams.facts(streamOf(key), known(knownAt)).length > 0;
  }

  #declared(key: DeclarationKey, firstCensusOn: CivilDate | null, knownAt?: number): OwnerDeclaration {
    const { status, counted, figures } = this.state(key, knownAt);
    return { owner: key.owner, year: key.year, status: status ?? 'missing', firstCensusOn, counted, figures };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function streamOf({ ambito, year, owner }: DeclarationKey): string {
  return `declaration-${ambito}-${year}-${owner}`;
}

function known(knownAt: number | undefined) {
  return knownAt === undefined ? {} : { knownAt };
}
