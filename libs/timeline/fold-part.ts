import { heldParts, readerOfHeld, type HeldParts } from '#saved-views';
import type { SharedRoom } from './fact-store.js';
import { Folder } from './folder.js';
import { Timelines } from './timelines.js';
import { foldWhole } from './whole-fold.js';

/** Units to be folded apart from the others: the room that has their facts, and what the integers of those mean. */
export interface FoldTask {
  readonly meanings: HeldParts;
  readonly room: SharedRoom;
  /** Every unit, in the order in which they lie in the room. */
  readonly order: Int32Array;
  /** Those from here on are to be folded. */
  readonly from: number;
}

/** The task to fold units from one of the order on. */
export function foldTask({ values, kinds, store }: Timelines, order: Int32Array, from: number): FoldTask {
  const meanings = heldParts([...values.capture(), ...kinds.capture()]);
  return { meanings, room: store.sharedRoom, order, from };
}

/**
 * Folds some units as if there were no others: their facts stay in the shared room, in codes of this fold's own.
 * @returns what those codes mean, and all else that was made of the facts: for {@link absorbPart}
 */
export function foldPart({ meanings, room, order, from }: FoldTask): HeldParts {
  const timelines = new Timelines();
  const folder = new Folder(timelines);
  const known = readerOfHeld(meanings);
  timelines.values.restore(known);
  timelines.kinds.restore(known);
  timelines.store.makeRoom(order, room);
  foldWhole(timelines, folder, order.subarray(from));
  timelines.groups.sort();
  timelines.movements.sort();
  return heldParts([...timelines.captureFold(), folder.capture()]);
}

/**
 * Takes over what {@link foldPart} made, as if its units had been folded here after those that were.
 * @param units those folded apart, in their order
 */
export function absorbPart(timelines: Timelines, folder: Folder, part: HeldParts, units: Int32Array): void {
  const from = readerOfHeld(part);
  const other = new Timelines();
  other.restoreFold(from);
  timelines.absorbFold(other, units);
  folder.restore(from);
}
