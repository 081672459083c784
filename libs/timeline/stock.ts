import type { StockRow } from '#plan';
import type { Reader } from './reader.js';

const COLUMN = { SAP: 'sap', SAS: 'sas', OTHER: 'other' } as const;

/** Units in stock by owner and municipality, one column a class. */
export function stock(reader: Reader, ambito: string, day: number, known: number): StockRow[] {
  const { cells, transitions, values } = reader.timelines;
  const rows = new Map<number, { -readonly [F in keyof StockRow]: StockRow[F] }>();
  reader.eachUnit(ambito, day, known, (_, cell) => {
    const shape = transitions.shape(cells.shape(cell))!;
    if (shape.stock !== 'IN_STOCK') return;
    const owner = cells.owner(cell);
    const municipality = cells.municipality(cell);
    const key = owner * 0x100000000 + (municipality >>> 0);
    let row = rows.get(key);
    if (!row) {
      row = { owner: values.names.text(owner), municipality: values.name(municipality), sap: 0, sas: 0, other: 0 };
      rows.set(key, row);
    }
    row[COLUMN[shape.serviceClass]]++;
  });
  return [...rows.values()];
}
