import { definitionOf } from '#event-catalogue';
import type { EventStore } from '#event-store';
import type { RecordedEvent, Surroundings, DecidedEvent } from '#recording';
import { decideReference } from '#directory';
import type { ReferenceDeciders } from '#recording';
import { EVENT_ANNULLED, type FactBody, type TimelineCommand } from '#temporal';
import { ruleSetInForce } from '#plan';
import { aliasOfStream, pickProvisional, type ProvisionalCandidate } from '#units/domain';
import type { UnitSurroundings } from '#units/commands';
import type { RegisterViews } from './views.js';

/** What the recorder needs around the log. */
export function surroundingsOf(store: Pick<EventStore, 'head'>, views: RegisterViews): Surroundings {
  return {
    versionOf: (stream, type) => {
      const definition = definitionOf(stream, type);
      if (!definition) throw new TypeError(`a stream such as ${stream} has no event ${type}`);
      return definition.version;
    },
    undoOf,
    reached: (position) => views.reached(position),
    current: async () => views.reached((await store.head()).position),
  };
}

/** A reservation is undone by freeing the alias, a freed alias by reserving it again, any other event by annulling it. */
function undoOf({ id, type, stream, data }: RecordedEvent): DecidedEvent {
  const { effectiveOn } = data as { effectiveOn: string };
  if (type === 'AliasReserved')
    return { type: 'AliasFreed', data: { effectiveOn, unit: (data as { unit: string }).unit } };
  if (type === 'AliasFreed') {
    return {
      type: 'AliasReserved',
      data: { effectiveOn, ...aliasOfStream(stream), unit: (data as { unit: string }).unit },
    };
  }
  const reason = 'the other part of the command could not be recorded';
  return { type: EVENT_ANNULLED, data: { effectiveOn, target: id, reason } };
}

/** How bodies, declarations, programmes, conferrals and notices decide, with what the directory knows of the others. */
export function referenceDecidersOf(views: RegisterViews): ReferenceDeciders {
  const decider =
    (aggregate: keyof ReferenceDeciders): ReferenceDeciders[keyof ReferenceDeciders] =>
    (id, command, events) =>
      // The edge has checked the facts against their schemas.
      decideReference(views.directory, aggregate, id, command as unknown as TimelineCommand<FactBody>, events);
  return {
    body: decider('body'),
    declaration: decider('declaration'),
    programme: decider('programme'),
    conferral: decider('conferral'),
    notice: decider('notice'),
  };
}

/** What the commands of units need to know, as known now. */
export function unitSurroundingsOf(views: RegisterViews): UnitSurroundings {
  const stateOf = (unitId: string) => views.timeline.unitAt(unitId, {})?.state ?? null;
  const candidates = (owner: string, ambito: string, serviceClass: 'SAP' | 'SAS' | 'OTHER'): ProvisionalCandidate[] =>
    views.counted.of({ owner, ambito, serviceClass, list: 'a' }).flatMap(({ unitId }) => {
      const state = stateOf(unitId);
      return state ? [{ unitId, state }] : [];
    });
  return {
    lotOpen: (programme, lot, on) => views.directory.lotOpen(programme, lot, on),
    noticeOpen: (notice, on) => views.directory.noticeOpen(notice, on),
    conventionOpen: (conferral, on) => views.directory.conventionOpen(conferral, on),
    ownerInAmbito: (owner, ambito, on) => views.directory.ownerInAmbito(owner, ambito, on),
    municipalityInAmbito: (municipality, ambito, on) => views.directory.municipalityInAmbito(municipality, ambito, on),
    satCapYears: (on) => ruleSetInForce(on).satMaxYears,
    aliasHolder: (alias) => {
      const holder = views.aliases.holderOf(alias);
      // A reservation whose unit is not registered yet holds the alias; a unit out of stock holds nothing against others.
      return holder !== null && stateOf(holder)?.stock === 'OUT' ? null : holder;
    },
    countedUnits: (owner, ambito, serviceClass) =>
      views.counted.remaining({ owner, ambito, serviceClass, list: 'a' }, stateOf),
    unit: stateOf,
    placeOf: (unitId, { type, data }) => views.timeline.placeOf(unitId, type, data.effectiveOn),
    pickCounted: ({ owner, serviceClass, municipality }) => {
      const ambiti = views.counted.ambitiOf({ owner, serviceClass, list: 'a' });
      const all = ambiti.flatMap((ambito) => candidates(owner, ambito, serviceClass));
      const wanted = { owner, serviceClass, ...(municipality !== null && { municipality }) };
      return pickProvisional(all, wanted)?.unitId ?? null;
    },
  };
}
