import type { StoredEvent } from '#event-store';
import { foldAsOf } from '#temporal';
import { RecordFacts, type DecidedEvent } from '#recording';
import {
  isOpenOn,
  programme,
  type MaybeProgramme,
  type ProgrammeStream,
  type StoredProgrammeFact,
} from '#programmes/domain';
import type { Change } from '../changes.js';
import { MANIFEST } from '../manifest.js';
import { placeOf } from '../row-report.js';
import type { LotRow, Row } from '../submission/index.js';
import { dataOf, type Desk } from './desk.js';

type Assumed = NonNullable<Desk['manifest']['assumptions']['programme']>;

/** The programme of the lots, as the manifest assumes it, and each lot that the list names. */
export async function reconcileProgramme(desk: Desk): Promise<void> {
  const assumed = desk.manifest.assumptions.programme;
  const { lots } = desk.submission;
  if (!assumed || !lots) return;
  const events = await desk.events(`programme-${assumed.id}`);
  const stream = events as unknown as ProgrammeStream;
  const { initial, evolve } = programme;
  const known = foldAsOf<StoredProgrammeFact, MaybeProgramme>(
    stream as readonly StoredProgrammeFact[],
    initial,
    evolve,
  );
  if (!known) propose(desk, assumed);
  for (const row of lots) {
    const lot = known?.lots.find((other) => other.lot === row.lot);
    if (!lot) open(desk, assumed, row);
    else if (!isOpenOn(lot, desk.censusOn)) {
      desk.reports.error('LOT_CLOSED', row.at, {
        it: `Nel registro il lotto ${row.name} non è aperto alla data del censimento.`,
        en: `In the register lot ${row.name} is not open on the day of the census.`,
      });
    } else if (lot.assignableIn !== assumed.assignableIn && !saidBefore(desk, events, row.lot, assumed.assignableIn))
      date(desk, assumed, row, lot, stream.at(-1)?.id);
  }
}

/** This year's import has said it already: what another year's, or a person, said since is not undone. */
function saidBefore(desk: Desk, events: readonly StoredEvent[], lot: string, assignableIn: number): boolean {
  return events.some((event) => {
    const said = dataOf<{ lot?: string; assignableIn?: number | null }>(event);
    return desk.isOwn(event) && said.lot === lot && said.assignableIn === assignableIn;
  });
}

function propose(desk: Desk, { id, name, openOn }: Assumed): void {
  const row: Row = { role: 'manifest', at: placeOf(MANIFEST, null, 'assumptions.programme', id) };
  record(
    desk,
    id,
    'propose-programme',
    [id],
    row,
    [
      {
        type: 'ProgrammeProposed',
        data: { effectiveOn: openOn, name, owner: desk.manifest.aler.id, ambito: desk.ambito },
      },
      { type: 'ProgrammeFormalised', data: { effectiveOn: openOn } },
    ],
    {
      it: `Programma «${name}», formalizzato dal ${openOn} (assunto).`,
      en: `Programme "${name}", formalised from ${openOn} (assumed).`,
    },
  );
}

function open(desk: Desk, { id, openOn, assignableIn }: Assumed, row: LotRow): void {
  const { lot, name } = row;
  record(
    desk,
    id,
    'open-lot',
    [id, lot],
    row,
    [{ type: 'LotOpened', data: { effectiveOn: openOn, lot, name, kind: 'renovation', assignableIn } }],
    {
      it: `Lotto ${name}, aperto dal ${openOn} e assegnabile nel ${assignableIn} (assunto).`,
      en: `Lot ${name}, open from ${openOn} and assignable in ${assignableIn} (assumed).`,
    },
  );
}

function date(
  desk: Desk,
  { id, assignableIn }: Assumed,
  row: LotRow,
  lot: { readonly expectedOn: string | null; readonly assignableIn: number | null },
  base: string | undefined,
): void {
  desk.reports.warning('LOT_REDATED', row.at, {
    it: `Il lotto ${row.name} era assegnabile nel ${lot.assignableIn ?? '?'}; il manifesto ora dice ${assignableIn}.`,
    en: `Lot ${row.name} was assignable in ${lot.assignableIn ?? '?'}; the manifest now says ${assignableIn}.`,
  });
  const data = { effectiveOn: desk.censusOn, lot: row.lot, expectedOn: lot.expectedOn, assignableIn };
  record(
    desk,
    id,
    'date-lot',
    [id, row.lot],
    row,
    [{ type: 'LotDated', data }],
    {
      it: `Lotto ${row.name}: assegnabile nel ${assignableIn}.`,
      en: `Lot ${row.name}: assignable in ${assignableIn}.`,
    },
    base,
  );
}

function record(
  desk: Desk,
  id: string,
  kind: Change['kind'],
  key: readonly string[],
  row: Row,
  facts: readonly DecidedEvent[],
  said: { it: string; en: string },
  base?: string,
): void {
  desk.changes.add({
    kind,
    stage: 'owners',
    lane: `programme-${id}`,
    key,
    ...(base !== undefined && { base }),
    content: { facts },
    row: { role: row.role, at: row.at },
    ...said,
    command: (context) => new RecordFacts(context, 'programme', id, facts),
  });
}
