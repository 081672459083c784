import { randomUUID } from 'node:crypto';
import { assumptionsOf } from './assumptions.js';
import type { Change } from './changes.js';
import { execute } from './execute.js';
import { readFolder, type Folder } from './folder.js';
import { BadManifest, MANIFEST } from './manifest.js';
import { reconcile, type Reconciled } from './reconcile/index.js';
import type { RegisterPort } from './register-port.js';
import { changeReport, type IntakeReport, type IntakeStatus } from './report.js';
import { placeOf, RowReports } from './row-report.js';
import { readSubmission } from './submission/index.js';

export interface IntakeOptions {
  /** Who imports: an office or an account. */
  readonly actor: string;
  /** Only tells what would change. */
  readonly dryRun?: boolean;
  /** The warnings have been read and are confirmed. */
  readonly acceptWarnings?: boolean;
  /** A UUID that ties the import's events together; a new one when absent. */
  readonly correlationId?: string;
  readonly concurrency?: number;
  readonly onProgress?: (done: number, of: number) => void;
}

/** A folder held against the register, before anything is done. */
export interface IntakePlan extends Reconciled {
  readonly folder: Folder;
  readonly reports: RowReports;
}

/**
 * Reads a folder and tells what would bring the register to what it says.
 * @throws BadManifest
 */
export async function planIntake(
  folder: string,
  register: RegisterPort,
  reports = new RowReports(),
): Promise<IntakePlan> {
  const read = await readFolder(folder, reports);
  const submission = readSubmission(read, await register.bodies(), reports);
  return { folder: read, reports, ...(await reconcile(read.manifest, submission, register, reports)) };
}

/**
 * Imports a folder. With a row in error nothing is applied, the good rows neither: half a folder would state figures that
 * nobody declared together. With warnings, only once they are confirmed. The report tells in any case what would change.
 * Commands have settled ids: an import that was interrupted is finished by running it again.
 */
export async function runIntake(folder: string, register: RegisterPort, options: IntakeOptions): Promise<IntakeReport> {
  const reports = new RowReports();
  let plan: IntakePlan;
  try {
    plan = await planIntake(folder, register, reports);
  } catch (error) {
    if (!(error instanceof BadManifest)) throw error;
    return withoutManifest(error, reports);
  }
  const refusal = refusalOf(plan, options);
  if (refusal !== null) return reportOf(plan, refusal, new Map(), null);
  const { changes, unitIds } = plan;
  const { actor, correlationId = randomUUID(), concurrency, onProgress } = options;
  const { done, position } = await execute(changes, unitIds, register, {
    actor,
    correlationId,
    ...(concurrency !== undefined && { concurrency }),
    ...(onProgress && { onProgress }),
  });
  const whole = changes.every(
    (change) =>
      (done.get(change)?.outcome ?? 'not-attempted') !== 'not-attempted' && done.get(change)?.outcome !== 'failed',
  );
  return reportOf(plan, whole ? 'applied' : 'incomplete', done, position);
}

/** Why nothing is to be applied; null when the changes are to be made. */
function refusalOf({ changes, reports }: IntakePlan, { dryRun, acceptWarnings }: IntakeOptions): IntakeStatus | null {
  if (reports.has('error')) return 'errors';
  if (changes.length === 0) return 'unchanged';
  if (dryRun) return 'dry-run';
  return reports.has('warning') && !acceptWarnings ? 'unconfirmed' : null;
}

function reportOf(
  { folder, reports, changes }: IntakePlan,
  status: IntakeStatus,
  done: Awaited<ReturnType<typeof execute>>['done'],
  position: IntakeReport['position'],
): IntakeReport {
  const { manifest, files } = folder;
  return {
    status,
    ambito: manifest.ambito,
    year: manifest.year,
    censusOn: manifest.censusOn,
    files,
    assumptions: assumptionsOf(manifest),
    rows: reports.all(),
    changes: changes.map((change: Change) => changeReport(change, done.get(change))),
    position,
  };
}

function withoutManifest({ problems }: BadManifest, reports: RowReports): IntakeReport {
  for (const { field, said } of problems) {
    reports.error('BAD_MANIFEST', placeOf(MANIFEST, null, field || null), {
      it: `Il manifesto non va: ${said.it}.`,
      en: `The manifest is not right: ${said.en}.`,
    });
  }
  const rows = reports.all();
  return {
    status: 'errors',
    ambito: null,
    year: null,
    censusOn: null,
    files: [],
    assumptions: [],
    rows,
    changes: [],
    position: null,
  };
}
