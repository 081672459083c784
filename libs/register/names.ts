import type { Directory, NameLookup } from '#directory';
import type { AsOf } from '#temporal';
import { UnknownName } from './errors.js';

/**
 * The id of the body that a text names: its id, or a name or spelling recorded. Never a guess.
 * @throws UnknownName with the nearest names
 */
export function bodyOf(directory: Directory, text: string, asOf: AsOf = {}): string {
  return directory.isBody(text) ? text : idIn(directory.names.find(text, asOf), text);
}

/** The ISTAT code of the municipality that a text names. @throws UnknownName */
export function municipalityOf(directory: Directory, text: string, asOf: AsOf = {}): string {
  return directory.isMunicipality(text) ? text : idIn(directory.names.find(text, asOf, 'COMUNE'), text);
}

function idIn(lookup: NameLookup, text: string): string {
  if (lookup.kind === 'found') return lookup.body.id;
  throw new UnknownName(text, lookup.kind === 'ambiguous' ? lookup.bodies.map(({ name }) => name) : lookup.nearest);
}
