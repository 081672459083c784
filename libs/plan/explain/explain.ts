import type { PlanContext } from '../context.js';
import type { Place } from '../plan-places.js';
import type { PlanFacts } from '../facts.js';
import { addKnown } from '../totals.js';
import { computeWorkings, type PlanOptions } from '../workings.js';
import type { ExplainedRow, ExplainFilter, Explanation } from './explanation.js';
import type { OpenedRow } from './opened-rows.js';
import { OPENERS } from './openers.js';

/** The numbers that can be opened. */
export const ADDRESSES: readonly string[] = Object.keys(OPENERS);

/** The address names no number of the plan. */
export class UnknownAddress extends RangeError {
  override readonly name = 'UnknownAddress';
  constructor(readonly address: string) {
    super(`no number ${address}; known: ${ADDRESSES.join(', ')}`);
  }
}

/**
 * Opens a number: `g.free`, `k.assigned`, `tab1.total`. Name and column in any case, with or without hyphens (`g.as-is`).
 * The events behind each unit are the caller's to add: rules see states.
 * @throws UnknownAddress, UnknownRuleSet
 */
export function explainNumber(
  facts: PlanFacts,
  address: string,
  filter: ExplainFilter = {},
  options: PlanOptions = {},
): Explanation {
  const known = ADDRESSES.find((candidate) => plain(candidate) === plain(address));
  const opener = known === undefined ? undefined : OPENERS[known];
  if (known === undefined || opener === undefined) throw new UnknownAddress(address);
  const workings = computeWorkings(facts, options);
  const { context } = workings;
  const rows = opener.rows(workings, options).filter((row) => matches(context, row, filter));
  return {
    address: known,
    number: opener.number ? opener.number(rows) : addKnown(rows.map(({ number }) => number)),
    rows: rows.map((row) => explained(context, row)),
  };
}

function explained(context: PlanContext, row: OpenedRow): ExplainedRow {
  const { owner, municipality, declared, ...rest } = row;
  return {
    ...context.places.of(row).cell,
    ownerId: owner.id,
    municipalityCode: municipality,
    ...rest,
    figures: declared.map(({ figure }) => figure),
  };
}

function matches(context: PlanContext, { owner, municipality }: Place, filter: ExplainFilter): boolean {
  const isOwner = filter.owner === undefined || [owner.name, owner.id, owner.kind].some(same(filter.owner));
  const names = [context.municipalityName(municipality), municipality];
  return isOwner && (filter.municipality === undefined || names.some(same(filter.municipality)));
}

function same(wanted: string): (candidate: string | null) => boolean {
  return (candidate) => candidate !== null && candidate.toLowerCase() === wanted.toLowerCase();
}

function plain(address: string): string {
  return address.toLowerCase().replaceAll('-', '');
}
