import type { BodyEvent } from '#bodies/domain';
import type { ConferralEvent } from '#conferrals/domain';
import type { DeclarationEvent } from '#declarations/domain';
import type { NoticeEvent } from '#notices/domain';
import type { ProgrammeEvent } from '#programmes/domain';
import { foldAsOf, type CivilDate } from '#temporal';
import { evolveBody } from './body.js';
import { evolveConferral } from './conferral.js';
import { evolveDeclaration } from './declaration.js';
import type { BodyRow, ConferralRow, DeclarationRow, DirectoryRow, NoticeRow, ProgrammeRow } from './directory-rows.js';
import type { KeptFact } from './kept-fact.js';
import { evolveNotice } from './notice.js';
import { evolveProgramme } from './programme.js';
import type { DirectorySubject } from './subject.js';

/**
 * The row of a body, a programme, a conferral, a notice or a declaration under current knowledge; null when nothing of
 * it holds.
 * @param facts the stream in revision order
 */
export function projectDirectory(
  subject: DirectorySubject,
  facts: readonly KeptFact[],
  validAt?: CivilDate,
): DirectoryRow | null {
  const asOf = validAt === undefined ? {} : { validAt };
  const fold = <R, E>(evolve: (row: R | null, event: E) => R | null): R | null =>
    // The types were checked when the events came in.
    foldAsOf<KeptFact, R | null>(facts, null, (row, fact) => evolve(row, fact as unknown as E), asOf);
  switch (subject.kind) {
    case 'body':
      return fold<BodyRow, BodyEvent>((row, event) => evolveBody(subject.id, row, event));
    case 'programme':
      return fold<ProgrammeRow, ProgrammeEvent>((row, event) => evolveProgramme(subject.id, row, event));
    case 'conferral':
      return fold<ConferralRow, ConferralEvent>((row, event) => evolveConferral(subject.id, row, event));
    case 'notice':
      return fold<NoticeRow, NoticeEvent>((row, event) => evolveNotice(subject.id, row, event));
    case 'declaration':
      return fold<DeclarationRow, DeclarationEvent>((row, event) => evolveDeclaration(subject, row, event));
    default:
      return unknownSubject(subject);
  }
}

function unknownSubject(subject: never): never {
  throw new TypeError(`not a subject of the directory: ${JSON.stringify(subject)}`);
}
