const LENGTH = 36;
const DASH = 45;

/** By character code, the value of a hexadecimal digit in lowercase; -1 for any other character. */
const DIGITS = Int8Array.from({ length: 256 }, (_, code) => '0123456789abcdef'.indexOf(String.fromCharCode(code)));

/** Character codes of a UUID, written over for each. */
const CHARACTERS = Array.from('00000000-0000-0000-0000-000000000000', (character) => character.charCodeAt(0));
const HEXADECIMAL = Uint8Array.from('0123456789abcdef', (character) => character.charCodeAt(0));

/**
 * Writes the UUID that a text ends with, from a place on, as four integers.
 * @returns false when it is no UUID in lowercase; what was written then means nothing
 */
export function writeUuid(text: string, from: number, into: Int32Array, at: number): boolean {
  if (text.length !== from + LENGTH || !hasDashes(text, from)) return false;
  let valid = 0;
  let digits = 0;
  let word = 0;
  for (let i = from; i < from + LENGTH; i++) {
    const char = text.charCodeAt(i);
    if (char === DASH) continue;
    const digit = char < 256 ? DIGITS[char]! : -1;
    valid |= digit;
    word = (word << 4) | digit;
    if ((++digits & 7) === 0) into[at + (digits >> 3) - 1] = word;
  }
  return digits === 32 && valid >= 0;
}

function hasDashes(text: string, from: number): boolean {
  return (
    text.charCodeAt(from + 8) === DASH &&
    text.charCodeAt(from + 13) === DASH &&
    text.charCodeAt(from + 18) === DASH &&
    text.charCodeAt(from + 23) === DASH
  );
}

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
