import type { BodyFact, BodyKind, BodyState, MaybeBody } from '#bodies/domain';
import type { AsOf } from '#temporal';
import { NameIndex } from './names.js';
import type { Streams } from './streams.js';

/** A body as of a coordinate. */
export interface KnownBody extends BodyState {
  readonly id: string;
}

/** What a name written in a document stands for. Never a guess. */
export type NameLookup =
  | { readonly kind: 'found'; readonly body: KnownBody }
  | { readonly kind: 'ambiguous'; readonly bodies: readonly KnownBody[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[] };

/** Suggestions for a name that nobody has. */
const SUGGESTIONS = 3;

/** The names and spellings of bodies that were recorded, in force as of any coordinate: who they stand for. */
export class BodyNames {
  readonly #names = new WeakMap<ReadonlyMap<string, MaybeBody>, NameIndex>();

  constructor(private readonly bodies: Streams<BodyFact, MaybeBody>) {}

  /**
   * Who a name stands for: by the names and spellings recorded, in force as of the coordinate, and by them only.
   * @param kind looks among bodies of that kind alone
   */
  find(text: string, asOf: AsOf = {}, kind?: BodyKind): NameLookup {
    const states = this.bodies.states(asOf);
    const names = this.#namesOf(states);
    const found = names
      .find(text)
      .map((id): KnownBody => ({ id, ...states.get(id)! }))
      .filter((known) => kind === undefined || known.kind === kind);
    const [first] = found;
    if (!first) return { kind: 'unknown', nearest: names.nearest(text, SUGGESTIONS) };
    return found.length === 1 ? { kind: 'found', body: first } : { kind: 'ambiguous', bodies: found };
  }

  #namesOf(states: ReadonlyMap<string, MaybeBody>): NameIndex {
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
