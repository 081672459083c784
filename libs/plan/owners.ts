import type { BodyKind } from '#bodies/domain';
import type { SurveyStatus } from '#declarations/domain';
import { bodyTableOf } from './body-table.js';
import type { OwnerBody, OwnerDeclaration, PlanFacts } from './facts.js';

/** An owner of the Ambito as the rules see it: what it is, and what it answered for the year. */
export interface Owner {
  readonly id: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly member: boolean;
  /** Its own municipality; null for a body that is no Comune. */
  readonly municipality: string | null;
  /** False when its facts are known and the body itself is not. */
  readonly known: boolean;
  /** Place in the order of the plan: kind, then name. */
  readonly rank: number;
  /** The declaration of the plan's year. */
  readonly declaration: OwnerDeclaration | null;
  /** Null when the owner has no declaration of the year. */
  readonly status: SurveyStatus | null;
  /** The last declaration of an earlier year, where there is none of this one. */
  readonly earlier: OwnerDeclaration | null;
  readonly firstCensusOn: string | null;
  /** D is before the owner's first census: what rests on its units is not known. */
  readonly beforeCensus: boolean;
  /** What the owner's silence on a figure means: 0 when it answered, null when it did not or its units are not known. */
  readonly silence: 0 | null;
}

/** An owner, and the body that it is, where one is known. */
export interface NamedOwner {
  readonly id: string;
  readonly body: Pick<OwnerBody, 'kind' | 'name'> | null;
}

const KIND_ORDER: Readonly<Record<BodyKind, number>> = { COMUNE: 0, ALER: 1, OPERATOR: 2 };

/** Every member of the Ambito, and every other body that has units or a declaration there, in the order of the plan. */
export function ownersOf(facts: PlanFacts): readonly Owner[] {
  const bodies = bodyTableOf(facts.bodies);
  const ids = new Set(bodies.members);
  for (const rows of [facts.stock, facts.units, facts.assignments, facts.declarations]) {
    for (const { owner } of rows) ids.add(owner);
  }
  const declarations = declarationsByOwner(facts);
  return [...ids]
    .map((id) => ({ id, body: bodies.byId.get(id) ?? null }))
    .sort(inPlanOrder)
    .map(({ id, body }, rank) => describeOwner(facts, id, body, rank, declarations.get(id) ?? []));
}

/** Orders owners as the plan does: by kind, name, id. */
export function inPlanOrder(a: NamedOwner, b: NamedOwner): number {
  return kindOrder(a.body) - kindOrder(b.body) || compare(nameOf(a), nameOf(b)) || compare(a.id, b.id);
}

/**
 * An owner as the rules see it.
 * @param declarations what it declared in the Ambito, by year
 */
export function describeOwner(
  facts: Pick<PlanFacts, 'year' | 'validAt'>,
  id: string,
  body: OwnerBody | null,
  rank: number,
  declarations: readonly OwnerDeclaration[],
): Owner {
  const declaration = declarations.find(({ year }) => year === facts.year) ?? null;
  const earlier = declaration ? null : (declarations.filter(({ year }) => year < facts.year).at(-1) ?? null);
  const status = declaration?.status ?? null;
  const firstCensusOn = firstOf(declarations.map(({ firstCensusOn: on }) => on));
  const beforeCensus = firstCensusOn !== null && facts.validAt < firstCensusOn;
  return {
    id,
    kind: body?.kind ?? 'OPERATOR',
    name: nameOf({ id, body }),
    member: body?.member ?? false,
    municipality: body?.municipality ?? null,
    known: body !== null,
    rank,
    declaration,
    status,
    earlier,
    firstCensusOn,
    beforeCensus,
    silence: beforeCensus || status === null || status === 'missing' ? null : 0,
  };
}

function declarationsByOwner(facts: PlanFacts): ReadonlyMap<string, readonly OwnerDeclaration[]> {
  const byOwner = new Map<string, OwnerDeclaration[]>();
  for (const declaration of facts.declarations) {
    const known = byOwner.get(declaration.owner);
    if (known) known.push(declaration);
    else byOwner.set(declaration.owner, [declaration]);
  }
  for (const declarations of byOwner.values()) declarations.sort((a, b) => a.year - b.year);
  return byOwner;
}

function firstOf(dates: readonly (string | null)[]): string | null {
  let first: string | null = null;
  for (const date of dates) if (date !== null && (first === null || date < first)) first = date;
  return first;
}

function kindOrder(body: NamedOwner['body']): number {
  return KIND_ORDER[body?.kind ?? 'OPERATOR'];
}

function nameOf({ id, body }: NamedOwner): string {
  return body?.name ?? id;
}

/** By code point: the same order on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareNullLast(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null ? -1 : compare(a, b);
}
