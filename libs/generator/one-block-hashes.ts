/**
 * SHA-1 and SHA-256 (FIPS 180-4) of messages that fit in one block of 64 bytes. A generated history asks for two of
 * them an event: a call into the platform's library costs more than the sum itself.
 */

const SCHEDULE_1 = new Int32Array(80);
const SCHEDULE_256 = new Int32Array(64);

/** SHA-1 of a padded block of 16 words, into the first 5 words of `out`. */
export function sha1Block(block: Int32Array, out: Int32Array): void {
  const w = SCHEDULE_1;
  w.set(block);
  for (let i = 16; i < 80; i++) {
    const x = w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!;
    w[i] = (x << 1) | (x >>> 31);
  }
  let a = 0x67452301;
  let b = 0xefcdab89 | 0;
  let c = 0x98badcfe | 0;
  let d = 0x10325476;
  let e = 0xc3d2e1f0 | 0;
  for (let i = 0; i < 80; i++) {
    const f =
      i < 20
        ? ((b & c) | (~b & d)) + 0x5a827999
        : i < 40
          ? (b ^ c ^ d) + 0x6ed9eba1
          : i < 60
            ? ((b & c) | (b & d) | (c & d)) + (0x8f1bbcdc | 0)
            : (b ^ c ^ d) + (0xca62c1d6 | 0);
    const t = (((a << 5) | (a >>> 27)) + f + e + w[i]!) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = t;
  }
  out[0] = a + 0x67452301;
  out[1] = b + (0xefcdab89 | 0);
  out[2] = c + (0x98badcfe | 0);
  out[3] = d + 0x10325476;
  out[4] = e + (0xc3d2e1f0 | 0);
}

const PRIMES = firstPrimes(64);
const K256 = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START_256 = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

/** SHA-256 of a padded block of 16 words, into the 8 words of `out`. */
export function sha256Block(block: Int32Array, out: Int32Array): void {
  const w = SCHEDULE_256;
  w.set(block);
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
    const s1 = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
  }
  out.set(START_256);
  let [a, b, c, d, e, f, g, h] = START_256 as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K256[i]! + w[i]!) | 0;
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  out[0]! += a;
  out[1]! += b;
  out[2]! += c;
  out[3]! += d;
  out[4]! += e;
  out[5]! += f;
  out[6]! += g;
  out[7]! += h;
}

function rotated(x: number, bits: number): number {
  return (x >>> bits) | (x << (32 - bits));
}

/** The first 32 bits of the fraction of a number. */
function fraction(x: number): number {
  return Math.floor((x - Math.floor(x)) * 4_294_967_296) | 0;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return primes;
}
