import { declarationKeyOf } from '#declarations/domain';
import { CorrectFacts, RecordFacts, type DecidedEvent, type ReferenceAggregate } from '#recording';
import {
  CorrectUnit,
  IdentifyUnit,
  MergeUnits,
  RecordUnitFacts,
  RegisterUnit,
  SplitUnit,
  SwapUnits,
} from '#units/commands';
import type { WritingCommand } from '../session.js';

/** A command as a request to the server: the path after `/api/v1/`, and the body. */
export interface RemoteRequest {
  readonly path: string;
  readonly body: object;
}

const PLURALS: Readonly<Record<Exclude<ReferenceAggregate, 'declaration'>, string>> = {
  body: 'bodies',
  programme: 'programmes',
  conferral: 'conferrals',
  notice: 'notices',
};

/** The request that asks a server for a command. */
export function remoteRequest(command: WritingCommand): RemoteRequest {
  if (command instanceof RegisterUnit) return { path: 'units', body: command.registration };
  if (command instanceof IdentifyUnit) return { path: 'units/identifications', body: identification(command) };
  if (command instanceof SwapUnits) return { path: 'units/swaps', body: { units: command.unitIds, ...command.swap } };
  if (command instanceof MergeUnits) return { path: 'units/merges', body: { unit: command.unitId, ...command.merge } };
  if (command instanceof SplitUnit) return { path: 'units/splits', body: { unit: command.unitId, ...command.split } };
  if (command instanceof RecordUnitFacts) return unitFacts(command);
  if (command instanceof CorrectUnit) {
    return annulments(`units/${encodeURIComponent(command.unitId)}`, command.corrections);
  }
  if (command instanceof RecordFacts) {
    return { path: `${pathOf(command.aggregate, command.id)}/facts`, body: { facts: command.facts.map(flat) } };
  }
  if (command instanceof CorrectFacts) return annulments(pathOf(command.aggregate, command.id), command.corrections);
  return never(command);
}

/** A unit's fact; that an alias is released has an address of its own. */
function unitFacts({ unitId, facts }: RecordUnitFacts): RemoteRequest {
  const path = `units/${encodeURIComponent(unitId)}`;
  const [first] = facts;
  if (facts.length === 1 && first?.type === 'AliasReleased')
    return { path: `${path}/alias-releases`, body: first.data };
  return { path: `${path}/facts`, body: { facts: facts.map(flat) } };
}

function identification({ target, identity }: IdentifyUnit): object {
  const { aliases, ...rest } = identity;
  return { ...('unitId' in target ? { unit: target.unitId } : target), aliases, ...rest };
}

function annulments(
  path: string,
  corrections: CorrectFacts['corrections'] | CorrectUnit['corrections'],
): RemoteRequest {
  const body = corrections.map(({ replacements = [], ...order }) => ({
    ...order,
    ...(replacements.length > 0 && { replacements: replacements.map(flat) }),
  }));
  return { path: `${path}/annulments`, body: { annulments: body } };
}

function pathOf(aggregate: ReferenceAggregate, id: string): string {
  if (aggregate !== 'declaration') return `${PLURALS[aggregate]}/${encodeURIComponent(id)}`;
  const { ambito, year, owner } = declarationKeyOf(`declaration-${id}`) ?? { ambito: '', year: '', owner: '' };
  return ['declarations', ambito, String(year), owner].map(encodeURIComponent).join('/');
}

function flat({ type, data }: DecidedEvent): object {
  return { type, ...data };
}

function never(command: never): never {
  throw new TypeError(`not a command: ${JSON.stringify(command)}`);
}
