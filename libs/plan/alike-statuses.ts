import type { SourceStatus } from './facts.js';

/** Statuses that a plan says one thing of: the same was reported, and where its code is in a table the same is derived. */
export type AlikeStatuses = readonly SourceStatus[];

/** Groups of statuses that are alike, with one more. */
export function withStatus(groups: readonly AlikeStatuses[], status: SourceStatus): readonly AlikeStatuses[] {
  const at = groups.findIndex(([first]) => isAlike(first!, status));
  return at === -1 ? [...groups, [status]] : groups.with(at, [...groups[at]!, status]);
}

function isAlike(one: SourceStatus, other: SourceStatus): boolean {
  const isReportedAlike =
    one.code === other.code && one.statusLabel === other.statusLabel && one.mapsTo === other.mapsTo;
  return isReportedAlike && (one.mapsTo === 'UNMAPPED' || one.lifecycle === other.lifecycle);
}
