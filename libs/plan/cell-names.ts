import type { Cell } from './document.js';

/** Names a cell of the plan: `letter/ownerKind-or-owner/municipality/column`, e.g. `g/ALER/Cremona/renovation`. */
export type CellNamer = (letter: string, row: Cell, column: string) => string;

/**
 * The kind names the owner where it is enough: a Comune in its own municipality, ALER where there is only one. A dash
 * stands for no known municipality.
 * @param owners every owner of the plan
 */
export function cellNamer(owners: Iterable<Pick<Cell, 'owner' | 'ownerKind'>>): CellNamer {
  const alers = new Set<string>();
  for (const { owner, ownerKind } of owners) if (ownerKind === 'ALER') alers.add(owner);
  return (letter, { owner, ownerKind, municipality }, column) => {
    const isPlain = ownerKind === 'COMUNE' ? owner === municipality : ownerKind === 'ALER' && alers.size === 1;
    return `${letter}/${isPlain ? ownerKind : owner}/${municipality ?? '-'}/${column}`;
  };
}
