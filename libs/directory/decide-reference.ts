import type { StoredEvent } from '#event-store';
import { isRejected, type FactBody, type Rejected, type TimelineCommand } from '#temporal';
import * as bodies from '#bodies/domain';
import * as conferrals from '#conferrals/domain';
import * as declarations from '#declarations/domain';
import * as notices from '#notices/domain';
import * as programmes from '#programmes/domain';
import type { Directory } from './directory.js';

/** The aggregates that the directory keeps. */
export type ReferenceAggregate = 'body' | 'declaration' | 'programme' | 'conferral' | 'notice';

/**
 * Decides on a body, declaration, programme, conferral or notice, with what the directory knows of the others.
 * @param id what follows the aggregate's name in the stream's
 * @param command facts that their schemas have checked
 * @param events the stream in revision order
 * @throws RangeError when the id of a declaration is not `{ambito}-{year}-{owner}`
 */
export function decideReference(
  directory: Directory,
  aggregate: ReferenceAggregate,
  id: string,
  command: TimelineCommand<FactBody>,
  events: readonly StoredEvent[],
): { readonly events: readonly FactBody[] } | Rejected {
  const decided = decide(directory, aggregate, id, command, events);
  return isRejected(decided) ? decided : { events: decided.events };
}

// Schemas have checked the command's facts at the edge and the stream's events on reading: the types follow.
function decide(
  directory: Directory,
  aggregate: ReferenceAggregate,
  id: string,
  command: unknown,
  events: unknown,
): { readonly events: readonly FactBody[] } | Rejected {
  switch (aggregate) {
    case 'body':
      return bodies.decide(id, command as bodies.BodyCommand, events as bodies.BodyStream, directory);
    case 'declaration': {
      const key = declarations.declarationKeyOf(`declaration-${id}`);
      if (!key) throw new RangeError(`${id} is not a declaration's id: ambito, year and owner`);
      const stream = events as declarations.DeclarationStream;
      return declarations.decide(key, command as declarations.DeclarationCommand, stream, directory);
    }
    case 'programme':
      return programmes.decide(command as programmes.ProgrammeCommand, events as programmes.ProgrammeStream, directory);
    case 'conferral':
      return conferrals.decide(command as conferrals.ConferralCommand, events as conferrals.ConferralStream, directory);
    case 'notice':
      return notices.decide(command as notices.NoticeCommand, events as notices.NoticeStream);
    default:
      return unknownAggregate(aggregate);
  }
}

function unknownAggregate(aggregate: never): never {
  throw new TypeError(`not an aggregate of the directory: ${String(aggregate)}`);
}
