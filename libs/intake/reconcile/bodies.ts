import { foldAsOf } from '#temporal';
import { RecordFacts } from '#recording';
import { body as bodyAggregate, type BodyStream, type MaybeBody, type StoredBodyFact } from '#bodies/domain';
import { MANIFEST } from '../manifest.js';
import type { Body } from '../resolve.js';
import { placeOf } from '../row-report.js';
import type { MemberRow, Row, SpellingRow } from '../submission/index.js';
import { dataOf, type Desk } from './desk.js';

/** The members that the register does not know, and the spellings that documents use for them. */
export async function reconcileBodies(desk: Desk): Promise<void> {
  for (const member of desk.submission.members ?? []) await reconcileMember(desk, member);
  for (const row of desk.submission.spellings) await reconcileSpelling(desk, row);
}

/** What is true of a body on the day of the census, as known now. */
export async function bodyAt(desk: Desk, id: string): Promise<MaybeBody> {
  const stream = (await desk.events(`body-${id}`)) as unknown as BodyStream;
  const { initial, evolve } = bodyAggregate;
  return foldAsOf<StoredBodyFact, MaybeBody>(stream as readonly StoredBodyFact[], initial, evolve, {
    validAt: desk.censusOn,
  });
}

async function reconcileMember(desk: Desk, { role, body, at }: MemberRow): Promise<void> {
  const row: Row = { role, at };
  const known = await bodyAt(desk, body.id);
  if (known === null) {
    record(
      desk,
      'register-body',
      body,
      row,
      'BodyRegistered',
      { kind: body.kind, name: body.name, ambiti: [desk.ambito] },
      {
        it: `Registra ${body.name} (${body.id}).`,
        en: `Register ${body.name} (${body.id}).`,
      },
    );
    return;
  }
  if (known.kind !== body.kind) {
    desk.reports.error('KIND_DIFFERS', at, {
      it: `${body.id} nel registro è ${known.kind}, non ${body.kind}.`,
      en: `${body.id} is ${known.kind} in the register, not ${body.kind}.`,
    });
    return;
  }
  if (known.mergedInto !== null) {
    desk.reports.error('MUNICIPALITY_ENDED', at, {
      it: `${known.name} è stato fuso in ${known.mergedInto}: il suo codice non vale più.`,
      en: `${known.name} was merged into ${known.mergedInto}: its code has ended.`,
    });
    return;
  }
  if (!known.ambiti.includes(desk.ambito)) {
    record(
      desk,
      'join-ambito',
      body,
      row,
      'AmbitoJoined',
      { ambito: desk.ambito },
      {
        it: `${known.name} fa parte di ${desk.manifest.ambito.name}.`,
        en: `${known.name} belongs to ${desk.manifest.ambito.name}.`,
      },
    );
  }
  if (known.name !== body.name) {
    desk.reports.note('NAME_DIFFERS', at, {
      it: `Il registro lo chiama «${known.name}»: il nome non cambia. Per cambiarlo serve un atto.`,
      en: `The register calls it "${known.name}": the name does not change. Changing it takes an act.`,
    });
  }
}

async function reconcileSpelling(desk: Desk, { body, spelling, at, role }: SpellingRow): Promise<void> {
  const known = await bodyAt(desk, body.id);
  if (known?.spellings.includes(spelling) || (known?.name ?? body.name) === spelling) return;
  const events = await desk.events(`body-${body.id}`);
  const stated = events.some(
    (event) =>
      event.type === 'SpellingRecorded' &&
      desk.isOwn(event) &&
      dataOf<{ spelling: string }>(event).spelling === spelling,
  );
  // Withdrawn since: the table of this very folder does not bring it back.
  if (stated) return;
  record(
    desk,
    'record-spelling',
    body,
    { role, at: placeOf(MANIFEST, null, at.column, at.value) },
    'SpellingRecorded',
    { spelling },
    {
      it: `I documenti scrivono ${body.name} anche «${spelling}».`,
      en: `Documents also write ${body.name} as "${spelling}".`,
    },
  );
}

function record(
  desk: Desk,
  kind: 'register-body' | 'record-spelling' | 'join-ambito',
  body: Body,
  row: Row,
  type: string,
  fields: object,
  said: { it: string; en: string },
): void {
  const data = { effectiveOn: desk.manifest.assumptions.membersSince, ...fields };
  desk.changes.add({
    kind,
    stage: 'bodies',
    lane: `body-${body.id}`,
    key: [body.id],
    content: { type, data },
    row,
    ...said,
    command: (context) => new RecordFacts(context, 'body', body.id, [{ type, data }]),
  });
}
