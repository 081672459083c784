import { foldAsOf, type CivilDate, type Rejected } from '#temporal';
import type { UnitContext } from './context.js';
import { unit } from './decide.js';
import { decideEach, type DecisionOfSeveral, type UnitAndStream } from './decide-swap.js';
import type { UnitFact } from './events.js';
import type { UnitState } from './state.js';
import type { Alias } from './vocabulary.js';

export type MergeCommand =
  /** Two records of one flat: the second leaves the stock from its own registration on. */
  | { readonly kind: 'duplicate'; readonly act?: string; readonly note?: string }
  /** Two flats made one: from effectiveOn. */
  | { readonly kind: 'joined'; readonly effectiveOn: CivilDate; readonly act?: string; readonly note?: string };

/**
 * Merges a unit into another, which stays. A duplicate's aliases name the flat, so they pass to the unit that stays;
 * those of a flat that was joined stay with it.
 * @returns the decisions for the merged unit and for the survivor, in this order
 */
export function decideMerge(
  command: MergeCommand,
  merged: UnitAndStream,
  survivor: UnitAndStream,
  context: UnitContext,
): DecisionOfSeveral | Rejected {
  if (merged.unitId === survivor.unitId) return refused('MERGE_WITH_ITSELF', merged);
  const goes = foldAsOf(merged.stream, unit.initial, unit.evolve);
  const stays = foldAsOf(survivor.stream, unit.initial, unit.evolve);
  if (!goes) return refused('NOT_REGISTERED', merged);
  if (!stays) return refused('NOT_REGISTERED', survivor);
  if (stays.stock === 'OUT') return refused('SURVIVOR_OUT_OF_STOCK', survivor);
  const { kind, act, note } = command;
  const effectiveOn = kind === 'duplicate' ? goes.registeredOn : command.effectiveOn;
  const merge: UnitFact = {
    type: 'UnitMerged',
    data: {
      effectiveOn,
      kind,
      into: survivor.unitId,
      ...(act !== undefined && { act }),
      ...(note !== undefined && { note }),
    },
  };
  const passing = kind === 'duplicate' ? passedAliases(goes, stays) : [];
  return decideEach(
    [
      { ...merged, facts: [merge] },
      { ...survivor, facts: passing },
    ],
    withoutHolder(context, merged.unitId),
  );
}

function passedAliases(goes: UnitState, stays: UnitState): readonly UnitFact[] {
  const aliases = goes.aliases.filter((alias) => !stays.aliases.some((own) => sameAlias(own, alias)));
  if (aliases.length === 0) return [];
  const effectiveOn = goes.registeredOn > stays.registeredOn ? goes.registeredOn : stays.registeredOn;
  return [{ type: 'UnitIdentified', data: { effectiveOn, aliases } }];
}

function sameAlias(a: Alias, b: Alias): boolean {
  return a.scheme === b.scheme && a.value === b.value;
}

/** The context once the unit is out of stock: what it held is free. */
export function withoutHolder(context: UnitContext, unitId: string): UnitContext {
  const aliasHolder = (alias: Alias) => {
    const holder = context.aliasHolder(alias);
    return holder === unitId ? null : holder;
  };
  return {
    lotOpen: (programme, lot, on) => context.lotOpen(programme, lot, on),
    noticeOpen: (notice, on) => context.noticeOpen(notice, on),
    conventionOpen: (conferral, on) => context.conventionOpen(conferral, on),
    ownerInAmbito: (owner, ambito, on) => context.ownerInAmbito(owner, ambito, on),
    municipalityInAmbito: (municipality, ambito, on) => context.municipalityInAmbito(municipality, ambito, on),
    satCapYears: (on) => context.satCapYears(on),
    countedUnits: (owner, ambito, serviceClass) => context.countedUnits(owner, ambito, serviceClass),
    aliasHolder,
  };
}

function refused(code: string, { unitId }: UnitAndStream): Rejected {
  return { rejection: { code, message: `unit ${unitId} cannot be merged (${code})`, details: { unit: unitId } } };
}
