import type { DeclarationKey } from './events.js';

// The year is the first part of the name that can be one.
const NAME = /^declaration-(.+?)-(\d{4})-(.+)$/;

/**
 * The stream of a declaration.
 * @throws RangeError when the Ambito's id holds a part that reads as a year, so that the name could be read two ways
 */
export function declarationStream({ ambito, year, owner }: DeclarationKey): string {
  const name = `declaration-${ambito}-${year}-${owner}`;
  const read = declarationKeyOf(name);
  if (read?.ambito !== ambito || read.year !== year) throw new RangeError(`${name} cannot name a declaration's stream`);
  return name;
}

/** The declaration that a stream is, or undefined when it is none. */
export function declarationKeyOf(stream: string): DeclarationKey | undefined {
  const match = NAME.exec(stream);
  return match ? { ambito: match[1]!, year: Number(match[2]), owner: match[3]! } : undefined;
}
