import type { OwnedFigure } from '../context.js';
import type { Finding } from '../document.js';
import type { FigureTable } from '../figures.js';
import { addKnown } from '../totals.js';
import type { Workings } from '../workings.js';
import { tablesOf } from './counts.js';
import { finding, placeName } from './finding.js';
import { CELL_OF_LETTER, LETTER_TITLES } from './letter-titles.js';

/** Rows that repeat a list: compared with the owner's cell and with its total, never counted. */
export function findingsOfChecks(workings: Workings): readonly Finding[] {
  return tablesOf(workings).flatMap((table) => table.checks.flatMap((check) => compared(workings, table, check)));
}

function compared({ context }: Workings, table: FigureTable, check: OwnedFigure): readonly Finding[] {
  const { owner, municipality, figure } = check;
  const here = municipality === null ? null : (table.at(check)?.number ?? owner.silence);
  const total = addKnown(table.rows.filter((row) => row.owner === owner).map(({ number }) => number));
  const expected = municipality === null ? total : here;
  if (figure.units === null || expected === null || figure.units === expected) return [];
  const [letter, column] = CELL_OF_LETTER[table.letter];
  const place = placeName(context, check);
  const title = LETTER_TITLES[table.letter];
  const matches = figure.units === total;
  return [
    finding(
      matches ? 'CHECK_MATCHES_OTHER_PLACE' : 'CHECK_DIFFERS',
      'warning',
      {
        it: matches
          ? `Nella ${title.it} la riga «${figure.label ?? place.it}» ripete ${figure.units}, che è il totale dell’ente in tutto l’Ambito; ${place.it} ne ha ${expected}. L’etichetta è sbagliata sul luogo.`
          : `Nella ${title.it} la riga «${figure.label ?? place.it}» ripete ${figure.units}, ma dall’elenco risultano ${expected} (totale dell’ente ${total ?? 'ignoto'}). Vale l’elenco.`,
        en: matches
          ? `In ${title.en} the row "${figure.label ?? place.en}" repeats ${figure.units}, which is the owner’s total in the whole Ambito; ${place.en} has ${expected}. Its label is wrong about the place.`
          : `In ${title.en} the row "${figure.label ?? place.en}" repeats ${figure.units}, but the list gives ${expected} (the owner’s total is ${total ?? 'unknown'}). The list holds.`,
      },
      { cells: [context.cellName(letter, check, column)] },
    ),
  ];
}
