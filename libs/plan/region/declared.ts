import type { FigureLetter } from '#declarations/domain';
import { compareNullLast } from '../owners.js';
import type { DeclaredFigure, OwnerDeclaration } from '../facts.js';
import { isPlainCount } from '../figures.js';
import { largerCount } from '../joined-claims.js';
import type { Places } from './places.js';

/** The figures of one letter that an owner declared for one place, checks apart: see `Claim`. */
export interface DeclaredPlace {
  readonly figures: { readonly figure: DeclaredFigure }[];
  count: number | null | undefined;
}

/** What an owner declared for the plan's year: by letter, by place. */
export type DeclaredLetters = ReadonlyMap<FigureLetter, ReadonlyMap<number, DeclaredPlace>>;

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
  const letters = new Map<FigureLetter, Map<number, DeclaredPlace>>();
  // A figure of the whole owner stands after that of its own municipality, as in the plan of an Ambito.
  for (const figure of figures.toSorted((a, b) => compareNullLast(a.municipality, b.municipality))) {
    if (figure.basis === 'check' && figure.letter !== 'h' && figure.letter !== 'ib') continue;
    const place = places.placeIn(slot, figure.municipality ?? municipality);
    let letter = letters.get(figure.letter);
    if (!letter) letters.set(figure.letter, (letter = new Map<number, DeclaredPlace>()));
    let declared = letter.get(place);
    if (!declared) letter.set(place, (declared = { figures: [], count: undefined }));
    declared.figures.push({ figure });
    if (isPlainCount({ figure })) declared.count = largerCount(declared.count, figure.units);
  }
  return letters;
}
