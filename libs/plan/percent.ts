import type { Rounding } from './rule-sets/index.js';

/** `percent`% of a number of units, rounded to whole units. Integer arithmetic: 0.2 + 0.1 is not 0.3. */
export function percentOf(percent: number, units: number, rounding: Rounding): number {
  const hundredths = percent * units;
  switch (rounding) {
    case 'up':
      return Math.floor((hundredths + 99) / 100);
    case 'half-up':
      return Math.floor((hundredths + 50) / 100);
    case 'down':
      return Math.floor(hundredths / 100);
    default:
      return unknownRounding(rounding);
  }
}

/** The share of a part in a whole as an integer percentage, half up; null when there is no whole. */
export function sharePercent(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null;
  return Math.floor((200 * part + whole) / (2 * whole));
}

function unknownRounding(rounding: never): never {
  throw new TypeError(`not a rounding: ${String(rounding)}`);
}
