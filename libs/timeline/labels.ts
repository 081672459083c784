import { preferredAlias, unitLabel } from '#units/domain';
import { Remembered } from './columns.js';
import type { Values } from './values.js';

/** How units are written, remembered by list of aliases. */
export class Labels {
  readonly #labels = new Remembered<string>();
  readonly #ownerCodes = new Remembered<{ readonly owner: string; readonly code: string | null }>();

  constructor(private readonly values: Values) {}

  /** As `unitLabel` of #units/domain. */
  label(unitId: string, list: number): string {
    const known = this.#labels.get(list);
    if (known !== undefined) return known;
    const aliases = this.values.aliases(list);
    if (!preferredAlias(aliases)) return unitLabel(unitId, aliases);
    return this.#labels.set(list, unitLabel(unitId, aliases));
  }

  /** The code that a unit has with its owner (`aler/{owner}`, `municipal/{owner}`), the first given; null without. */
  ownerCode(owner: string, list: number): string | null {
    let known = this.#ownerCodes.get(list);
    if (known?.owner !== owner) {
      const own = [`aler/${owner}`, `municipal/${owner}`];
      const code = this.values.aliases(list).find(({ scheme }) => own.includes(scheme))?.value ?? null;
      known = this.#ownerCodes.set(list, { owner, code });
    }
    return known.code;
  }
}
