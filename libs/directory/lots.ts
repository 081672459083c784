import type { LotAtD } from '#plan';
import type { MaybeProgramme, ProgrammeFact } from '#programmes/domain';
import type { AsOf } from '#temporal';
import type { Streams } from './streams.js';

/**
 * The lots of programmes, as they are on a date: whether they are open is read by the date, the rest by knowledge alone.
 * @param ambito only lots of its programmes
 */
export function lotsOf(
  programmes: Streams<ProgrammeFact, MaybeProgramme>,
  asOf: AsOf,
  ambito?: string,
): readonly LotAtD[] {
  const { knownAt } = asOf;
  return [...programmes.states(knownAt === undefined ? {} : { knownAt })].flatMap(([id, known]) => {
    if (!known || (ambito !== undefined && known.ambito !== ambito)) return [];
    const then = programmes.state(id, asOf);
    return known.lots.map((lot): LotAtD => {
      const atDate = then?.lots.find((other) => other.lot === lot.lot);
      return {
        programme: id,
        lot: lot.lot,
        name: lot.name,
        owner: known.owner,
        kind: lot.kind,
        formalised: then !== null && then.formalisedOn !== null,
        // Folded as of the date: what has closed by then has closed.
        open: atDate !== undefined && atDate.closedOn === null,
        expectedOn: lot.expectedOn,
        assignableIn: lot.assignableIn,
      };
    });
  });
}
