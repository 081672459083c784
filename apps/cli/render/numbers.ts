import { both, columnWords, type Language, type PlanColumn, type Wording } from '#wording';
import type { CellValue, Column } from '../output/table.js';

/** Put after a figure of which a part is supported by no unit. */
export const UNSUPPORTED_MARK = '*';

export const unsupportedLegend: Wording = both(
  '* non supportato da alloggi: dato dichiarato come solo conteggio (fra parentesi la parte senza alloggi).',
  '* not supported by units: declared as a count only (in brackets the part without units).',
);

/** A figure with its mark: `7 *`, `7 * (5)` where only five of the seven rest on no unit, n.d. where it is not known. */
export function marked(value: number | null, unsupported: number): CellValue {
  if (value === null || unsupported === 0) return value;
  return unsupported === value ? `${value} ${UNSUPPORTED_MARK}` : `${value} ${UNSUPPORTED_MARK} (${unsupported})`;
}

/** The column of a table by the name it has in the JSON contract. */
export function planColumn(name: PlanColumn, language: Language, align: 'left' | 'right' = 'right'): Column {
  return { title: columnWords[name][language], align };
}
