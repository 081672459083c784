import { preferredAlias, unitLabel } from '#units/domain';
import type { Values } from './values.js';

/** How units are written, remembered by list of aliases. */
export class Labels {
  readonly #labels: (string | null)[] = [];

  constructor(private readonly values: Values) {}

  /** As `unitLabel` of #units/domain. */
  label(unitId: string, list: number): string {
    const known = this.#labels[list];
    if (typeof known === 'string') return known;
    const aliases = this.values.aliases(list);
    if (!preferredAlias(aliases)) return unitLabel(unitId, aliases);
    return (this.#labels[list] = unitLabel(unitId, aliases));
  }
}

/** The code that a unit has with its owner (`aler/{owner}`, `municipal/{owner}`), the first given; null without. */
export function ownerCode(
  owner: string,
  aliases: readonly { readonly scheme: string; readonly value: string }[],
): string | null {
  const own = [`aler/${owner}`, `municipal/${owner}`];
  return aliases.find((alias) => own.includes(alias.scheme))?.value ?? null;
}
