import type { Finding } from '../document.js';
import { designatedSat } from '../letters/letter-j.js';
import { quotaOf } from '../letters/letter-h.js';
import { addKnown } from '../totals.js';
import type { Workings } from '../workings.js';
import { agree, alloggi, finding, placeName, unitsEn } from './finding.js';
import { grouped } from '../grouped.js';

/** Quotas of g: police and fire, indigents, transitory services. */
export function findingsOfQuotas(workings: Workings): readonly Finding[] {
  return [
    ...policeAboveCap(workings),
    ...excessNotForOwner(workings),
    ...satAboveExpected(workings),
    ...satOutsideExpected(workings),
  ];
}

function policeAboveCap({ context, ib }: Workings): readonly Finding[] {
  const name = context.cellName;
  return ib
    .filter(({ percent, cap }) => percent > cap)
    .map((row) => {
      const place = placeName(context, row);
      return finding(
        'POLICE_ABOVE_CAP',
        'error',
        {
          it: `${place.it}: quota per forze dell’ordine e vigili del fuoco del ${row.percent}%, sopra il massimo del ${row.cap}%. Il numero mostrato è quello dichiarato.`,
          en: `${place.en}: quota for police and fire of ${row.percent}%, above the maximum of ${row.cap}%. The number shown is the declared one.`,
        },
        { cells: [name('i.b', row, 'percent')] },
      );
    });
}

/** ALER reserves 20% per Comune and declares no excess (r.r. 4/2017, art. 13). */
function excessNotForOwner({ context }: Workings): readonly Finding[] {
  const name = context.cellName;
  return context
    .figuresOf('h')
    .filter(({ owner, figure }) => (figure.percent ?? 0) > 0 && !quotaOf(context.ruleSet.indigents, owner)?.excess)
    .map((owned) =>
      finding(
        'EXCESS_NOT_FOR_OWNER',
        'warning',
        {
          it: `${owned.owner.name} dichiara un’eccedenza per indigenti del ${owned.figure.percent}%, che la regola non prevede per questo ente: non è applicata.`,
          en: `${owned.owner.name} declares an excess for indigents of ${owned.figure.percent}%, which the rule does not give this owner: it is not applied.`,
        },
        { cells: [name('h', owned, 'percentOver20')] },
      ),
    );
}

function satAboveExpected({ context, g, j }: Workings): readonly Finding[] {
  const name = context.cellName;
  const designated = grouped(
    j.rows.filter(({ number }) => (number ?? 0) > 0),
    ({ owner }) => owner,
  );
  return [...designated].flatMap(([owner, rows]) => {
    // Before its census what an owner can offer is not known as a whole.
    if (owner.beforeCensus) return [];
    const sat = rows.reduce((sum, { number }) => sum + (number ?? 0), 0);
    const expected = addKnown(g.rows.filter((row) => row.owner === owner).map(({ total }) => total));
    if (expected === null || sat <= expected) return [];
    return [
      finding(
        'SAT_ABOVE_EXPECTED',
        'warning',
        {
          it: `${owner.name} destina a SAT ${alloggi(sat)}, più dei ${expected} attesi nell’anno.`,
          en: `${owner.name} designates ${unitsEn(sat)} for SAT, more than the ${expected} expected in the year.`,
        },
        { cells: rows.map((row) => name('j', row, 'units')) },
      ),
    ];
  });
}

/** Units in use as SAT are not on offer in the year; the letter is a subset of g. */
function satOutsideExpected({ context, g }: Workings): readonly Finding[] {
  const units = designatedSat(context).filter(({ unitId }) => !g.placed.has(unitId));
  if (units.length === 0) return [];
  return [
    finding(
      'SAT_OUTSIDE_EXPECTED',
      'info',
      {
        it: `${alloggi(units.length)} ${agree(units.length, 'destinato a SAT non è', 'destinati a SAT non sono')} fra quelli attesi nell’anno (lettera g): non ${agree(units.length, 'contato', 'contati')} nella lettera j.`,
        en: `${unitsEn(units.length)} designated for SAT ${agree(units.length, 'is', 'are')} not among those expected in the year (letter g): not counted in letter j.`,
      },
      { units },
    ),
  ];
}
