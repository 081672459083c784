import type { Change } from '../changes.js';
import type { Manifest } from '../manifest.js';
import type { RegisterPort } from '../register-port.js';
import type { RowReports } from '../row-report.js';
import type { Submission } from '../submission/index.js';
import { reconcileBodies } from './bodies.js';
import { reconcileDeclarations } from './declarations.js';
import { reconcileDelegations } from './delegations.js';
import { Desk } from './desk.js';
import { reconcileProgramme } from './programme.js';
import { idsOf } from './matching.js';
import { reconcileStock } from './stock.js';
import { reconcileUnits } from './units.js';
import { tellUnlisted } from './vanished.js';

export interface Reconciled {
  /** What would bring the register to what the folder says, in the order of the stages; empty when it is there. */
  readonly changes: readonly Change[];
  /** Ids of the listed units that the register has, by key. */
  readonly unitIds: ReadonlyMap<string, string>;
}

/** Holds what the folder says against what the register has; what there is to say of the rows is reported. */
export async function reconcile(
  manifest: Manifest,
  submission: Submission,
  register: RegisterPort,
  reports: RowReports,
): Promise<Reconciled> {
  const desk = new Desk(manifest, submission, register, reports);
  await reconcileBodies(desk);
  await reconcileDelegations(desk);
  await reconcileProgramme(desk);
  const matches = await reconcileUnits(desk);
  await reconcileStock(desk, matches);
  await reconcileDeclarations(desk, matches);
  await tellUnlisted(desk, matches);
  return { changes: desk.changes.inOrder(), unitIds: idsOf(matches) };
}
