import { describe, expect, it } from '@jest/globals';
import { marked, partialLegend, partialTotal, placedRows, totalRows, zeroLegend } from './numbers.js';

describe('a figure of the plan', () => {
  it('is marked where no unit supports it, with the part that none does', () => {
    expect([marked(7, 0), marked(7, 7), marked(7, 5), marked(null, 0), marked(0, 0)]).toEqual([
      7,
      '7 *',
      '7 * (5)',
      null,
      0,
    ]);
  });
});

describe('a total', () => {
  const ambito = { units: 45, nulls: { units: 4 } };

  it('is marked where it leaves out what is not known, and says how much', () => {
    expect(partialTotal(ambito, 'units')).toBe('45°');
    expect(partialTotal({ units: 39 }, 'units')).toBe(39);
    expect(partialTotal({ units: null, nulls: { units: 4 } }, 'units')).toBeNull();
    expect(partialLegend(ambito, ['units'], 'it')).toEqual(['° somma dei soli dati noti; righe non note: Alloggi 4.']);
  });

  it('has a row for the municipalities, for ALER and for the Ambito', () => {
    const totals = { COMUNE: { units: 6, nulls: { units: 4 } }, ALER: { units: 39 }, AMBITO: ambito };
    expect(totalRows(totals, ['units'], 'it')).toEqual([
      ['Totale Comuni', '', '6°'],
      ['Totale ALER', '', 39],
      ['Totale Ambito', '', '45°'],
    ]);
  });
});

describe('the rows of a letter', () => {
  const rows = [
    { owner: 'Annicco', municipality: 'Annicco', units: 2 },
    { owner: 'Azzanello', municipality: 'Azzanello', units: 0 },
    { owner: 'Castelvisconti', municipality: 'Castelvisconti', units: null },
    { owner: 'ALER', municipality: 'Cremona', units: 19 },
    { owner: 'ALER', municipality: null, units: 1 },
  ];
  const placed = placedRows(
    rows,
    ({ units }) => [units],
    ({ units }) => [units],
    'it',
  );

  it('are all there for a spreadsheet', () => {
    expect(placed.rows).toHaveLength(5);
    expect(placed.rows[1]).toEqual(['Azzanello', 'Azzanello', 0]);
  });

  it('for people name those that have none in a line; what is not known is no zero and keeps its row', () => {
    expect(placed.shown.map(([owner, municipality]) => [owner, municipality])).toEqual([
      ['Annicco', 'idem'],
      ['Castelvisconti', 'idem'],
      ['ALER', 'Cremona'],
      ['  ″', '—'],
    ]);
    expect(zeroLegend(placed.zeros, 'it')).toEqual(['Zero (1): Azzanello.']);
  });
});
