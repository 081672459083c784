/** The polynomial of CRC-32 with its bits turned round. */
const POLYNOMIAL = 0xed_b8_83_20;
const ONE = 1 << 31;

/** Most lengths whose shift is remembered: nearly every event is shorter. */
const REMEMBERED = 4_096;
/** By length in bytes: what a checksum is multiplied by when so many bytes follow; 0 where that was not asked for yet. */
const shifts = new Int32Array(REMEMBERED);

/**
 * The CRC-32 of two texts put together, of which only the checksums are known: so that one look at a page's bytes holds all of
 * its events' checksums against them. All are signed 32-bit integers; the checksum of nothing is 0.
 * @param length bytes of the second
 */
export function crcOfBoth(first: number, second: number, length: number): number {
  return product(shiftBy(length), first) ^ second;
}

function shiftBy(length: number): number {
  if (length >= REMEMBERED) return power(length);
  return (shifts[length] ||= power(length));
}

/** x to the power of 8 times the length, by squaring. */
function power(length: number): number {
  let result = ONE;
  let square = ONE >>> 8;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = product(square, result);
    square = product(square, square);
  }
  return result;
}

/** The product of two polynomials over GF(2), modulo that of CRC-32; the bit of x to the power of 0 is the topmost. */
function product(a: number, b: number): number {
  let sum = 0;
  for (let rest = a, multiple = b; rest !== 0; rest <<= 1) {
    if (rest < 0) sum ^= multiple;
    multiple = (multiple >>> 1) ^ (POLYNOMIAL & -(multiple & 1));
  }
  return sum;
}
