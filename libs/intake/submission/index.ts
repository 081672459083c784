import type { Role } from '../dialects/cremona-annual-plan.js';
import type { Folder } from '../folder.js';
import type { NamedBody } from '../register-port.js';
import { Resolver } from '../resolve.js';
import type { RowReports } from '../row-report.js';
import { readFigures } from './figures.js';
import { readListedUnits, readLots } from './listed-units.js';
import { nameable, readMembers, readSpellings } from './members.js';
import { readAnswers, readDelegations, readStock } from './owners.js';
import type { Submission } from './submission.js';

export * from './submission.js';

/** What a folder says, its names resolved through the register's, its own and the manifest's. */
export function readSubmission(
  { manifest, sheets }: Folder,
  known: readonly NamedBody[],
  reports: RowReports,
): Submission {
  const members = readMembers(sheets, manifest, reports);
  const resolver = new Resolver(nameable(known, members), manifest, reports);
  const stock = readStock(sheets, resolver, reports);
  const units = readListedUnits(sheets, manifest, resolver, reports);
  return {
    members,
    spellings: readSpellings(manifest, (id) => resolver.body(id), reports),
    delegations: readDelegations(sheets, resolver, reports),
    answers: readAnswers(sheets, members, stock, resolver, reports),
    stock,
    lots: readLots(sheets),
    units,
    figures: readFigures(sheets, manifest, units, resolver, reports),
    roles: new Set(Object.keys(sheets) as Role[]),
  };
}
