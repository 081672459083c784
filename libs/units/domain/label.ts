import type { Alias } from './vocabulary.js';

/** How a unit is written in a plan: its preferred alias (regional, then the owner's codes), else `provisional:{uuid}`. */
export function unitLabel(unitId: string, aliases: readonly Alias[]): string {
  return preferredAlias(aliases)?.value ?? `provisional:${unitId}`;
}

/** Regional id first, then ALER's code, the municipal code, the printed id; among equals the first given. */
export function preferredAlias(aliases: readonly Alias[]): Alias | undefined {
  return [...aliases].sort((a, b) => preference(a) - preference(b))[0];
}

function preference({ scheme }: Alias): number {
  const order = ['regional', 'aler', 'municipal', 'printed'].indexOf(scheme.split('/')[0]!);
  return order === -1 ? 4 : order;
}
