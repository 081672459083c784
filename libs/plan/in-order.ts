import { compare } from './owners.js';

/** A list in an order; the list itself where it is in that order already, as what the index gives mostly is. */
export function inOrder<T>(list: readonly T[], order: (a: T, b: T) => number): readonly T[] {
  for (let i = 1; i < list.length; i++) if (order(list[i - 1]!, list[i]!) > 0) return list.toSorted(order);
  return list;
}

/** By label; units of the same label by their ids. */
export function byLabel(
  a: { readonly label: string; readonly unitId: string },
  b: { readonly label: string; readonly unitId: string },
): number {
  return compare(a.label, b.label) || compare(a.unitId, b.unitId);
}
