import type { Request } from 'express';
import { BadCursor } from '#read-store';
import { both } from '#wording';
import { invalidFields } from '../problems/problem.js';
import { MOST_ITEMS } from './common-fields.js';

/** A list as the Italian guidelines write it. */
export interface ItemList<T> {
  readonly items: readonly T[];
  readonly _links: { readonly next?: { readonly href: string } };
}

/** A list that is whole. */
export function listOf<T>(items: readonly T[]): ItemList<T> {
  return { items, _links: {} };
}

/** A page, with the address of the next where there is one: the same question, another cursor. */
export function pageOf<T>(request: Request, items: readonly T[], next: string | undefined): ItemList<T> {
  if (next === undefined) return listOf(items);
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  query.set('cursor', next);
  return { items, _links: { next: { href: `${request.path}?${query.toString()}` } } };
}

/** What a page of a list that is held whole is asked. */
export interface LongPage {
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * A page of a list that is held whole, in the order of its keys: it goes on after the last key told, so that none is lost
 * nor told twice while others write.
 * @param keyOf what an item is told from all others by, for good
 * @throws BadCursor
 */
export function pageOfAll<T, K extends string | number>(
  request: Request,
  all: readonly T[],
  { limit = MOST_ITEMS, cursor }: LongPage,
  keyOf: (item: T) => K,
): ItemList<T> {
  const keyed = all.map((item) => ({ item, key: keyOf(item) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const after = cursor === undefined ? undefined : keyIn(cursor);
  const type = typeof keyed[0]?.key;
  if (after !== undefined && keyed.length > 0 && typeof after !== type) throw notOfThisList();
  const rest = after === undefined ? keyed : keyed.filter(({ key }) => key > after);
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1)?.key : undefined;
  const next = last === undefined ? undefined : Buffer.from(JSON.stringify([AFTER, last])).toString('base64url');
  return pageOf(
    request,
    page.map(({ item }) => item),
    next,
  );
}

/** What a cursor of these lists begins with: no other list's does. */
const AFTER = 'after';

function keyIn(cursor: string): string | number {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw notOfThisList();
  }
  const [mark, key] = Array.isArray(read) ? (read as unknown[]) : [];
  if (mark !== AFTER || (typeof key !== 'string' && typeof key !== 'number')) throw notOfThisList();
  return key;
}

function notOfThisList(): BadCursor {
  return new BadCursor('the cursor is not one of this list');
}

/**
 * Leaves each item the fields asked for.
 * @param fields comma-separated names; absent: all
 * @param known every name that an item has
 * @throws Problem invalid-fields a name that no item has
 */
export function onlyFields<T extends object>(
  items: readonly T[],
  fields: string | undefined,
  known: readonly string[],
): readonly Partial<T>[] {
  if (fields === undefined) return items;
  const wanted = fields.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const it = `fields: ${unknown.join(', ')} non esiste (esistono: ${known.join(', ')})`;
    const en = `fields: no such field ${unknown.join(', ')} (there are: ${known.join(', ')})`;
    throw invalidFields([{ in: 'query', field: 'fields', rule: 'isIn', message: both(it, en) }]);
  }
  return items.map(
    (item) => Object.fromEntries(Object.entries(item).filter(([name]) => wanted.includes(name))) as Partial<T>,
  );
}
