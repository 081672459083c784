import { preferredAlias, unitLabel } from '#units/domain';
import type { Values } from './values.js';

/** How units are written, remembered by list of aliases. */
export class Labels {
  readonly #labels: (string | null)[] = [];
  readonly #ownerCodes: ({ readonly owner: string; readonly code: string | null } | undefined)[] = [];

  constructor(private readonly values: Values) {}

  /** As `unitLabel` of #units/domain. */
  label(unitId: string, list: number): string {
    const known = this.#labels[list];
    if (typeof known === 'string') return known;
    const aliases = this.values.aliases(list);
    if (!preferredAlias(aliases)) return unitLabel(unitId, aliases);
    return (this.#labels[list] = unitLabel(unitId, aliases));
  }

  /** The code that a unit has with its owner (`aler/{owner}`, `municipal/{owner}`), the first given; null without. */
  ownerCode(owner: string, list: number): string | null {
    let known = this.#ownerCodes[list];
    if (known?.owner !== owner) {
      const own = [`aler/${owner}`, `municipal/${owner}`];
      const code = this.values.aliases(list).find(({ scheme }) => own.includes(scheme))?.value ?? null;
      this.#ownerCodes[list] = known = { owner, code };
    }
    return known.code;
  }
}
