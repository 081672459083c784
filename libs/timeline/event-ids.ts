const DASH = 45;

/** Character codes of a UUID, written over for each. */
const CHARACTERS = Array.from('00000000-0000-0000-0000-000000000000', (character) => character.charCodeAt(0));
const HEXADECIMAL = Uint8Array.from('0123456789abcdef', (character) => character.charCodeAt(0));

/**
 * The UUID written as four integers, in lowercase. One text: parts put together would all stay in memory with it, five
 * times as much, until somebody looks into it.
 */
export function readUuid(from: Int32Array, at: number): string {
  let place = 0;
  for (let word = at; word < at + 4; word++) {
    for (let shift = 28; shift >= 0; shift -= 4) {
      if (CHARACTERS[place] === DASH) place++;
      CHARACTERS[place++] = HEXADECIMAL[(from[word]! >>> shift) & 0xf]!;
    }
  }
  return String.fromCharCode(...CHARACTERS);
}
