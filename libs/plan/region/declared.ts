import { compareNullLast } from '../owners.js';
import type { DeclaredFigure, OwnerDeclaration } from '../facts.js';
import { isPlainCount } from '../figures.js';
import { largerCount } from '../joined-claims.js';
import type { Places } from './places.js';
import { COUNTED_LETTERS } from './unit-letters.js';

/** The figures of one letter that an owner declared for one place, checks apart: see `Claim`. */
export interface DeclaredPlace {
  readonly place: number;
  readonly figures: { readonly figure: DeclaredFigure }[];
  count: number | null | undefined;
}

/** The figures of one letter, by place. */
export type DeclaredPlaces = ReadonlyMap<number, DeclaredPlace>;

export interface DeclaredLetter {
  /** Index among {@link COUNTED_LETTERS}. */
  readonly letter: number;
  readonly byPlace: DeclaredPlaces;
  readonly places: readonly DeclaredPlace[];
  /** A count of the whole owner is among them: what it leaves hangs on all of its places. */
  readonly isOwnerWide: boolean;
}

/** What an owner declared for the plan's year. */
export interface DeclaredLetters {
  readonly counted: readonly DeclaredLetter[];
  readonly h: DeclaredPlaces | undefined;
  readonly ib: DeclaredPlaces | undefined;
  readonly k: DeclaredPlaces | undefined;
}

/**
 * @param slot the owner in its Ambito
 * @param municipality the owner's own
 */
export function declaredLetters(
  { figures }: OwnerDeclaration,
  slot: number,
  municipality: string | null,
  places: Places,
): DeclaredLetters {
  const letters = new Map<string, Map<number, DeclaredPlace>>();
  // A figure of the whole owner stands after that of its own municipality, as in the plan of an Ambito.
  for (const figure of figures.toSorted((a, b) => compareNullLast(a.municipality, b.municipality))) {
    if (figure.basis === 'check' && figure.letter !== 'h' && figure.letter !== 'ib') continue;
    const place = places.placeIn(slot, figure.municipality ?? municipality);
    let letter = letters.get(figure.letter);
    if (!letter) letters.set(figure.letter, (letter = new Map<number, DeclaredPlace>()));
    let declared = letter.get(place);
    if (!declared) letter.set(place, (declared = { place, figures: [], count: undefined }));
    declared.figures.push({ figure });
    if (isPlainCount({ figure })) declared.count = largerCount(declared.count, figure.units);
  }
  const counted = COUNTED_LETTERS.flatMap((name, letter): DeclaredLetter[] => {
    const byPlace = letters.get(name);
    if (!byPlace) return [];
    const said = [...byPlace.values()];
    const isOwnerWide = said.some(({ place, count }) => count !== undefined && places.municipalityOf[place] === null);
    return [{ letter, byPlace, places: said, isOwnerWide }];
  });
  return { counted, h: letters.get('h'), ib: letters.get('ib'), k: letters.get('k') };
}
